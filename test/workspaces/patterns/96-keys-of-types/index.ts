// Names that are keys of types: mapped, picked, extended and put together.
import { events } from '@ampt/sdk'
interface Events {
  'user.created': { id: string }
  'user.deleted': { id: string }
}
type Handlers = { [K in keyof Events]: (body: Events[K]) => void }
type Names = keyof Handlers
class Emitter<T> {
  emit<K extends keyof T & string>(name: K, body: T[K]) {
    return events.publish(name, body) // publish user.created, user.deleted
  }
}
const emitter = new Emitter<Events>()
export function tell(kind: keyof Events) {
  return emitter.emit(kind, { id: '1' })
}
export function direct(kind: Names) {
  return events.publish(kind, {}) // publish user.created, user.deleted
}
const table = { a: 'topic.a', b: 'topic.b' } as const
export function byKey(key: keyof typeof table) {
  return events.publish(table[key], {}) // publish topic.a, topic.b
}
export function keyed(key: keyof typeof table) {
  return events.publish(`key.${key}`, {}) // publish key.a, key.b
}
type Prefixed = { [K in keyof typeof table as `p.${K}`]: string }
export function prefixed(key: keyof Prefixed) {
  return events.publish(key, {}) // publish p.a, p.b
}
export function value(name: (typeof table)[keyof typeof table]) {
  return events.publish(name, {}) // publish topic.a, topic.b
}
type Payloads = Record<'r.one' | 'r.two', string>
export function rec(name: keyof Payloads) {
  return events.publish(name, {}) // publish r.one, r.two
}
type Picked = Pick<Events, 'user.created'>
export function picked(name: keyof Picked) {
  return events.publish(name, {}) // publish user.created
}
type Omitted = Omit<Events, 'user.created'>
export function omitted(name: keyof Omitted) {
  return events.publish(name, {}) // publish user.deleted
}
interface More extends Events { 'user.renamed': {} }
export function more(name: keyof More) {
  return events.publish(name, {}) // publish user.created, user.deleted, user.renamed
}
type Both = Events & { 'both.own': {} }
export function both(name: keyof Both) {
  return events.publish(name, {}) // publish user.created, user.deleted, both.own
}
export function strung(name: Extract<keyof Events, string>) {
  return events.publish(name, {}) // publish user.created, user.deleted
}
export function inter(name: keyof Events & string) {
  return events.publish(name, {}) // publish user.created, user.deleted
}
export function generic<K extends keyof Events>(name: K, body: Events[K]) {
  return events.publish(name, body) // publish user.created, user.deleted
}
type Topic = { name: 'tp.one'; body: 1 } | { name: 'tp.two'; body: 2 }
export function topic(name: Topic['name']) {
  return events.publish(name, {}) // publish tp.one, tp.two
}
type MapOf = { [Name in 'mo.a' | 'mo.b']: number }
export function mapOf(name: keyof MapOf) {
  return events.publish(name, {}) // publish mo.a, mo.b
}
interface Same extends Events {}
export function same(name: keyof Same) {
  return events.publish(name, {}) // publish user.created, user.deleted
}
// What a part that is not told has is not told of the whole.
interface Open extends Map<string, number> {
  'open.own': {}
}
export function open(name: keyof Open) {
  return events.publish(name, {}) // publish ?
}
