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
})
