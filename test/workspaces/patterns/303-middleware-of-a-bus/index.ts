// A bus that runs each handler through a list of middleware, which it is given before.
import { events } from '@ampt/sdk'

type Handler = (body: any, meta: { id: string }) => Promise<void>
type Middleware = (next: Handler) => Handler

const timed: Middleware = (next) => async (body, meta) => {
  try {
    await next(body, meta)
  } finally {
    console.log(meta.id)
  }
}
const once = (seen: Set<string>): Middleware => (next) => async (body, meta) => {
  if (seen.has(meta.id)) return
  await next(body, meta)
}
class Bus {
  readonly #middleware: Middleware[] = []
  use(middleware: Middleware): this {
    this.#middleware.push(middleware)
    return this
  }
  emit(name: string, body: object) {
    return events.publish(name, body) // publish order.paid in handler of order.placed, order.sent in handler of order.paid
  }
  on(name: string, handler: Handler): this {
    const run = this.#middleware.reduceRight<Handler>((next, middleware) => middleware(next), handler)
    events.on(name, async ({ id, body }) => { // on order.placed, order.paid, order.sent
      await run(body, { id })
    })
    return this
  }
}
const bus = new Bus().use(timed).use(once(new Set()))
bus
  .on('order.placed', async (body) => {
    await bus.emit('order.paid', body)
  })
  .on('order.paid', async (body) => {
    await bus.emit('order.sent', body)
  })
bus.on('order.sent', async () => {})
