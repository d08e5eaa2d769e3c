import { events } from '@ampt/sdk'

const handler = async () => {
  await events.publish('page.user', {}) // publish page.user in ALL /api/users/[id]
}
export default handler
