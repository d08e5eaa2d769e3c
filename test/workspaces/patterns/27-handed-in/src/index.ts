import { Handler, OrderRepository } from './base'
import { Orders, Stock, type Services } from './orders'
import { AmptPublisher } from './publisher'
import type { Publisher } from './types'

function build(publisher: Publisher = new AmptPublisher('shop')): Services {
  return { orders: new Orders(publisher), stock: new Stock({ publisher }) }
}

class Placed extends Handler {
  protected readonly event = 'order.placed'
  constructor(private readonly orders: OrderRepository) {
    super()
  }
  protected async handle() {
    await this.orders.save('1')
  }
}

class Cancelled extends Handler {
  protected readonly event = 'order.cancelled'
  protected override readonly timeout = 20_000
  protected async handle() {}
}

const services = build()
const handlers: Handler[] = [new Placed(new OrderRepository()), new Cancelled()]
handlers.forEach((handler) => handler.register())
void services.orders.place()
for (const { cancel } of [services.orders]) void cancel()
