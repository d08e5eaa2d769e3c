// What an object gathers is published by what also adds to it, not by all that have an object of the kind.
import { events, schedule } from '@ampt/sdk'

class UnitOfWork {
  private pending: { name: string; body: unknown }[] = []
  add(name: string, body: unknown) {
    this.pending.push({ name, body })
  }
  async commit() {
    for (const one of this.pending) {
      await events.publish(one.name, one.body) // publish stock.reserved in handler of order.placed, order.confirmed in handler of stock.reserved, parcel.packed in handler of order.confirmed, parcel.sent in handler of parcel.packed
    }
  }
}
events.on('order.placed', async ({ body }) => { // on order.placed
  const work = new UnitOfWork()
  work.add('stock.reserved', body)
  await work.commit()
})
events.on('stock.reserved', async ({ body }) => { // on stock.reserved
  const work = new UnitOfWork()
  work.add('order.confirmed', body)
  await work.commit()
})

// The object is made elsewhere, and handed to a callback.
async function transaction(run: (work: UnitOfWork) => Promise<void>) {
  const work = new UnitOfWork()
  await run(work)
  await work.commit()
}
events.on('order.confirmed', async ({ body }) => { // on order.confirmed
  await transaction(async (work) => work.add('parcel.packed', body))
})
events.on('parcel.packed', async ({ body }) => { // on parcel.packed
  await transaction(async (work) => work.add('parcel.sent', body))
})

// A list that each call of a function makes.
function createBatch() {
  const items: { name: string; body: unknown }[] = []
  return {
    add: (name: string, body: unknown) => void items.push({ name, body }),
    flush: () => Promise.all(items.map((one) => events.publish(one.name, one.body))), // publish parcel.lost in handler of parcel.sent, parcel.found in handler of parcel.lost
  }
}
events.on('parcel.sent', async ({ body }) => { // on parcel.sent
  const batch = createBatch()
  batch.add('parcel.lost', body)
  await batch.flush()
})
events.on('parcel.lost', async ({ body }) => { // on parcel.lost
  const batch = createBatch()
  batch.add('parcel.found', body)
  await batch.flush()
})

// What an aggregate recorded, its repository publishes.
class Order {
  private changes: { type: string; data: unknown }[] = []
  private record(type: string, data: unknown) {
    this.changes.push({ type, data })
  }
  place() {
    this.record('cart.closed', {})
  }
  pay() {
    this.record('order.paid', {})
  }
  pull() {
    const all = this.changes
    this.changes = []
    return all
  }
}
class Orders {
  async save(order: Order) {
    for (const one of order.pull()) await events.publish(one.type, one.data) // publish cart.closed in handler of cart.done, order.paid in handler of cart.closed
  }
}
const orders = new Orders()
events.on('cart.done', async () => { // on cart.done
  const order = new Order()
  order.place()
  await orders.save(order)
})
events.on('cart.closed', async () => { // on cart.closed
  const order = new Order()
  order.pay()
  await orders.save(order)
})

// One that others empty than those that fill it.
class Outbox {
  private names: string[] = []
  add(name: string) {
    this.names.push(name)
  }
  async flush() {
    for (const name of this.names) await events.publish(name, {}) // publish mail.sent in schedule relay
  }
}
class Mails {
  constructor(private readonly outbox: Outbox) {}
  send() {
    this.outbox.add('mail.sent')
  }
}
const outbox = new Outbox()
const mails = new Mails(outbox)
events.on('order.paid', async () => mails.send()) // on order.paid
schedule('relay').every('1 minute', async () => {
  await outbox.flush()
})
