import { report } from '../contenders'
import { ATTEMPTS, createHandler, createRun, firstDue, RETRY_EVERY_MS, type Shape } from './shapes'

/** The floor: no queue at all, each attempt awaited. */
async function main(events: number, shape: Shape): Promise<void> {
  const start = performance.now()
  let now = firstDue(shape)
  const run = createRun(
    events,
    createHandler(shape, (ms) => {
      now += ms
      return Promise.resolve()
    }),
  )
  let startedAt = now
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    for (let event = 0; event < events; event++) {
      now = startedAt
      await new Promise<void>((resolve) => {
        run.attempt(event, attempt, () => now, resolve)
        if (attempt === ATTEMPTS) resolve()
      })
    }
    if (attempt < ATTEMPTS) startedAt += RETRY_EVERY_MS
  }
  // The last of them ends behind its own callbacks.
  await Promise.resolve()
  await Promise.resolve()
  report(performance.now() - start, run.result(now))
}

void main(Number(process.argv[2]), process.argv[3] as Shape)
