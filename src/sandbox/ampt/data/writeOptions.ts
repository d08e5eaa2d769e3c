import type { Contract } from '../../../model/scenario'
import { labelNumbers, type LabelNumber } from './item'
import { parseKey, type Key } from './key'
import { ValidationError } from './validationError'

/** Options of `data.set`, as the app wrote them. */
export interface SetOptions {
  readonly ttl?: unknown
  readonly overwrite?: unknown
  readonly default?: unknown
  readonly created?: unknown
  readonly removeNulls?: unknown
  readonly exists?: unknown
  readonly meta?: unknown
}

/** A label that a write sets or, with null, takes away. A default gives way to the label that the item has. */
export interface LabelWrite {
  readonly number: LabelNumber
  readonly key: Key | null
  readonly isDefault: boolean
}

export function readLabels(options: object): LabelWrite[] {
  return labelNumbers.flatMap((number): LabelWrite[] => {
    const name = `label${number}`
    if (!Object.hasOwn(options, name)) return []
    const value = (options as Record<string, unknown>)[name] ?? null
    const isDefault = Array.isArray(value)
    return [{ number, key: value === null ? null : parseKey(isDefault ? (value as unknown[])[0] : value), isDefault }]
  })
}

const TEN_YEARS_SECONDS = 10 * 365 * 24 * 60 * 60

/** When an item expires, in epoch seconds; null takes the time to live away, undefined leaves it as it is. */
export function readTtl(ttl: unknown, nowSeconds: number, contract: Contract): number | null | undefined {
  if (ttl === undefined || ttl === null) return ttl
  if (Number.isInteger(ttl)) {
    const given = ttl as number
    // Documentation: later than now is a moment. SDK 1.0.27: ten years and more are one.
    const isMoment = contract === 'sdk' ? given >= TEN_YEARS_SECONDS : given > nowSeconds
    return isMoment ? given : nowSeconds + given
  }
  const moment = Date.parse(`${ttl as string}`)
  if (Number.isNaN(moment)) throw new ValidationError('Invalid ttl value.')
  return Math.floor(moment / 1000)
}

export function readCreated(created: unknown): number | undefined {
  if (created === undefined || typeof created === 'number') return created
  throw new ValidationError(`'created' value must be a number`)
}
