import { events, schedule } from '@ampt/sdk'
import { data } from '@ampt/data'

interface Source {
  on(what: string, run: () => Promise<unknown>): void
}

export function watch({ bucket, data, ws, nightly, schedule }: { bucket: Source; data: Source; ws: Source; nightly: any; schedule: any }) {
  bucket.on('write:*', async () => { await events.publish('stored', {}) }) // publish stored in storage listener write:*
  data.on('created:order:*', async () => { await events.publish('ordered', {}) }) // publish ordered in data listener created:order:*
  ws.on('connected', async () => { await events.publish('joined', {}) }) // publish joined in WebSocket connected
  nightly.cron('0 1 * * ? *', async () => { await events.publish('slept', {}) }) // publish slept in schedule nightly
  schedule('weekly').every('1 day', async () => { await events.publish('rested', {}) }) // publish rested in schedule weekly
}

// What a helper that is called once registers has the name that it was called with.
const nightly = (name: string, run: () => Promise<unknown>) => schedule(name).cron('0 2 * * ? *', async () => { await run() })
nightly('digest', () => events.publish('digest.due', {})) // publish digest.due in schedule digest
const onCreated = (entity: string, run: () => Promise<unknown>) => data.on(`created:${entity}:*`, async () => run())
onCreated('bill', () => events.publish('bill.created', {})) // publish bill.created in data listener created:bill:*
