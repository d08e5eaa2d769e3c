import { events } from '@ampt/sdk'

const logged = (handler: () => unknown) => async () => {
  await handler()
}

export const GET = logged(() => events.publish('portal.opened', {})) // publish portal.opened in GET /api/portal
