import { events } from '@ampt/sdk'

export interface Bus {
  publish(name: string, body: unknown): Promise<unknown>
  subscribe(name: string, handler: (body: unknown) => Promise<void>): void
}

export function createBus(): Bus {
  return {
    publish: (name, body) => events.publish(name, body), // publish bill.sent in handler of order.paid, parcel.sent in handler of bill.sent, order.paid in POST /orders
    subscribe(name, handler) {
      events.on(name, async ({ body }) => handler(body)) // on order.paid runs none, bill.sent runs none
    },
  }
}

export type Emit = (name: string, body: unknown) => Promise<unknown>
export const emit: Emit = (name, body) => events.publish(name, body) // publish cart.kept in handler of cart.left, mail.asked in handler of cart.left
