import { plainName } from '../contract/names'
import { alternatives, type Value } from './value'

export interface EventNames {
  /** Without `custom:`, each once. */
  readonly names: readonly string[]
  /** For each alternative that is not fully known: the name with `*` for the unknown parts, null when nothing is known. */
  readonly patterns: readonly (string | null)[]
}

/** The event names that a value stands for. */
export function namesOf(value: Value): EventNames {
  const names = new Set<string>()
  const patterns = new Set<string | null>()
  for (const one of alternatives(value)) {
    if (one.kind === 'constant' && typeof one.value === 'string' && one.value !== '') names.add(plainName(one.value))
    else if (one.kind === 'text') patterns.add(plainName(one.parts.map((part) => part ?? '*').join('')))
    else patterns.add(null)
  }
  return { names: [...names], patterns: [...patterns] }
}
