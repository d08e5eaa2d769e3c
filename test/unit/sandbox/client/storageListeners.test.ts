import assert from 'node:assert/strict'
import { runEntry, ofSource, allLogsOf, attemptsOf } from '../../../support/runEntry'

describe('listeners of storage', () => {
  it('are told of the changes of their bucket that fit, with the path within it', async () => {
    const trace = await runEntry(`
      storage('images').on('write:*.png', ({ name, path, size }) => console.log([name, path, size].join(' ')))
      storage('images').on(['remove'], ({ name, path }) => console.log([name, path].join(' ')))
      storage('other').on('*', () => console.log('other'))
      events.on('go', async () => {
        await storage('images').write('cat.png', 'cat')
        await storage('images').write('cat.txt', 'cat')
        await storage('images').remove('cat.png')
      })`)
    assert.deepEqual(allLogsOf(trace).sort(), ['remove cat.png', 'write cat.png 3'])
    assert.deepEqual(
      ofSource(trace, 'storage').map(({ key }) => key),
      ['go#1@1.1/storage:write:images/cat.png#1', 'go#1@1.1/storage:remove:images/cat.png#1'],
    )
  })

  it('take a copy for a write by the documentation, and for a change of its own in the SDK', async () => {
    const app = `
      storage().on('write', ({ name, path }) => console.log('write: ' + name + ' ' + path))
      storage().on('copy', ({ name, path }) => console.log('copy: ' + name + ' ' + path))
      events.on('go', async () => { await storage().write('a', ''); await storage().copy('a', 'to') })`
    for (const [contract, ofCopy] of [
      ['documented', ['copy: copy to/a', 'write: copy to/a']],
      ['sdk', ['copy: copy to/a']],
    ] as const)
      assert.deepEqual(allLogsOf(await runEntry(app, { contract })).sort(), [...ofCopy, 'write: write a'])
  })

  it('are retried', async () => {
    const trace = await runEntry(`
      let calls = 0
      storage().on('write', () => { if (++calls < 3) throw new Error('no') })
      events.on('go', () => storage().write('a', 'b'))`)
    assert.equal(attemptsOf(trace, 'storage').length, 3)
    assert.equal(ofSource(trace, 'storage')[0]!.state, 'handled')
  })
})
