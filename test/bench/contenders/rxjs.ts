import { VirtualTimeScheduler } from 'rxjs'
import { report } from '../contenders'
import { createHandler, createRun, firstDue, RETRY_EVERY_MS, type Shape } from './shapes'

/** Knows nothing of promises: it can only run handlers that are done when they return. */
function main(events: number, shape: Shape): void {
  const start = performance.now()
  const scheduler = new VirtualTimeScheduler()
  const run = createRun(
    events,
    createHandler(shape, () => Promise.reject(new Error('no virtual sleep'))),
  )
  const now = (): number => scheduler.frame
  const attemptOnce = (event: number, attempt: number): void => {
    run.attempt(event, attempt, now, () => scheduler.schedule(() => attemptOnce(event, attempt + 1), RETRY_EVERY_MS))
  }
  for (let event = 0; event < events; event++) scheduler.schedule(() => attemptOnce(event, 1), firstDue(shape))
  scheduler.flush()
  report(performance.now() - start, run.result(scheduler.frame))
}

main(Number(process.argv[2]), process.argv[3] as Shape)
