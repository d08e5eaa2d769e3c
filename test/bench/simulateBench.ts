import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measure } from './contenders'
import type { Row } from './table'

const dist = join(__dirname, '../../dist')
const EVENTS = 20

/**
 * Our whole run, from the lens click or command to the trace in hand (bundling, child process, virtual time, attribution, trace), beside
 * the floor (a loop over the attempts that awaits the handler) and the retry loop on fake timers, each handler attributed.
 */
export async function simulateTable(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'ampt-events-bench-'))
  try {
    writeFileSync(join(folder, 'package.json'), '{ "name": "bench", "main": "app.js" }')
    const handler = `async () => {\n  await null\n  throw new Error('no')\n}`
    writeFileSync(join(folder, 'app.js'), `import { events } from '@ampt/sdk'\nevents.on('poison', ${handler})\n`)
    return await measure(
      [
        { name: 'await in a loop (floor)', script: 'contenders/awaitLoop.ts', args: [`${EVENTS}`] },
        { name: 'fake-timers, runAllAsync', script: 'contenders/fakeTimers.ts', args: [`${EVENTS}`] },
        { name: 'ours, app to trace', script: 'contenders/simulate.ts', args: [`${EVENTS}`, folder, dist] },
        { name: 'ours, one event', script: 'contenders/simulate.ts', args: ['1', folder, dist] },
      ],
      folder,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
