import type { EventBus, Meta } from '../common/eventBus'
export async function onPlaced(payload: { id: string }, meta: Meta) {
  const { bus } = await import('../common/eventBus')
  await bus.publish('payment.requested', { id: payload.id })
}
export default function registerOrderHandlers(bus: EventBus) {
  bus.subscribe('order.placed', onPlaced)
  bus.subscribe('order.paid', async function onPaid({ id }) {
    await bus.publish('mail.queued', { to: id }, { after: '10 minutes' })
  })
}
