import { sizeOf } from './attribute'
import { parseCondition, type Condition } from './condition'
import type { DataStore } from './dataStore'
import { describeItem, copyOf, type Item, type LabelNumber } from './item'
import { compareNames, fullText, parseKey, type Key } from './key'
import { ValidationError } from './validationError'

/** Options of `data.get`, as the app wrote them. */
export interface GetOptions {
  readonly meta?: unknown
  readonly reverse?: unknown
  readonly limit?: unknown
  readonly start?: unknown
  readonly label?: unknown
}

/** A part of a list; `lastKey` where it was cut off, as `start` of the next. */
export interface Page {
  readonly items: Item[]
  readonly lastKey: string | null
}

const DEFAULT_LIMIT = 100
const MAX_LIMIT = 1000
/** Of one page (documentation, Data). */
const MAX_PAGE_BYTES = 1024 * 1024

/** Reads a call of `data.get` for one key or query; the result runs it. An exact key gives the item or undefined, a query a page. */
export function planGet(keyGiven: unknown, options: GetOptions): (store: DataStore) => Page | Item | undefined {
  const label = options.label ? readLabelNumber(options.label) : null
  const key = parseKey(keyGiven)
  const limit = readLimit(options.limit)
  const condition = parseCondition(key)
  const start = options.start ? readStart(options.start) : null
  if (label === null && condition.isExact) return (store) => store.get(key)
  return (store) => runQuery({ store, key, label, condition, limit, start, isReverse: options.reverse === true })
}

/** A result of `get` as the app sees it. */
export function describeFound(found: Page | Item | undefined, meta: boolean, next: (lastKey: string) => unknown): unknown {
  if (found === undefined) return undefined
  if (!('items' in found)) return describeOne(found, meta)
  const items = found.items.map((item) => describeItem(item, meta))
  const { lastKey } = found
  return lastKey === null ? { items } : { items, lastKey, next: () => next(lastKey) }
}

/** One item as `get` or `set` gives it: its value, or all of it with `meta`. */
export function describeOne(item: Item, meta: boolean): unknown {
  return meta ? describeItem(item, true) : copyOf(item.value)
}

function readLabelNumber(label: unknown): LabelNumber {
  const number = typeof label === 'string' ? /^(?:label)?([1-5])$/.exec(label)?.[1] : undefined
  if (number === undefined) throw new ValidationError(`Labels must be specified as 'label1' through 'label5'.`)
  return Number(number) as LabelNumber
}

export function readLimit(limit: unknown): number {
  if (!limit) return DEFAULT_LIMIT
  if (Number.isInteger(limit) && (limit as number) > 0 && (limit as number) <= MAX_LIMIT) return limit as number
  throw new ValidationError(`'limit' must be between 1 and 1000`)
}

/**
 * Cuts a page off an ordered list: `limit` items, or as many as 1 MB holds. A page as long as the limit has a `lastKey` even when
 * nothing follows, as in DynamoDB.
 */
export function cutPage(items: readonly Item[], limit: number, startOf: (item: Item) => string): Page {
  let bytes = 0
  // The first item always fits: none is larger than 400 KB.
  const full = items.slice(0, limit).findIndex((item) => (bytes += sizeOfItem(item)) > MAX_PAGE_BYTES)
  const page = items.slice(0, full === -1 ? limit : full)
  return { items: page, lastKey: full !== -1 || page.length === limit ? startOf(page.at(-1)!) : null }
}

function sizeOfItem({ key, value }: Item): number {
  return Buffer.byteLength(fullText(key)) + sizeOf(value)
}

interface Query {
  readonly store: DataStore
  readonly key: Key
  readonly label: LabelNumber | null
  readonly condition: Condition
  readonly limit: number
  readonly start: Position | null
  readonly isReverse: boolean
}

/** Where an item stands in a list: by its name or label's name, then by its key. */
interface Position {
  readonly name: string
  readonly key: string
}

function runQuery({ store, key, label, condition, limit, start, isReverse }: Query): Page {
  const placeOf = (item: Item): Position => ({ name: (label === null ? item.key : item.labels[label]!).name, key: fullText(item.key) })
  const direction = isReverse ? -1 : 1
  const order = (a: Position, b: Position): number => (compareNames(a.name, b.name) || compareNames(a.key, b.key)) * direction
  const candidates = label === null ? store.collection(key.collection) : store.labelled(label, key.collection)
  const found = candidates
    .map((item) => ({ item, place: placeOf(item) }))
    .filter(({ place }) => condition.matches(place.name) && (start === null || order(place, start) > 0))
    .sort((a, b) => order(a.place, b.place))
    .map(({ item }) => item)
  return cutPage(found, limit, (item) => (label === null ? fullText(item.key) : `${fullText(item.key)}|${fullText(item.labels[label]!)}`))
}

function readStart(start: unknown): Position {
  const [key = '', label = key] = String(start).split('|')
  return { name: parseKey(label).name, key: fullText(parseKey(key)) }
}
