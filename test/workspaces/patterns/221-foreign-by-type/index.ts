// What a package or the language brings to a class is none of the app's own, though the type of the field says the same of both.
import { events } from '@ampt/sdk'
import pino from 'pino'
import { MailClient } from './client'

interface Logger {
  error(text: string): void
}
const alerting: Logger = {
  error(text) {
    void events.publish('alert', { text }) // publish alert in handler of order.placed
  },
}
class Mails {
  constructor(private readonly log: Logger) {}
  async send() {
    this.log.error('bounced')
  }
}
const [quiet, loud, written] = [new Mails(console), new Mails(alerting), new Mails(pino())]
events.on('alert', async () => { await quiet.send(); await written.send() }) // on alert
events.on('order.placed', async () => { await loud.send() }) // on order.placed

interface Mailer {
  send(to: string): Promise<unknown>
}
class QueueMailer implements Mailer {
  async send(to: string) {
    await events.publish('mail.send', { to }) // publish mail.send in handler of user.joined
  }
}
class Users {
  constructor(private readonly mailer: Mailer) {}
  async join(to: string) {
    await this.mailer.send(to)
  }
}
const worker = new Users(new MailClient({ region: 'eu' }))
const web = new Users(new QueueMailer())
events.on('mail.send', async ({ body }) => { await worker.join(body.to) }) // on mail.send
events.on('user.joined', async ({ body }) => { await web.join(body.to) }) // on user.joined

type Emit = (name: string) => Promise<unknown>
const emit: Emit = (name) => events.publish(name, {}) // publish order.sent in handler of order.paid
class Orders {
  constructor(private readonly emit: Emit) {}
  async ship() {
    await this.emit('order.sent')
  }
}
const [near, far] = [new Orders(emit), new Orders(fetch as unknown as Emit)]
events.on('order.paid', async () => { await near.ship() }) // on order.paid
events.on('order.sent', async () => { await far.ship() }) // on order.sent
