import type { Json } from '../../../model/json'

/**
 * A value as the data store keeps it: a copy that shares nothing with the app's value. Undefined and functions vanish; what the
 * store has no type for is the error that the platform throws (`@ampt/data` 1.0.27 marshals without class instances, so a Date is one).
 * `note` is told of what the platform would keep in a type of its own.
 */
export function toAttribute(value: unknown, note: (text: string) => void, path = 'the value'): Json | undefined {
  if (value === undefined || value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'number') return checkedNumber(value)
  if (typeof value === 'bigint') {
    if (Number.isSafeInteger(Number(value))) return Number(value)
    note('The data store keeps integers beyond the safe range as text, where the platform gives back a BigInt.')
    return value.toString()
  }
  if (Array.isArray(value))
    return value.map((item, index) => toAttribute(item, note, `${path}[${index}]`)).filter((item) => item !== undefined)
  if (typeof value === 'object') {
    if (isPlain(value)) return attributesOf(Object.entries(value), note, path)
    if (value instanceof Map) return attributesOf([...(value as Map<string, unknown>)], note, path)
    if (value instanceof Set) {
      note('The data store keeps a Set as an array, where the platform gives back a Set.')
      return toAttribute([...(value as Set<unknown>)], note, path)
    }
    if (ArrayBuffer.isView(value)) {
      note('The data store keeps binary values as base64 text, where the platform gives back bytes.')
      return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64')
    }
  }
  throw new Error(
    `Unsupported type passed: ${text(value)}. Pass options.convertClassInstanceToMap=true to marshall typeof object as map attribute. (${path})`,
  )
}

/** As the platform's message puts it. */
function text(value: unknown): string {
  return `${value as string}`
}

function attributesOf(entries: readonly (readonly [string, unknown])[], note: (text: string) => void, path: string): Json {
  const kept: [string, Json][] = []
  for (const [name, value] of entries) {
    const attribute = typeof value === 'function' ? undefined : toAttribute(value, note, `${path}.${name}`)
    if (attribute !== undefined) kept.push([name, attribute])
  }
  return Object.fromEntries(kept)
}

/** A number that the store can hold. */
export function checkedNumber(value: number): number {
  if (!Number.isFinite(value)) throw new Error(`Special numeric value ${value} is not allowed`)
  if (value > Number.MAX_SAFE_INTEGER) throw new Error(`Number ${value} is greater than Number.MAX_SAFE_INTEGER. Use BigInt. `)
  if (value < Number.MIN_SAFE_INTEGER) throw new Error(`Number ${value} is lesser than Number.MIN_SAFE_INTEGER. Use BigInt. `)
  return value === 0 ? 0 : value
}

/** By the constructor's name, as the platform tells them: an object of another realm is plain too. */
function isPlain(value: object): boolean {
  const { constructor } = value as { constructor?: { name?: unknown } }
  return constructor === undefined || constructor.name === 'Object'
}

/** The size of an attribute in bytes, as the platform counts it against the limit of 400 KB. */
export function sizeOf(value: Json): number {
  if (value === null || typeof value === 'boolean') return 1
  if (typeof value === 'string') return Buffer.byteLength(value)
  if (typeof value === 'number') return Math.ceil(String(Math.abs(value)).replace(/\D/g, '').length / 2) + 1
  const parts = Array.isArray(value)
    ? value.map((item: Json) => sizeOf(item) + 1)
    : Object.entries(value as Readonly<Record<string, Json>>).map(([name, item]) => Buffer.byteLength(name) + sizeOf(item) + 1)
  return parts.reduce((sum, size) => sum + size, 3)
}
