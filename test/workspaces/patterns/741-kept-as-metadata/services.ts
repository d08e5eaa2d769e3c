// Classes whose decorators keep what they handle by reflect-metadata.
import { events } from '@ampt/sdk'
import { Listens, OnEvent, Queue } from './decorators'

export class Billing {
  @OnEvent('invoice.issue', { timeout: 25_000 })
  async run() {
    await events.publish('invoice.overdue', { after: '14 days' }, {}) // publish invoice.overdue after 1209600000 in handler of invoice.issue
  }
  @OnEvent('invoice.overdue')
  async onOverdue() {
    await events.publish('invoice.closed', {}) // publish invoice.closed in handler of invoice.overdue
  }
}
export class Stock {
  @OnEvent('stock.low')
  @OnEvent('stock.gone', { timeout: 15_000 })
  async run() {
    await events.publish('stock.ordered', {}) // publish stock.ordered
  }
}

export class Mails {
  @Listens('mail.queued', 20_000)
  async run() {
    await events.publish('mail.sent', {}) // publish mail.sent in handler of mail.queued
  }
}
export class Texts {
  @Listens('text.queued')
  async run() {
    await events.publish('text.sent', {}) // publish text.sent in handler of text.queued
  }
}

@Queue('parcel.due')
export class Parcels {
  async run() {
    await events.publish('parcel.sent', {}) // publish parcel.sent in handler of parcel.due
  }
}
@Queue('return.due')
export class Returns {
  async run() {
    await events.publish('return.granted', {}) // publish return.granted in handler of return.due
  }
}

// It has what is kept for what it extends, too.
export class Transfers extends Returns {}
