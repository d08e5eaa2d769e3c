import { createClock } from '@sinonjs/fake-timers'
import { report } from '../contenders'
import { createHandler, createRun, firstDue, RETRY_EVERY_MS, type Shape } from './shapes'

async function main(events: number, shape: Shape): Promise<void> {
  const start = performance.now()
  const clock = createClock(0, Infinity)
  const handler = createHandler(shape, (ms) => new Promise((resolve) => void clock.setTimeout(() => resolve(), ms)))
  const run = createRun(events, handler)
  const now = (): number => clock.now
  // A retry is due six minutes after the failed attempt began.
  const attemptOnce = (event: number, attempt: number): void => {
    const startedAt = clock.now
    run.attempt(event, attempt, now, () => clock.setTimeout(() => attemptOnce(event, attempt + 1), startedAt + RETRY_EVERY_MS - clock.now))
  }
  for (let event = 0; event < events; event++) clock.setTimeout(() => attemptOnce(event, 1), firstDue(shape))
  await clock.runAllAsync()
  report(performance.now() - start, run.result(clock.now))
}

void main(Number(process.argv[2]), process.argv[3] as Shape)
