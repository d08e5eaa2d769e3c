import { events } from '@ampt/sdk'

type Kind = 'created' | 'removed'
const MAP = { a: 'map.a', b: 'map.b' } as const
const NAMES = ['one', 'two'] as const
interface Events {
  'typed.x': { id: string }
  'typed.y': { id: number }
}

export const f = (kind: Kind) => events.publish(`user.${kind}`, {}) // publish user.created, user.removed
export const g = (key: keyof typeof MAP) => events.publish(MAP[key], {}) // publish map.a, map.b
export const h = (name: (typeof NAMES)[number]) => events.publish(name, {}) // publish one, two
export function emit<K extends keyof Events>(name: K, body: Events[K]) {
  return events.publish(name, body) // publish typed.x, typed.y
}
export const kinds = { created: () => {}, removed: () => {} } satisfies Record<Kind, () => void>
for (const [kind, handler] of Object.entries(kinds)) events.on(`user.${kind}`, handler) // on user.created, user.removed
for (const kind of Object.keys(kinds) as Kind[]) events.on(`again.${kind}`, () => {}) // on again.created, again.removed
