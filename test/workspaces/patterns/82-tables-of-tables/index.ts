// In a walk inside of a walk each key stays with its own value, and with the table that it is in.
import { events } from '@ampt/sdk'
import { api } from '@ampt/api'

type Run = (event: { body: unknown }) => unknown

const users: Record<string, Run> = {
  'user.joined': ({ body }) => events.publish('user.greeted', body), // publish user.greeted in handler of user.joined
  'user.greeted': () => {},
}
const mails: Record<string, Run> = { 'mail.sent': ({ body }) => events.publish('mail.read', body), 'mail.read': () => {} } // publish mail.read in handler of mail.sent
for (const table of [users, mails]) {
  for (const name of Object.keys(table)) events.on(name, table[name]!) // on user.joined runs 'user.joined', user.greeted runs 'user.greeted', mail.sent runs 'mail.sent', mail.read runs 'mail.read'
}

const bills: Record<string, Run> = {
  'bill.made': ({ body }) => events.publish('bill.paid', body), // publish bill.paid in handler of bill.made
  'bill.paid': () => {},
}
const stock = { 'stock.low': () => {} }
;[bills, stock].forEach((table) =>
  Object.entries(table).forEach(([name, run]) => events.on(name, run)), // on bill.made runs 'bill.made', bill.paid runs 'bill.paid', stock.low runs 'stock.low'
)

const modules = [
  { prefix: 'order', handlers: { made: ({ body }: { body: unknown }) => events.publish('order.sent', body), sent: () => {} } }, // publish order.sent in handler of order.made
  { prefix: 'offer', handlers: { made: () => {} } },
]
for (const { prefix, handlers } of modules) {
  for (const [name, run] of Object.entries(handlers)) {
    events.on(`${prefix}.${name}`, run) // on order.made runs made, order.sent runs sent, offer.made runs made
  }
}

const routes = [
  { '/one': () => events.publish('route.one', {}), '/two': () => events.publish('route.two', {}) }, // publish route.one in GET /one, route.two in GET /two
  { '/three': () => events.publish('route.three', {}) }, // publish route.three in GET /three
]
const router = api('main').router('/')
for (const table of routes) for (const [path, run] of Object.entries(table)) router.get(path, run)
