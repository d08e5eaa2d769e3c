import assert from 'node:assert/strict'
import { runEntry, allLogsOf } from '../../../support/runEntry'

describe('core', () => {
  it('has another request identifier for each attempt, the same in equal runs, and that of the run in a task', async () => {
    const app = `
      const t = task('t', ({ executionId }) => console.log('task ' + (core.requestId === executionId)))
      events.on('go', async ({ attempt }) => {
        await new Promise((done) => setTimeout(done, 1))
        console.log([core.requestId, core.context.awsRequestId === core.requestId, core.event.attempt].join(' '))
        if (attempt === 1) throw new Error('once')
        await t.run({})
      })`
    const [first, again, other] = await Promise.all([runEntry(app), runEntry(app), runEntry(app, { seed: 2 })])
    const ids = allLogsOf(first).filter((text) => !text.startsWith('task'))
    assert.deepEqual(allLogsOf(first), allLogsOf(again))
    assert.notDeepEqual(allLogsOf(first), allLogsOf(other))
    assert.equal(new Set(ids.map((text) => text.split(' ')[0])).size, 2)
    for (const [index, text] of ids.entries()) {
      assert.match(text, new RegExp(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12} true ${index + 1}$`))
    }
    assert.equal(allLogsOf(first).at(-1), 'task true')
  })

  it('is undefined while the app is loaded, where no time limit can be set', async () => {
    const trace = await runEntry(`console.log([core.requestId, core.event, core.context].join('|'))\nevents.on('go', () => {})`)
    assert.deepEqual(
      trace.calls[0]!.logs.map(({ text }) => text),
      ['||'],
    )
  })
})
