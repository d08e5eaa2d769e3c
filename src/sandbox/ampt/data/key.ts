import { ValidationError } from './validationError'

/** A parsed key or label: a simple `foo`, or `collection:rest`. */
export interface Key {
  readonly collection: string
  /** What is after the first `:`; `0` in a simple key, which is why `foo` and `foo:0` are one item (`@ampt/data` 1.0.27). */
  readonly name: string
  readonly isSimple: boolean
}

const MAX_KEY_BYTES = 256

export function parseKey(key: unknown): Key {
  const [collection = '', ...rest] = typeof key === 'string' ? key.split(':').map((part) => part.trim()) : []
  if (collection === '' || rest[0] === '') throw new ValidationError('Invalid key')
  const isSimple = rest.length === 0
  const name = isSimple ? '0' : rest.join(':')
  const collectionFits = Buffer.byteLength(collection) <= MAX_KEY_BYTES
  if (!isSimple && !collectionFits) throw new ValidationError('Invalid key: Maximum collection name size is 256 bytes')
  if (!collectionFits || Buffer.byteLength(name) > MAX_KEY_BYTES) throw new ValidationError('Invalid key: Maximum Key size is 256 bytes')
  return { collection, name, isSimple }
}

/** A key that an item may be stored under. */
export function parseItemKey(text: unknown): Key {
  const key = parseKey(text)
  if (/[|*]/.test(key.name))
    throw new ValidationError(`Invalid key: Key names in collections cannot contain the '|' or the '*' characters.`)
  if (/^[<>]/.test(key.name)) {
    throw new ValidationError(`Invalid key: Key names in collections cannot start with the '>' or '<' characters.`)
  }
  return key
}

export function keyText({ collection, name, isSimple }: Key): string {
  return isSimple ? collection : `${collection}:${name}`
}

/** A key with both its parts, also where it is simple: what tells items apart, and what `lastKey` names. */
export function fullText({ collection, name }: Key): string {
  return `${collection}:${name}`
}

/** The order of names in a collection: that of their UTF-8 bytes. UTF-16 order differs from it only where a surrogate is met. */
export function compareNames(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)]
    if (x !== y) return rank(x) - rank(y)
  }
  return a.length - b.length
}

/** Surrogates stand for code points above all other units. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}
