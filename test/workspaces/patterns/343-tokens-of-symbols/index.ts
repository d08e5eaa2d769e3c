// What is bound to a symbol, or to what a package makes, is had again by that alone.
import { events } from '@ampt/sdk'
import { InjectionToken } from 'tokens'

class Container {
  private readonly made = new Map<unknown, any>()
  bind(token: unknown, value: unknown) {
    this.made.set(token, value)
    return this
  }
  get(token: unknown) {
    return this.made.get(token)
  }
}
class Payments {
  run() {
    return events.publish('paid', {}) // publish paid in handler of invoice.due
  }
}
class Mails {
  run() {
    return events.publish('mailed', {}) // publish mailed in handler of mail.queued
  }
}
class Sms {
  run() {
    return events.publish('texted', {}) // publish texted in handler of text.queued
  }
}
class Chats {
  run() {
    return events.publish('chatted', {}) // publish chatted in handler of chat.queued
  }
}
const TOKENS = { payments: Symbol('payments'), mails: Symbol.for('mails'), sms: new InjectionToken('sms') } as const
const CHATS = Symbol()
const container = new Container()
  .bind(TOKENS.payments, new Payments())
  .bind(TOKENS.mails, new Mails())
  .bind(TOKENS.sms, new Sms())
  .bind(CHATS, new Chats())
events.on('invoice.due', () => container.get(TOKENS.payments).run()) // on invoice.due
events.on('mail.queued', () => container.get(TOKENS.mails).run()) // on mail.queued
events.on('text.queued', () => container.get(TOKENS.sms).run()) // on text.queued
events.on('chat.queued', () => container.get(CHATS).run()) // on chat.queued
