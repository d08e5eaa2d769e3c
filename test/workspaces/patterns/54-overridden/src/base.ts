import { events } from '@ampt/sdk'

// A class that is not abstract has a value of its own, which those below it may replace.
export class Mailer {
  kind = 'mail'
  readonly #topic = 'sent'
  async send(): Promise<void> {
    await events.publish(`${this.kind}.${this.#topic}`, {}) // publish mail.sent, sms.sent, *.sent
  }
}

export class Model {
  static collection = 'models'
  static async save(): Promise<void> {
    await events.publish(`${this.collection}.saved`, {}) // publish users.saved, orders.saved
  }
}
