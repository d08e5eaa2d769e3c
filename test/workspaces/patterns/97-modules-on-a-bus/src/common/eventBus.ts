import { events } from '@ampt/sdk'
export interface DomainEvents {
  'order.placed': { id: string }
  'order.paid': { id: string }
  'order.cancelled': { id: string; reason: string }
  'payment.requested': { id: string }
  'mail.queued': { to: string }
}
export type EventName = keyof DomainEvents
export interface Meta { traceId: string; at: number }
type Handler<K extends EventName> = (payload: DomainEvents[K], meta: Meta) => Promise<void>

export class EventBus {
  private static instance?: EventBus
  static get(): EventBus {
    return (this.instance ??= new EventBus())
  }
  async publish<K extends EventName>(name: K, payload: DomainEvents[K], options: { after?: string } = {}): Promise<void> {
    const body = { payload, meta: { traceId: '1', at: Date.now() } }
    if (options.after) await events.publish(name, { after: options.after }, body) // publish mail.queued after 600000 in handler of order.paid
    else await events.publish(name, body) // publish order.placed in POST /orders, payment.requested in handler of order.placed, order.paid in handler of payment.requested, order.cancelled in handler of payment.requested
  }
  subscribe<K extends EventName>(name: K, handler: Handler<K>): void {
    events.on(name, { timeout: 30000 }, async (event) => { // on order.placed timeout 30000 runs onPlaced, order.paid runs onPaid, payment.requested runs onRequested, mail.queued
      const { payload, meta } = event.body as { payload: DomainEvents[K]; meta: Meta }
      await handler(payload, meta)
    })
  }
}
export const bus = EventBus.get()
