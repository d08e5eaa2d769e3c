import { report } from '../contenders'
import { ATTEMPTS, attribution, createColumns, poison, RETRY_EVERY_MS } from './poison'

async function main(events: number): Promise<void> {
  const start = performance.now()
  const columns = createColumns(events * ATTEMPTS)
  let now = 0
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    for (let event = 0; event < events; event++) {
      await attribution.run({ event, attempt }, poison).then(
        () => columns.add(event, attempt, now, now, 0),
        () => columns.add(event, attempt, now, now, 1),
      )
    }
    if (attempt < ATTEMPTS) now += RETRY_EVERY_MS
  }
  report(performance.now() - start, `${columns.length} attempts, ${now / 86_400_000} d`)
}

void main(Number(process.argv[2]))
