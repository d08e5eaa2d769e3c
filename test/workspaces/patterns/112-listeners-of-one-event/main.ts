import { events } from '@ampt/sdk'
import { onOrderPaid, orderPaid, Stock } from './orders'

async function ship(order: { id: string }) {
  await events.publish('parcel.sent', order) // publish parcel.sent in handler of order.paid
}
onOrderPaid(ship, 20_000)

new Stock().onLow(async (item) => { await events.publish('stock.asked', item) }) // publish stock.asked in handler of stock.low

events.on('cart.sold', async ({ body }) => { await orderPaid(body, '1 hour') }) // on cart.sold runs none

class Audit {
  async keep() {
    await events.publish('audit.kept', {}) // publish audit.kept in handler of audit.due
  }
}
const register = (audit: Audit) => { events.on('audit.due', audit.keep) } // on audit.due runs keep
register(new Audit())

// It is the handler itself that publishes, by what it was handed.
function forward(emit: (name: string, body: unknown) => Promise<unknown>) {
  events.on('audit.done', async ({ body }) => { await emit('audit.filed', body) }) // on audit.done runs none
}
const emit = (name: string, body: unknown) => events.publish(name, body) // publish audit.filed in handler of audit.done
forward(emit)
