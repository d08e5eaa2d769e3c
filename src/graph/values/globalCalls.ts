import type { Evaluator } from './evaluate'
import { hasKey, memberNames } from './members'
import { methodCall } from './methodCall'
import { random, rangeCall, rangeOf, type Range } from './range'
import { sdkNames } from './sdkMember'
import { choice } from './choice'
import { alternatives, constant, list, unknown, withItem, type FunctionValue, type Value } from './value'

/** What functions of `Object` give. */
export function objectCall(evaluator: Evaluator, name: string, [first, ...others]: readonly Value[]): Value {
  if (first === undefined) return unknown
  if (first.kind === 'choice') return choice(first.of.map((one) => withItem(objectCall(evaluator, name, [one, ...others]), one.item)))
  if (name === 'freeze' || name === 'seal') return first
  if (name === 'hasOwn') return hasKey(evaluator, first, others[0] ?? unknown)
  if (name === 'assign') return first.kind === 'function' ? withMembers(evaluator, first, others) : assembled(evaluator, [first, ...others])
  if (name === 'fromEntries') return fromEntries(evaluator, first)
  if (name !== 'values' && name !== 'keys' && name !== 'entries') return unknown
  const names = memberNames(evaluator, first)
  if (names === null) return unknown
  const valueOf = (key: string): Value => evaluator.member(first, key)
  const item = { keys: constant, values: valueOf, entries: (key: string): Value => list([constant(key), valueOf(key)]) }[name]
  return list(names.map(item))
}

/** What `Object.assign` makes of objects whose members are all told. */
function assembled(evaluator: Evaluator, objects: readonly Value[]): Value {
  const members: (readonly [string, Value])[] = []
  for (const object of objects) {
    const names = object.kind === 'sdk' ? sdkNames(object.part) : memberNames(evaluator, object)
    if (names === null) return unknown
    for (const name of names) members.push([name, evaluator.member(object, name)])
  }
  return objects.some(({ kind }) => kind === 'sdk') ? { kind: 'record', of: members, isOpen: true } : { kind: 'record', of: members }
}

/** `Object.assign((name) => publish(name), { later })` */
function withMembers(evaluator: Evaluator, run: FunctionValue, objects: readonly Value[]): Value {
  const members = assembled(evaluator, run.members === undefined ? objects : [run.members, ...objects])
  return members.kind === 'record' ? { ...run, members } : run
}

function fromEntries(evaluator: Evaluator, entries: Value): Value {
  if (entries.kind !== 'list' && entries.kind !== 'map') return unknown
  const members: (readonly [string, Value])[] = []
  for (const entry of entries.of) {
    const key = evaluator.member(entry, '0')
    if (key.kind !== 'constant') return unknown
    members.push([String(key.value), evaluator.member(entry, '1')])
  }
  return { kind: 'record', of: members }
}

/** Functions of Math that give the same for the same. */
const math: Readonly<Record<string, (...values: number[]) => number>> = {
  abs: Math.abs,
  ceil: Math.ceil,
  floor: Math.floor,
  max: Math.max,
  min: Math.min,
  pow: Math.pow,
  round: Math.round,
  trunc: Math.trunc,
}

/** Longer lists name no events. */
const mostMade = 1000

function mathCall(_: Evaluator, name: string, args: readonly Value[]): Value {
  if (name === 'random') return random
  const ranges = args.some(({ kind }) => kind === 'range') ? args.map(rangeOf) : [null]
  if (!ranges.includes(null)) return rangeCall(name, ranges as readonly Range[]) ?? unknown
  const compute = Object.hasOwn(math, name) ? math[name] : undefined
  const numbers = args.flatMap((value) => (value.kind === 'constant' && typeof value.value === 'number' ? [value.value] : []))
  return compute === undefined || numbers.length !== args.length ? unknown : constant(compute(...numbers))
}

/** What promises hold is not told apart from them. */
function promiseCall(_: Evaluator, name: string, [first = unknown]: readonly Value[]): Value {
  return name === 'all' || name === 'resolve' ? first : unknown
}

function arrayCall(evaluator: Evaluator, name: string, args: readonly Value[]): Value {
  const [first, run] = args
  if (name === 'of') return list(args)
  if (first === undefined) return unknown
  if (name === 'isArray') return choice(alternatives(first).map(isArray))
  const items = name === 'from' ? itemsFrom(evaluator, first) : null
  if (items === null || run === undefined) return items ?? unknown
  return methodCall(evaluator, items, 'map', [run]) ?? unknown
}

/** An instance may be one: of a class that extends Array. */
const noArrays: ReadonlySet<Value['kind']> = new Set(['constant', 'text', 'range', 'object', 'record', 'map', 'function', 'class'])

function isArray({ kind }: Value): Value {
  return kind === 'list' ? constant(true) : noArrays.has(kind) ? constant(false) : unknown
}

/** The items of a list or a set, or so many as `{ length }` says. */
function itemsFrom(evaluator: Evaluator, from: Value): Value | null {
  if (from.kind === 'list') return list(from.of, from.isLoose)
  if (from.kind === 'map') return list(from.of, true)
  const length = from.kind === 'object' ? evaluator.member(from, 'length') : unknown
  if (length.kind !== 'constant' || typeof length.value !== 'number' || !(length.value <= mostMade)) return null
  return list(Array.from({ length: length.value }, () => constant(undefined)))
}

/** `Symbol.for('bus')`: told apart by its text, which is no name of an event. */
function symbolCall(_: Evaluator, name: string, [key = unknown]: readonly Value[]): Value {
  return name === 'for' && key.kind === 'constant' ? constant(`Symbol.for(${String(key.value)})`) : unknown
}

/** Functions of the language, by what they are called on. */
export const globalCalls: Readonly<Record<string, (evaluator: Evaluator, name: string, args: readonly Value[]) => Value>> = {
  Array: arrayCall,
  Object: objectCall,
  Math: mathCall,
  Promise: promiseCall,
  Symbol: symbolCall,
}
