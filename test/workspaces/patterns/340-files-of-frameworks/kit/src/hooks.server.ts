import { events } from '@ampt/sdk'

export const handle = async ({ event, resolve }) => {
  await events.publish('request.seen', { path: event.url.pathname }) // publish request.seen in ALL /*
  return resolve(event)
}
