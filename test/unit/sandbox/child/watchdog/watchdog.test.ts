import assert from 'node:assert/strict'
import { join } from 'node:path'
import { startWatchdog } from '../../../../../src/sandbox/child/watchdog/watchdog'
import { dist } from '../../../../support/built'

const STUCK_MS = 500

describe('the watchdog', () => {
  it('interrupts code that does not give up control, but none that says that it gets on, or that the machine leaves waiting', () => {
    const found: string[] = []
    const watchdog = startWatchdog({
      ...{ workerFile: join(dist, 'watchdog.js'), stuckMs: STUCK_MS, memoryMb: 4096, isHardened: false },
      onTrouble: (trouble) => void found.push(trouble),
    })
    const work = (ms: number, each: () => void): void => {
      for (const end = performance.now() + ms; performance.now() < end && found.length === 0;) each()
    }
    work(4 * STUCK_MS, () => watchdog.beat())
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3 * STUCK_MS)
    work(STUCK_MS / 4, () => undefined)
    assert.deepEqual(found, [])
    watchdog.beat()
    work(50_000, () => undefined)
    watchdog.stop()
    assert.equal(found[0], 'stuck')
  })
})
