import assert from 'node:assert/strict'
import { runEntry, allLogsOf } from '../../../support/runEntry'

describe('what an app publishes and changes while it loads', () => {
  it('comes to handlers that it registers later, once it is loaded', async () => {
    const trace =
      await runEntry(`await events.publish('a', {}); await data.set('k:1', 1); await storage('files').write('f', 'text'); await data.get('k:1')
      events.on('a', () => console.log('event')); data.on('*', ({ name }) => console.log(name)); storage('files').on('*', ({ path }) => console.log(path))
      await data.get('k:1'); console.log('loaded')`)
    assert.deepEqual([trace.calls[0]!.logs[0]!.text, ...allLogsOf(trace)], ['loaded', 'event', 'created', 'f'])
  })
})

describe('a start of the app that nobody waits for', () => {
  it('is told with error and line where it fails, as it may lack handlers then', async () => {
    const trace = await runEntry(`async function main() {\n  await null; throw new Error('no database')\n}\nmain()`)
    assert.ok(
      trace.end.notes.some((note) => note.startsWith('Nobody caught Error: no database (index.ts:4), which the app began as it loaded')),
    )
  })
})
