import { withContext } from './context'

// This file does not name the SDK: it is handed it.
export const open = withContext(async ({ events, tenant }) => {
  await events.publish('portal.opened', { tenant }) // publish portal.opened
})
