import type { Json } from '../../../model/json'
import { keyText, type Key } from './key'

export const labelNumbers = [1, 2, 3, 4, 5] as const
export type LabelNumber = (typeof labelNumbers)[number]
export type Labels = Readonly<Partial<Record<LabelNumber, Key>>>

/** An item of the data store. Its times are in whole seconds, as the platform keeps them. Never changed: a write makes a new one. */
export interface Item {
  readonly key: Key
  /** An object's root keys are attributes of their own; anything else is one value. */
  readonly value: Json
  readonly createdSeconds: number
  readonly modifiedSeconds: number
  readonly labels: Labels
  readonly expiresSeconds: number | null
}

/** An item as `get` lists it; `meta` adds its dates and labels. A copy each time. */
export function describeItem(item: Item, meta: boolean): Record<string, unknown> {
  const described: Record<string, unknown> = { key: keyText(item.key), value: copyOf(item.value) }
  if (!meta) return described
  described.created = new Date(item.createdSeconds * 1000)
  described.modified = new Date(item.modifiedSeconds * 1000)
  for (const number of labelNumbers) {
    const label = item.labels[number]
    if (label !== undefined) described[`label${number}`] = keyText(label)
  }
  if (item.expiresSeconds !== null) described.ttl = new Date(item.expiresSeconds * 1000)
  return described
}

export function copyOf(value: Json): Json {
  return typeof value === 'object' && value !== null ? (JSON.parse(JSON.stringify(value)) as Json) : value
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
