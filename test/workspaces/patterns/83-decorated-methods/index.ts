// What a decorator is handed holds the method: in the descriptor, or as the first argument of the standard form.
import { events } from '@ampt/sdk'

function On(name: string, options: { timeout?: number } = {}) {
  return (target: unknown, key: string, descriptor: PropertyDescriptor) => {
    events.on(name, options, descriptor.value) // on order.placed timeout none runs onPlaced, mail.send timeout 20000 runs onMail
  }
}
export class Listener {
  @On('order.placed')
  async onPlaced({ body }: { body: unknown }) {
    await events.publish('mail.send', body) // publish mail.send in handler of order.placed
  }
  @On('mail.send', { timeout: 20_000 })
  static async onMail({ body }: { body: unknown }) {
    await events.publish('order.placed', body) // publish order.placed in handler of mail.send
  }
}

type Run = (event: { body: unknown }) => unknown
const Handles = (name: string) => (method: Run, context: ClassMethodDecoratorContext) => {
  events.on(name, method) // on user.joined runs 'when-joined'
  console.log(context.name)
}
const Bound = (name: string) => (method: Run, context: ClassMethodDecoratorContext) => {
  context.addInitializer(function () {
    events.on(name, method.bind(this)) // on user.left runs onLeft
  })
}
const Alone = (name: string) => (method: Run) => {
  events.on(name, method) // on user.back runs onBack
}
export class Users {
  @Handles('user.joined')
  async 'when-joined'({ body }: { body: unknown }) {
    await events.publish('user.greeted', body) // publish user.greeted in handler of user.joined
  }
  @Bound('user.left')
  async onLeft({ body }: { body: unknown }) {
    await events.publish('user.gone', body) // publish user.gone in handler of user.left
  }
  @Alone('user.back')
  async onBack({ body }: { body: unknown }) {
    await events.publish('user.here', body) // publish user.here in handler of user.back
  }
}

// Without a type a member that only a context has tells; a key is taken as it is.
function Untyped(name) {
  return (method, { name: key }) => {
    events.on(name, method) // on stock.low runs onLow
    return key && method
  }
}
function Keyed(name) {
  return (target, key) => {
    events.on(name, (event) => target[key](event)) // on stock.out
  }
}
export class Stock {
  @Untyped('stock.low')
  onLow({ body }) {
    return events.publish('stock.ordered', body) // publish stock.ordered in handler of stock.low
  }
  @Keyed('stock.out')
  onOut({ body }) {
    return events.publish('stock.asked', body) // publish stock.asked in handler of stock.out
  }
}
