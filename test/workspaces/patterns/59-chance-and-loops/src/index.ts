import { events } from '@ampt/sdk'

// Delays that chance draws.
export async function spread(ids: string[]) {
  await events.publish('spread.one', { after: Math.floor(Math.random() * 1000) }, {}) // publish spread.one after 0-999 times 1 within spread
  await events.publish('spread.most', { after: 5000 + Math.round(Math.random() * 10_000) }, {}) // publish spread.most after 5000-15000
  await events.publish('spread.least', { after: Math.max(1000, Math.random() * 500) }, {}) // publish spread.least after 1000-1000
  await events.publish(`random.${Math.random()}`, {}) // publish random.*
  await events.publish(Math.random() > 0.5 ? 'coin.head' : 'coin.tail', {}) // publish coin.head, coin.tail

  // Calls that one run makes many times.
  await Promise.all(ids.map((id, index) => events.publish('batch', { after: index * 50 }, { id }))) // publish batch after ? times n within spread
  for (const id of ids) await events.publish('looped', { id }) // publish looped times n
  for (const name of ['named.a', 'named.b']) await events.publish(name, {}) // publish named.a times 1, named.b times 1
  for (const id of ids) for (const name of ['each.a', 'each.b']) await events.publish(name, { id }) // publish each.a times n, each.b times n
  while (ids.pop() !== undefined) void events.publish('drained', {}) // publish drained times n
  for (const id of await Promise.all([events.publish('once', {})])) console.log(id) // publish once times 1
}

// What runs a call may not be known; the function around it is.
export class Order {
  constructor() {
    void events.publish('order.made', {}) // publish order.made within Order.constructor
  }
  static place = async () => events.publish('order.placed', {}) // publish order.placed within Order.place
}
export const strategy = {
  verify: async () => events.publish('user.verified', {}), // publish user.verified within verify in none
}
await events.publish('started', {}) // publish started within none
