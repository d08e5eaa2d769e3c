import type { Contract } from '../../../model/scenario'
import { isObject, type Item, type LabelNumber, type Labels } from './item'
import { parseItemKey, type Key } from './key'
import { readCreated, readLabels, readTtl, type LabelWrite, type SetOptions } from './writeOptions'
import { checkUpdatedSize, finalValue, readValue } from './writeValue'

/** A write that was read and checked when it was called, and waits to be applied. */
export interface PlannedSet {
  readonly key: Key
  /** The item after the write; throws where a condition on the item before it does not hold. */
  readonly apply: (previous: Item | undefined) => Item
}

export interface SetContext {
  readonly nowSeconds: number
  readonly contract: Contract
  readonly note: (text: string) => void
}

/** Reads a call of `data.set` for one item. Throws what the platform throws before it sends anything. */
export function planSet(keyGiven: unknown, value: unknown, options: SetOptions, { nowSeconds, contract, note }: SetContext): PlannedSet {
  const key = parseItemKey(keyGiven)
  const isOverwrite = options.overwrite === true
  const how = { removeNulls: options.removeNulls !== false, isOverwrite, note }
  const write = readValue(value, options.default, how)
  const labels = readLabels(options)
  const created = readCreated(options.created)
  const expires = readTtl(options.ttl, nowSeconds, contract)

  const apply = (previous: Item | undefined): Item => {
    checkExistence(options, previous)
    if (isOverwrite && created && previous?.createdSeconds !== created) {
      throw new Error(`The 'created' date integrity check failed. The dates must match.`)
    }
    if (!isOverwrite && 'whole' in write && isObject(previous?.value)) {
      throw new Error('Cannot convert an existing object to a simple value.')
    }
    const before = isOverwrite ? undefined : previous
    const value = finalValue(write, before?.value)
    if (!isOverwrite) checkUpdatedSize(value)
    return {
      key,
      value,
      createdSeconds: before?.createdSeconds ?? ((isOverwrite && created) || nowSeconds),
      modifiedSeconds: nowSeconds,
      labels: withLabels(before?.labels ?? {}, labels),
      expiresSeconds: expires === undefined ? (before?.expiresSeconds ?? null) : expires,
    }
  }
  return { key, apply }
}

function checkExistence({ exists }: SetOptions, previous: Item | undefined): void {
  if (exists === false && previous !== undefined) throw new Error('Item already exists')
  if (exists === true && previous === undefined) throw new Error('Item does not exist')
}

function withLabels(before: Labels, writes: readonly LabelWrite[]): Labels {
  const labels: Partial<Record<LabelNumber, Key>> = { ...before }
  for (const { number, key, isDefault } of writes) {
    if (key === null) delete labels[number]
    else if (!isDefault || labels[number] === undefined) labels[number] = key
  }
  return labels
}
