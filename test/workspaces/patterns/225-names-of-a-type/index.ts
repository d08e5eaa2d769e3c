// A type allows all names of the app: of a call that passes what is not told, it is not told either which of them it is.
import { events } from '@ampt/sdk'

interface EventMap {
  'order.placed': { id: string }
  'order.confirmed': { id: string }
  'payment.captured': { id: string }
}
type DomainEvent = { [N in keyof EventMap]: { name: N; payload: EventMap[N] } }[keyof EventMap]

class Bus {
  publish<N extends keyof EventMap>(name: N, payload: EventMap[N]) {
    return events.publish(name, payload) // publish payment.captured in handler of order.placed, order.confirmed in handler of payment.captured
  }
}
class Order {
  private readonly recorded: DomainEvent[] = []
  confirm(id: string) {
    this.recorded.push({ name: 'order.confirmed', payload: { id } })
  }
  pull(): DomainEvent[] {
    return this.recorded.splice(0)
  }
}
const bus = new Bus()
async function save(order: Order) {
  for (const { name, payload } of order.pull()) await bus.publish(name, payload as never)
}
events.on('order.placed', ({ body }) => bus.publish('payment.captured', body)) // on order.placed
events.on('payment.captured', async ({ body }) => { // on payment.captured
  const order = new Order()
  order.confirm(body.id)
  await save(order)
})
