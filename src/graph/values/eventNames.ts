import { plainName } from '../../contract/names'
import type { ts } from 'ts-morph'
import { namesAmong, type Value } from './value'

export interface EventNames {
  /** Without `custom:`, each with the literal that spells it, null where it is put together. */
  readonly names: ReadonlyMap<string, ts.StringLiteralLike | null>
  /** For each alternative that is not fully known: the name with `*` for the unknown parts, null when nothing is known. */
  readonly patterns: readonly (string | null)[]
}

/** The event names that a value stands for. */
export function eventNames(value: Value): EventNames {
  const names = new Map<string, ts.StringLiteralLike | null>()
  const patterns = new Set<string | null>()
  for (const one of namesAmong(value)) {
    if (one.kind === 'constant' && typeof one.value === 'string' && plainName(one.value) !== '')
      names.set(plainName(one.value), one.literal ?? null)
    else if (one.kind === 'text') patterns.add(plainName(one.parts.map((part) => part ?? '*').join('')))
    else patterns.add(null)
  }
  return { names, patterns: [...patterns] }
}
