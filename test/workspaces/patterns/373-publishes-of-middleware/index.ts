// What the middleware of a bus publishes itself runs with each handler of that bus, and with those of no other.
import { events } from '@ampt/sdk'

type Handler = (event: any) => Promise<void>
type Middleware = (next: Handler) => Handler

const timed: Middleware = (next) => async (event) => {
  const begin = Date.now()
  await next(event)
  console.log(Date.now() - begin)
}
const deadLetter = (topic: string): Middleware => (next) => async (event) => {
  try {
    await next(event)
  } catch {
    await events.publish(topic, event.body) // publish orders.dead in handler of orders.placed, mails.dead in handler of mails.send
  }
}
const audited: Middleware = (next) => async (event) => {
  await events.publish('audit.written', { id: event.id }) // publish audit.written in handler of orders.placed
  await next(event)
}
const applied = (all: Middleware[], handler: Handler) => all.reduceRight((next, one) => one(next), handler)

class Consumer {
  private readonly middleware: Middleware[] = []
  constructor(private readonly prefix: string) {}
  use(...all: Middleware[]) {
    this.middleware.push(...all)
    return this
  }
  on(name: string, handler: Handler) {
    events.on(`${this.prefix}.${name}`, applied(this.middleware, handler)) // on orders.placed, mails.send, plain.asked
    return this
  }
}
const orders = new Consumer('orders').use(timed, audited).use(deadLetter('orders.dead'))
const mails = new Consumer('mails').use(timed, deadLetter('mails.dead'))
orders
  .on('placed', async () => {
    await events.publish('mails.send', {}) // publish mails.send in handler of orders.placed
  })

mails.on('send', async () => {
  await events.publish('mail.gone', {}) // publish mail.gone in handler of mails.send
})
new Consumer('plain').on('asked', async () => {})
events.on('orders.dead', async () => {}) // on orders.dead
