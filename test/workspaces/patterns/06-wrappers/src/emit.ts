import { events } from '@ampt/sdk'

export const emit = (name: string, body: unknown) => events.publish(name, body) // publish wrapped.a, wrapped.b
export async function emitLater(name: string, body: unknown, after = '1 minute') {
  await events.publish(`later.${name}`, { after }, body) // publish later.x after 60000, later.y after 7200000
}
export const emitterFor = (prefix: string) => ({
  created: (body: unknown) => events.publish(`${prefix}.created`, body), // publish order.created, user.created
})
export function createModel(collection: string) {
  return { save: () => events.publish(`${collection}.saved`, {}) } // publish posts.saved
}
export const curried = (prefix: string) => (name: string) => events.publish(prefix + name, {}) // publish curried.one
