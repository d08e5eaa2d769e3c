import type { Json } from '../../../model/json'
import { checkedNumber, sizeOf, toAttribute } from './attribute'
import { isObject } from './item'
import { ValidationError, validationException } from './validationError'

/** What a write does to one attribute of an item, or to its whole value. */
type Change =
  | { readonly kind: 'set'; readonly value: Json }
  /** Only where there is none. */
  | { readonly kind: 'default'; readonly value: Json }
  | { readonly kind: 'add'; readonly amount: number }
  | { readonly kind: 'remove' }

/** The value of a write: an object changes the root keys it names, anything else is the whole value. */
export type ValueWrite = { readonly attributes: ReadonlyMap<string, Change> } | { readonly whole: Change }

/** How a write was asked for. */
export interface WriteHow {
  readonly removeNulls: boolean
  /** The item is replaced, not updated. */
  readonly isOverwrite: boolean
  /** Is told of what the platform would keep in a type of its own. */
  readonly note: (text: string) => void
}

const MAX_ITEM_BYTES = 400 * 1024

/** Reads the value and `default` of a write, as they are at the time of the call. */
export function readValue(value: unknown, fallback: unknown, how: WriteHow): ValueWrite {
  const { removeNulls } = how
  const add = isObject(value) && Object.hasOwn(value, '$add') ? readAdd(value) : null
  const merged = withDefault(add === null ? value : add.amount, fallback, removeNulls)
  const write = add === null ? readMerged(value, merged, how) : { whole: add }
  const bytes = sizeOf(finalValue(write, undefined))
  if (bytes > MAX_ITEM_BYTES) {
    throw new ValidationError(`Item size of ${(bytes / 1024).toFixed(2)} KB is greater than the maximum size of 400 KB.`)
  }
  return write
}

/** The value after the write, given the one before it. */
export function finalValue(write: ValueWrite, previous: Json | undefined): Json {
  if ('whole' in write) return applied(write.whole, previous) ?? null
  const value: Record<string, Json> = Object.fromEntries(isObject(previous) ? Object.entries(previous as Record<string, Json>) : [])
  for (const [name, change] of write.attributes) {
    const after = applied(change, Object.hasOwn(value, name) ? value[name] : undefined)
    if (after === undefined) delete value[name]
    else Object.defineProperty(value, name, { value: after, writable: true, enumerable: true, configurable: true })
  }
  return value
}

export function checkUpdatedSize(value: Json): void {
  if (sizeOf(value) > MAX_ITEM_BYTES) throw new Error('Item size to update is greater than the maximum size of 400 KB.')
}

function applied(change: Change, previous: Json | undefined): Json | undefined {
  switch (change.kind) {
    case 'set':
      return change.value
    case 'default':
      return previous === undefined ? change.value : previous
    case 'remove':
      return undefined
    case 'add': {
      if (previous === undefined) return change.amount
      if (typeof previous === 'number') return previous + change.amount
      throw validationException('An operand in the update expression has an incorrect data type')
    }
  }
}

function readMerged(value: unknown, merged: unknown, how: WriteHow): ValueWrite {
  if (!isObject(merged)) {
    const attribute = toAttribute(merged, how.note) ?? null
    return { whole: { kind: value === undefined || value === null ? 'default' : 'set', value: attribute } }
  }
  const given = isObject(value) ? value : {}
  const attributes = new Map<string, Change>()
  for (const [name, part] of Object.entries(merged)) {
    if (typeof part === 'function') continue
    attributes.set(name, readAttribute(name, given[name], part, how))
  }
  return { attributes }
}

function readAttribute(name: string, given: unknown, part: unknown, { removeNulls, isOverwrite, note }: WriteHow): Change {
  if (part === undefined || (part === null && removeNulls)) return { kind: 'remove' }
  if (isObject(part) && part.$add !== undefined) {
    const add = readAdd(part)
    // A merge with `default` copies, and an update takes a copy for a default (`@ampt/data` 1.0.27).
    if (given !== part && !isOverwrite) throw new ValidationError(`'$add' cannot be used as a default (${name})`)
    return add
  }
  const attribute = toAttribute(part, note, name)
  if (attribute === undefined) return { kind: 'remove' }
  return { kind: given === undefined ? 'default' : 'set', value: attribute }
}

function readAdd(value: Readonly<Record<string, unknown>>): Extract<Change, { kind: 'add' }> {
  if (Object.keys(value).length > 1) {
    throw new ValidationError(`'$add' is a reserved keyword and must be in an object with a single key of $add`)
  }
  const amount = Number(value.$add)
  if (Number.isNaN(amount)) throw new ValidationError(`'value' must be a number when using $add`)
  return { kind: 'add', amount: checkedNumber(amount) }
}

function withDefault(value: unknown, fallback: unknown, removeNulls: boolean): unknown {
  if (fallback === undefined || fallback === null) {
    if (value === undefined || (value === null && removeNulls)) {
      throw new ValidationError(`Value can not be undefined without setting a 'default'`)
    }
    return value
  }
  if (isObject(fallback) && fallback.$add !== undefined) throw new ValidationError(`'default' cannot use the $add keyword`)
  if (value === undefined || value === null) return fallback
  if (isObject(value) && isObject(fallback)) return deepMerge(fallback, value)
  if (typeName(value) !== typeName(fallback)) throw new ValidationError(`'default' must be of the same type as the value`)
  return value
}

/** Keys of `over` win; objects merge, arrays do not. Copies its objects. */
function deepMerge(under: Readonly<Record<string, unknown>>, over: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const names = new Set([...Object.keys(under), ...Object.keys(over)])
  const entries = [...names].map((name): [string, unknown] => {
    const [below, above] = [under[name], over[name]]
    if (!Object.hasOwn(over, name)) return [name, below]
    if (!isMergeable(above)) return [name, above]
    return [name, deepMerge(Object.hasOwn(under, name) && isMergeable(below) ? below : {}, above)]
  })
  return Object.fromEntries(entries)
}

function isMergeable(value: unknown): value is Readonly<Record<string, unknown>> {
  return isObject(value) && !(value instanceof Date) && !(value instanceof RegExp)
}

function typeName(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value
}
