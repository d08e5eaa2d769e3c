// A condition that asks a constant is decided by it; what is added to meanwhile decides nothing.
import { events } from '@ampt/sdk'

const names = ['a', 'b', 'c'] as const
const skipped = new Set<string>(['a'])
const table = new Map<string, number>([['a', 1]])
const own: Record<string, number> = { a: 1 }
for (const name of names) {
  if (!skipped.has(name)) events.on(`set.${name}`, async () => {}) // on set.b, set.c
  if (!table.has(name)) events.on(`map.${name}`, async () => {}) // on map.b, map.c
  if (table.get(name) === undefined) events.on(`get.${name}`, async () => {}) // on get.b, get.c
  if (!(name in own)) events.on(`in.${name}`, async () => {}) // on in.b, in.c
  if (!Object.hasOwn(own, name)) events.on(`own.${name}`, async () => {}) // on own.b, own.c
  if (names.indexOf(name) > 0) events.on(`index.${name}`, async () => {}) // on index.b, index.c
  if (!['a'].some((one) => one === name)) events.on(`some.${name}`, async () => {}) // on some.b, some.c
  if (names.every((one) => one >= name)) events.on(`every.${name}`, async () => {}) // on every.a
  if (!/^a/.test(name)) events.on(`text.${name}`, async () => {}) // on text.b, text.c
}
for (const name of names.slice(names.indexOf('b'))) events.on(`slice.${name}`, async () => {}) // on slice.b, slice.c

const seen = new Set<string>()
const met = new Map<string, boolean>([['z', true]])
const done: Record<string, boolean> = {}
for (const name of ['d', 'e', 'd']) {
  if (!seen.has(name) && !met.has(name) && !(name in done)) events.on(`seen.${name}`, async () => {}) // on seen.d, seen.e
  seen.add(name)
  met.set(name, true)
  done[name] = true
}

type When = { in: number } | { at: Date }
const afterOf = (when: When) => ('in' in when ? when.in : when.at)
const send = (name: string, when: When) => events.publish(name, { after: afterOf(when) }, {}) // publish soon after 60000, late after ?
await send('soon', { in: 60_000 })
await send('late', { at: new Date('2040-01-01') })
