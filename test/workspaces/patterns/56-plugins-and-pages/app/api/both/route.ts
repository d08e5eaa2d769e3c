import { events } from '@ampt/sdk'

async function handle() {
  await events.publish('page.both', {}) // publish page.both in GET /api/both, POST /api/both, PUT /api/both
  return new Response()
}
export { handle as GET, handle as POST }
export const PUT = handle
