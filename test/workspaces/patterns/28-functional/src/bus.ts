import { events } from '@ampt/sdk'

const catalog = { paid: { name: 'order.paid' }, sent: { name: 'order.sent' } } as const
type Key = keyof typeof catalog
type Handler = (body: unknown) => Promise<unknown>

export const publish = (key: Key, body: object, options: { after?: string } = {}) => {
  const { name } = catalog[key]
  if (options.after === undefined) return events.publish(name, body) // publish order.paid in handler of registry.a
  return events.publish(name, { after: options.after }, body) // publish order.sent after 60000 in handler of order.paid
}

export const subscribe = (key: Key, handler: Handler) =>
  events.on(catalog[key].name, ({ body }) => handler(body)) // on order.paid, order.sent

export const emit = (name: string, body: object, after = '1 minute') => events.publish(name, { after }, body) // publish late.b after 120000 in handler of registry.b, late.paid after 60000 in handler of order.sent
export const emitLater = (after: string, name: string, body: object) => emit(name, body, after)

export const pipe = (first: Handler, second: Handler) => async (body: unknown) => second(await first(body))

const NAMES: Record<string, string> = { a: 'looked.a' }
export const lookup = (key: string) => events.publish(NAMES[key] ?? 'looked.other', {}) // publish looked.a, looked.other
