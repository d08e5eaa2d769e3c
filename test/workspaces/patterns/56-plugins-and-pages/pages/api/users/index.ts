import { events } from '@ampt/sdk'

export default async function handler() {
  await events.publish('page.users', {}) // publish page.users in ALL /api/users
}
