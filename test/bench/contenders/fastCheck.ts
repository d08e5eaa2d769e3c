import fc from 'fast-check'
import { report } from '../contenders'
import { createHandler, createRun, firstDue, RETRY_EVERY_MS, type Shape } from './shapes'

/** Orders what is scheduled by chance and has no clock: the time of an attempt is told by its number. */
async function main(events: number, shape: Shape): Promise<void> {
  const start = performance.now()
  let latest = 0
  const runWith = async (scheduler: fc.Scheduler): Promise<string> => {
    const run = createRun(
      events,
      createHandler(shape, (ms) => {
        latest += ms
        return scheduler.schedule(Promise.resolve())
      }),
    )
    const attemptOnce = (event: number, attempt: number): void => {
      const now = firstDue(shape) + (attempt - 1) * RETRY_EVERY_MS
      void scheduler.schedule(Promise.resolve()).then(() => {
        latest = Math.max(latest, now)
        run.attempt(
          event,
          attempt,
          () => now,
          () => attemptOnce(event, attempt + 1),
        )
      })
    }
    for (let event = 0; event < events; event++) attemptOnce(event, 1)
    await scheduler.waitIdle()
    return run.result(latest)
  }
  let result = ''
  const property = fc.asyncProperty(fc.scheduler(), async (scheduler) => void (result = await runWith(scheduler)))
  await fc.assert(property, { numRuns: 1 })
  report(performance.now() - start, result)
}

void main(Number(process.argv[2]), process.argv[3] as Shape)
