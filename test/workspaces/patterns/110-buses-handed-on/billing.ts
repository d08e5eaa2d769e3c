import type { Bus } from './bus'

export function billing(deps: { bus: Bus }) {
  deps.bus.subscribe('order.paid', async (order) => {
    await deps.bus.publish('bill.sent', order)
  })
}
