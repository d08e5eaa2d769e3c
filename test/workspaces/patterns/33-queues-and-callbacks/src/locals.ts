import type { events } from '@ampt/sdk'

interface Locals {
  queue: typeof events
}
type Queue = Pick<Locals['queue'] & typeof events, 'publish'>
type Sdk = typeof events

const next = { new: 'paid', paid: null } as const

export async function onRequest(request: any, state: keyof typeof next, sdk: Sdk) {
  const { queue } = request.app.locals as Locals
  await queue.publish('locals.seen', {}) // publish locals.seen
  await (request.app.locals as Locals).queue.publish('locals.again', {}) // publish locals.again
  const following = next[state]
  if (!following) return
  await sdk.publish(`state.${following}`, {}) // publish state.paid
}
export type { Queue }
