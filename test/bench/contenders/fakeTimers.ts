import { createClock } from '@sinonjs/fake-timers'
import { report } from '../contenders'
import { ATTEMPTS, attribution, createColumns, poison, RETRY_EVERY_MS } from './poison'

async function main(events: number): Promise<void> {
  const start = performance.now()
  const columns = createColumns(events * ATTEMPTS)
  const clock = createClock(0, Infinity)
  const attemptOnce = (event: number, attempt: number): void => {
    const startedAt = clock.now
    attribution.run({ event, attempt }, poison).then(
      () => columns.add(event, attempt, startedAt, clock.now, 0),
      () => {
        columns.add(event, attempt, startedAt, clock.now, 1)
        if (attempt < ATTEMPTS) clock.setTimeout(() => attemptOnce(event, attempt + 1), RETRY_EVERY_MS)
      },
    )
  }
  for (let event = 0; event < events; event++) clock.setTimeout(() => attemptOnce(event, 1), 0)
  await clock.runAllAsync()
  report(performance.now() - start, `${columns.length} attempts, ${clock.now / 86_400_000} d`)
}

void main(Number(process.argv[2]))
