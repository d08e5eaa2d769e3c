import assert from 'node:assert/strict'
import { tellRun } from '../../../src/timeline/tellRun'
import { runEntry } from '../../support/runEntry'

describe('what a run says in words', () => {
  it('counts publishes that were refused apart, and a run without any as it is', async () => {
    const refused = await runEntry(`events.on('go', () => events.publish('a', { after: 0 }, {}))`, { untilMs: 1000 })
    assert.equal(tellRun(refused)[0], '1 published: 1 pending · 1 rejected · 1 attempt · 1 s')
    assert.equal(tellRun(await runEntry('', { steps: [] }))[0], '0 published · 0 attempts · 0 ms')
  })

  it('names what is no event of the app by what it is, as its lane does', async () => {
    const trace = await runEntry(`const bad = task('bad', () => { throw new Error('no') }); events.on('go', () => bad.run({}))`)
    assert.ok(tellRun(trace).some((line) => line.startsWith('task bad dropped on')))
    assert.ok(tellRun(trace).some((line) => line.startsWith('  task bad: On @ampt/sdk 1.0.20 a failed task')))
  })

  it('tells events in trouble as one where their errors come from one place, though each says something else', async () => {
    const steps = ['a', 'b', 'a'].map((body) => ({ kind: 'publish', atMs: 0, name: 'go', body }) as const)
    const trace = await runEntry(`events.on('go', ({ body }) => { throw new Error('no ' + body) })`, { steps, untilMs: 1000 })
    const [, , head, why] = tellRun(trace)
    assert.deepEqual([head, why], ['go retrying after 1 attempt (3 events)', '  Error: no a (the first of 2 messages)'])
  })
})
