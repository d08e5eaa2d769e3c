import { events } from '@ampt/sdk'

export async function loader() {
  await events.publish('home.seen', {}) // publish home.seen in GET /
}
