// What one function registers may pass the same on several ways to one publish: each of them runs it.
import { events, task } from '@ampt/sdk'

const send = (name: string) => events.publish(name, {}) // publish own.noted in task shut, handler of opened
const watch = (prefix: string) => {
  events.on('opened', () => send(`${prefix}.noted`)) // on opened
  task('shut', () => send(`${prefix}.noted`))
}
watch('own')

// What each of them has added before is published with it alone.
class Order {
  private readonly raised: { topic: string; body: object }[] = []
  constructor(readonly id: string) {}
  pay(amount: number) {
    this.raised.push({ topic: 'order.paid', body: { amount } })
  }
  cancel(reason: string) {
    this.raised.push({ topic: 'order.cancelled', body: { reason } })
  }
  take() {
    return this.raised.splice(0)
  }
}
class Orders {
  async save(order: Order) {
    for (const { topic, body } of order.take()) await events.publish(topic, body) // publish order.paid in handler of settled, order.cancelled in task refuse, handler of expired
  }
}
class Service {
  constructor(private readonly orders: Orders) {}
  async pay(id: string, amount: number) {
    const order = new Order(id)
    order.pay(amount)
    await this.orders.save(order)
  }
  async cancel(id: string, reason: string) {
    const order = new Order(id)
    order.cancel(reason)
    await this.orders.save(order)
  }
}
interface Services {
  service: Service
}
function register({ service }: Services) {
  events.on('settled', async ({ body }: any) => await service.pay(body.id, body.amount)) // on settled
  events.on('expired', async ({ body }: any) => await service.cancel(body.id, 'expired')) // on expired
  task('refuse', async ({ body }: any) => await service.cancel(body.id, 'refused'))
}
register({ service: new Service(new Orders()) })
