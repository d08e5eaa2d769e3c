import { events } from '@ampt/sdk'

type All = 'a' | 'b' | 'c'
const MAP = { p: 'map.p', q: 'map.q' } as const
interface Named {
  'named.one': object
}
interface Named {
  'named.two': object
}
export const extracted = (name: Extract<All, 'a' | 'b'>) => events.publish(name, {}) // publish a, b
export const excluded = (name: Exclude<All, 'a'>) => events.publish(name, {}) // publish b, c
export const merged = (name: keyof Named) => events.publish(name, {}) // publish named.one, named.two
export const one = (name: (typeof MAP)['p']) => events.publish(name, {}) // publish map.p
export const any = (name: (typeof MAP)[keyof typeof MAP]) => events.publish(name, {}) // publish map.p, map.q
export const open = (name: string | 'a') => events.publish(name, {}) // publish ?
export const optional = (name?: 'a' | 'b') => events.publish(name ?? 'other', {}) // publish a, b, other
const pick = (is: boolean) => (is ? 'picked' : undefined)
events.publish(pick(true) ?? 'fallback', {}) // publish picked
events.publish(pick(Date.now() > 1) ?? 'fallback', {}) // publish fallback, picked
events.publish('custom:', {}) // publish ?
