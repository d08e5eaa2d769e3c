import { fullText, parseKey, type Key } from './key'
import type { GetOptions } from './planGet'
import { ValidationError, validationException } from './validationError'

const MAX_BATCH = 25

/** The keys of a `get` with an array. */
export function readBatchGet(keys: readonly unknown[], { meta: _meta, ...others }: GetOptions): Key[] {
  const unknownOptions = Object.keys(others)
  if (unknownOptions.length > 0) throw new ValidationError(`Invalid options for batch get request: ${unknownOptions.join(', ')}`)
  checkBatch(keys, 'key', 'get')
  return withoutDuplicates(keys.map(parseKey))
}

/** The keys of a `remove` with an array. */
export function readBatchRemove(keys: readonly unknown[]): Key[] {
  checkBatch(keys, 'key', 'remove')
  return withoutDuplicates(keys.map(parseKey))
}

/** The items of a `set` with an array. */
export function readBatchSet(items: readonly unknown[]): { key: unknown; value: unknown }[] {
  checkBatch(items, 'item', 'set')
  const read = items as { key: unknown; value: unknown }[]
  for (const item of read) {
    if (typeof item.key !== 'string' || item.key === '') throw new ValidationError(`A string value of 'key' must be provided in each item`)
    if (!Object.hasOwn(item, 'value')) throw new ValidationError(`A 'value' must be provided in each item`)
  }
  withoutDuplicates(read.map(({ key }) => parseKey(key)))
  return read
}

function checkBatch(given: readonly unknown[], noun: string, verb: string): void {
  if (given.length === 0) throw new ValidationError(`You must provide at least one ${noun}`)
  if (given.length > MAX_BATCH)
    throw new ValidationError(`You may only provide a maximum of ${MAX_BATCH} ${noun}s in one batch ${verb} request`)
}

/** DynamoDB refuses a batch that names an item twice. */
function withoutDuplicates(keys: Key[]): Key[] {
  if (new Set(keys.map(fullText)).size === keys.length) return keys
  throw validationException('Provided list of item keys contains duplicates')
}

/** The key of a `remove`. */
export function readRemove(given: unknown): Key {
  const key = parseKey(given)
  if (key.name.endsWith('*') || key.name.startsWith('>') || key.name.includes('|')) {
    throw new ValidationError('You cannot delete items using conditionals. Please remove each item separately.')
  }
  return key
}
