// What a helper adds to a unit of work is published by what calls the helper.
import { events } from '@ampt/sdk'

class UnitOfWork {
  private pending: { name: string; body: unknown }[] = []
  add(name: string, body: unknown) {
    this.pending.push({ name, body })
  }
  async commit() {
    for (const one of this.pending.splice(0)) {
      await events.publish(one.name, one.body) // publish stock.reserved in handler of order.placed, order.confirmed in handler of stock.reserved, parcel.packed in handler of order.confirmed, parcel.sent in handler of parcel.packed
    }
  }
}
const enqueue = (work: UnitOfWork, name: string) => work.add(name, {})

events.on('order.placed', async () => { // on order.placed
  const work = new UnitOfWork()
  enqueue(work, 'stock.reserved')
  await work.commit()
})
events.on('stock.reserved', async () => { // on stock.reserved
  const work = new UnitOfWork()
  enqueue(work, 'order.confirmed')
  await work.commit()
})

// One that is made at the top of a file, and that each handler fills and empties.
const shared = new UnitOfWork()
events.on('order.confirmed', async ({ body }) => { // on order.confirmed
  shared.add('parcel.packed', body)
  await shared.commit()
})
events.on('parcel.packed', async ({ body }) => { // on parcel.packed
  shared.add('parcel.sent', body)
  await shared.commit()
})
events.on('parcel.sent', () => {}) // on parcel.sent
