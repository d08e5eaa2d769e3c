import { events } from '@ampt/sdk'
export const notify = (what: string) => events.publish(`notify.${what}`, {}) // publish notify.created in POST /orders, notify.late in handler of order.placed
