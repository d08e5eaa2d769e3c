import { events } from '@ampt/sdk'

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
