import { constant, unknown, type Value } from './value'

/** Longer texts are no names of events, and code that doubles them a few dozen times would fill the memory. */
const longestText = 10_000
const mostParts = 200

/** What a value reads as inside a template literal. */
export function partsOf(value: Value): readonly (string | null)[] {
  if (value.kind === 'constant') return [String(value.value)]
  return value.kind === 'text' ? value.parts : [null]
}

/** The text of these parts. */
export function text(parts: readonly (string | null)[]): Value {
  const merged: (string | null)[] = []
  for (const part of parts.filter((one) => one !== '')) {
    const last = merged.at(-1)
    if (typeof part === 'string' && typeof last === 'string') merged[merged.length - 1] = last + part
    else if (part !== null || last !== null) merged.push(part)
  }
  if (merged.length > mostParts || lengthOf(merged) > longestText) return unknown
  if (merged.length === 0) return constant('')
  if (merged.length === 1) return merged[0] === null ? unknown : constant(merged[0])
  return { kind: 'text', parts: merged }
}

/** Whether a value is a text, wholly known or not. */
export function isText(value: Value): boolean {
  return value.kind === 'text' || (value.kind === 'constant' && typeof value.value === 'string')
}

/** How long what is known of a text is. */
export function lengthOf(parts: readonly (string | null)[]): number {
  return parts.reduce((length, part) => length + (part?.length ?? 0), 0)
}
