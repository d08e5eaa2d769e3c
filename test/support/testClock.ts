import type { Clock } from '../../src/simulator/clock'

/** A clock for tests of the engine, with the few timers that a test sets by hand. */
export function createTestClock(start: number): Clock & { setTimer(time: number, run: () => void): void } {
  let now = start
  const timers: { time: number; run: () => void }[] = []
  return {
    now: () => now,
    nextTimerAt: () => timers[0]?.time ?? null,
    advanceTo: (time) => void (now = time),
    mayNextTick: () => true,
    isImmediateNext: () => false,
    fireNext: () => {
      const timer = timers.shift()!
      now = timer.time
      timer.run()
    },
    setTimer: (time, run) => {
      timers.push({ time, run })
      timers.sort((a, b) => a.time - b.time)
    },
  }
}
