import { events } from '@ampt/sdk'

export const createBus = () => ({
  publish: (name: string, body: unknown) => events.publish(name, body), // publish bill.sent in handler of order.paid
  subscribe(name: string, handler: (body: unknown) => Promise<void>) {
    events.on(name, async ({ body }) => handler(body)) // on order.paid runs none
  },
})
export type Bus = ReturnType<typeof createBus>

export interface Queue {
  send(name: string): Promise<unknown>
}
export const createQueue = (): Queue => ({
  send: (name) => events.publish(name, {}), // publish parcel.asked in handler of parcel.due
})

export interface Timer {
  set: (name: string) => Promise<unknown>
}
export function createTimer(): Timer {
  const set = (name: string) => events.publish(name, {}) // publish alarm.rung in handler of parcel.due
  return { set }
}

export type Emit = (name: string) => Promise<unknown>
export const emit: Emit = (name) => events.publish(name, {}) // publish stock.taken in handler of parcel.due
