import { events } from '@ampt/sdk'

export const placed = (id: string) => events.publish('order.placed', { id }) // publish order.placed in ALL /contact, ALL /orders/[id]
