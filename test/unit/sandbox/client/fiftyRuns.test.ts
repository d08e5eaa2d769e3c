import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { createReadySimulate } from '../../../../src/sandbox/client/readySimulate'
import { dist } from '../../../support/built'
import { handler, publishing, withApp } from '../../../support/runApp'
import { children } from '../../../support/children'
import { within } from './stopOf'

const scratchFolders = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith(`ampt-events-run-${process.pid}-`))

describe('fifty runs', () => {
  it('leave no process, folder, handle or listener behind, however they end', async () => {
    const ready = createReadySimulate(dist)
    const abort = new AbortController()
    let listeners = 0
    const { signal } = abort
    const add = signal.addEventListener.bind(signal)
    const remove = signal.removeEventListener.bind(signal)
    signal.addEventListener = (...args: Parameters<typeof add>) => (listeners++, add(...args))
    signal.removeEventListener = (...args: Parameters<typeof remove>) => (listeners--, remove(...args))
    const ends = [
      ``,
      `throw new Error('no')`,
      `process.exit(3)`,
      `for (;;) {}`,
      `await fetch('https://mail.example.com')`,
      `setInterval(() => undefined, 1000); await new Promise(() => undefined)`,
      `(await import('node:http')).createServer().listen(0); (await import('node:fs')).writeFileSync('x.txt', '1')`,
      `events.publish('a', {})`,
      `const all: unknown[] = []; for (;;) all.push(Buffer.alloc(1e6, 1))`,
    ]
    const [processes, folders, handles] = [children(), scratchFolders(), process.getActiveResourcesInfo().length]
    for (let at = 0; at < 50; at++) {
      const scenario = publishing('a', { ...within({ stuckMs: 200, hops: 20, heapMb: 80 }), untilMs: 3_600_000 })
      await withApp(handler(ends[at % ends.length]!), (folder) =>
        ready.simulate({ folder, entry: null, scenario, stubs: {}, nodePath: null, signal }),
      )
    }
    ready.dispose()
    // The process that was kept for the next run ends on its own time.
    while (children().length > processes.length || scratchFolders().length > folders.length)
      await new Promise((resolve) => setTimeout(resolve, 20))
    assert.deepEqual(scratchFolders(), folders)
    assert.ok(process.getActiveResourcesInfo().length <= handles + 1, process.getActiveResourcesInfo().join())
    assert.equal(listeners, 0)
  })
})
