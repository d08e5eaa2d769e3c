import { data } from '@ampt/data'
import type { events as sdkEvents } from '@ampt/sdk'

export function registerBatches(events: typeof sdkEvents): void {
  events.on('answer.counted', async ({ body }) => void (await data.add(`count:${body as string}`, 1)))

  events.on('import', async ({ body: { rows } }: { body: { rows: string[] } }) => {
    const batches = [rows.slice(0, 2), rows.slice(2)]
    await Promise.all(batches.map((batch, index) => events.publish('import.batch', { after: 1000 + index * 50 }, { batch })))
  })

  // Does one row, then publishes itself for the rest.
  events.on('import.batch', async ({ body: { batch } }: { body: { batch: string[] } }) => {
    const [row, ...rest] = batch
    if (row !== undefined) await data.set(`row:${row}`, { done: true })
    if (rest.length > 0) await events.publish('import.batch', { after: '1 second' }, { batch: rest })
  })
}
