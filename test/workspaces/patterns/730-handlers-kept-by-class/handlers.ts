// Classes whose decorators keep what they handle, each with a method of the same name.
import { events } from '@ampt/sdk'
import { Asks, Handles, Listens, Reacts, Takes } from './decorators'

export class Billing {
  @Handles('invoice.issue', { timeout: 25_000 })
  async run() {
    await events.publish('invoice.overdue', { after: '14 days' }, {}) // publish invoice.overdue after 1209600000 in handler of invoice.issue
  }
  @Handles('invoice.overdue')
  async onOverdue() {
    await events.publish('invoice.closed', {}) // publish invoice.closed in handler of invoice.overdue
  }
}
export class Stock {
  @Handles('stock.low')
  async run() {
    await events.publish('stock.ordered', {}) // publish stock.ordered in handler of stock.low
  }
}

export class Mails {
  @Listens('mail.queued', { timeout: 20_000 })
  async run() {
    await events.publish('mail.sent', {}) // publish mail.sent in handler of mail.queued
  }
  @Listens('mail.bounced')
  async onBounced() {
    await events.publish('mail.dropped', {}) // publish mail.dropped in handler of mail.bounced
  }
}
export class Texts {
  @Listens('text.queued')
  async run() {
    await events.publish('text.sent', {}) // publish text.sent in handler of text.queued
  }
}

export class Parcels {
  @Reacts('parcel.packed', { timeout: 30_000 })
  async run() {
    await events.publish('parcel.sent', {}) // publish parcel.sent in handler of parcel.packed
  }
  @Reacts('parcel.sent')
  async onSent() {
    await events.publish('parcel.tracked', {}) // publish parcel.tracked in handler of parcel.sent
  }
}
export class Returns {
  @Reacts('return.asked')
  async run() {
    await events.publish('return.granted', {}) // publish return.granted in handler of return.asked
  }
}

export class Users {
  @Takes('user.joined', { timeout: 40_000 })
  async run() {
    await events.publish('user.greeted', {}) // publish user.greeted in handler of user.joined
  }
}
export class Teams {
  @Takes('team.made')
  async run() {
    await events.publish('team.filled', {}) // publish team.filled in handler of team.made
  }
}

class Asked {
  @Asks('rate.asked')
  async onAsked() {
    await events.publish('rate.given', {}) // publish rate.given in handler of rate.asked
  }
}
export class Rates extends Asked {
  @Asks('rate.had')
  async run() {
    await events.publish('rate.kept', {}) // publish rate.kept in handler of rate.had
  }
}
export class Quotes {
  @Asks('quote.asked')
  async run() {
    await events.publish('quote.given', {}) // publish quote.given in handler of quote.asked
  }
}
