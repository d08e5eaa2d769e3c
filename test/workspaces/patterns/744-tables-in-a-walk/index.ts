// A walk hands over tables of handlers, of which one names what it publishes by what it got.
import { events } from '@ampt/sdk'

type Handler = (body: { id: string }) => Promise<void>

type Tenant = 'north' | 'south'
const isTenant = (text: string): text is Tenant => ['north', 'south'].includes(text)

async function tell(tenant: Tenant) {
  await events.publish(`told.${tenant}`, {}) // publish told.north in handler of order.placed, told.south in handler of order.placed
}

const orders: Record<string, Handler> = {
  'order.placed': async ({ id }) => {
    const tenant = id.slice(0, 5)
    if (isTenant(tenant)) await tell(tenant)
  },
  'order.paid': async () => {},
}
const users: Record<string, Handler> = {
  'user.joined': async () => {},
  'user.left': async () => {},
}

function subscribe(handlers: Record<string, Handler>) {
  for (const [name, handle] of Object.entries(handlers)) {
    events.on(name, ({ body }: any) => handle(body)) // on order.placed, order.paid, user.joined, user.left
  }
}
for (const one of [orders, users]) subscribe(one)
