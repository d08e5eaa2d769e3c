// Classes that a function makes are each of their own call, with what is below them.
import { events, task } from '@ampt/sdk'

const domainEvent = <P>(type: string) =>
  class {
    static readonly type = type
    readonly type = type
    constructor(readonly payload: P) {}
  }
const Placed = domainEvent<object>('order.placed')
const Paid = domainEvent<object>('order.paid')
class Shipped extends domainEvent<object>('order.shipped') {}

const publish = (event: { type: string; payload: object }) => events.publish(event.type, event.payload) // publish order.paid in handler of order.placed, order.shipped in handler of order.paid, mail.queued in task mail, text.queued in task text
events.on(Placed.type, () => publish(new Paid({}))) // on order.placed
events.on(Paid.type, () => publish(new Shipped({}))) // on order.paid
events.on(Shipped.type, () => {}) // on order.shipped

// What calls itself.
function defineEvent(type: string, after?: string) {
  class Message {
    static on(handle: (message: Message) => unknown, timeout = 9000) {
      events.on(type, { timeout }, ({ body }: any) => handle(new this(body))) // on stock.low timeout 9000, stock.due timeout 20000
    }
    constructor(readonly payload: object) {}
    send() {
      return after === undefined
        ? events.publish(type, this.payload) // publish stock.low in task stock
        : events.publish(type, { after }, this.payload) // publish stock.due after 172800000 in handler of stock.low
    }
  }
  return Message
}
const Low = defineEvent('stock.low')
const Due = defineEvent('stock.due', '2 days')
Low.on(() => new Due({}).send())
Due.on(() => {}, 20_000)
task('stock', () => new Low({}).send())

// What is made of another class.
type Of<T> = new (...args: any[]) => T
abstract class Entity {
  abstract readonly kind: string
}
const Publishing = <T extends Of<Entity>>(Base: T, change: string) =>
  class extends Base {
    changed() {
      return events.publish(`${this.kind}.${change}`, {}) // publish user.saved in task user, book.stored in task book
    }
  }
class User extends Entity {
  readonly kind = 'user'
}
const LiveUser = Publishing(User, 'saved')
class Book extends Publishing(Entity, 'stored') {
  readonly kind = 'book'
}
task('user', () => new LiveUser().changed())
task('book', () => new Book().changed())

// What tells the class above its name.
class Base {
  constructor(
    readonly type: string,
    readonly payload: object,
  ) {}
}
const message = (type: string) =>
  class extends Base {
    constructor(payload: object) {
      super(type, payload)
    }
  }
class Mail extends message('mail.queued') {}
const Text = message('text.queued')
task('mail', () => publish(new Mail({})))
task('text', () => publish(new Text({})))
