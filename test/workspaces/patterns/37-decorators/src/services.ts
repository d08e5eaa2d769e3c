import { events } from '@ampt/sdk'
import { Container, OnEvent } from './core'

export class Mailer {
  send(name: string) {
    return events.publish(`mail.${name}`, {}) // publish mail.greeting in handler of order.placed, mail.bill in handler of order.paid
  }
}

export class Orders {
  constructor(private readonly container: Container) {}

  @OnEvent('order.placed')
  async greet() {
    await this.container.resolve(Mailer).send('greeting')
  }

  @OnEvent('order.paid', { timeout: 60 * 1000 })
  bill() {
    const mailer = this.container.resolve(Mailer)
    return mailer.send('bill')
  }
}

export class Users {
  @OnEvent('user.left')
  forget() {}
}
