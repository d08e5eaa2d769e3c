// What a container gives for a token is what is bound to that token, whoever made it.
import { events } from '@ampt/sdk'

class Token<T> {
  declare readonly type: T
}
class Container {
  private readonly factories = new Map<Token<any>, (container: Container) => any>()
  bind<T>(token: Token<T>, factory: (container: Container) => T) {
    this.factories.set(token, factory)
    return this
  }
  get<T>(token: Token<T>): T {
    return this.factories.get(token)!(this)
  }
}
class Bus {
  publish(name: string, body: unknown) {
    return events.publish(name, body) // publish payment.captured in handler of invoice.due, mail.sent in handler of mail.queued
  }
}
interface Payments {
  run(id: string): Promise<unknown>
}
const makePayments = (deps: { bus: Bus }): Payments => ({
  async run(id: string) {
    await deps.bus.publish('payment.captured', { id })
  },
})
class Mails {
  constructor(private readonly bus: Bus) {}
  async run(to: string) {
    await this.bus.publish('mail.sent', { to })
  }
}
const PAYMENTS = new Token<Payments>()
const MAILS = new Token<Mails>()
const BUS = new Token<Bus>()
const container: Container = new Container()
  .bind(BUS, () => new Bus())
  .bind(PAYMENTS, () => makePayments({ bus: container.get(BUS) }))
  .bind(MAILS, (own) => new Mails(own.get(BUS)))
const payments = container.get(PAYMENTS)
events.on('invoice.due', ({ body }) => payments.run(body.id)) // on invoice.due
events.on('mail.queued', ({ body }) => container.get(MAILS).run(body.to)) // on mail.queued
events.on('payment.captured', async () => {}) // on payment.captured
events.on('mail.sent', async () => {}) // on mail.sent
