import { identity } from './identity'
import { isText, lengthOf, partsOf, text } from './text'
import { eachPair, namesAmong, unknown, type Value } from './value'

/** More alternatives than this say nothing to a reader; of the rest it is told what they have in common. */
const mostChoices = 200

/** Every alternative once, in order; a single one stands for itself. */
export function choice(values: readonly Value[]): Value {
  if (values.length === 1) return values[0]!
  const distinct: Value[] = []
  const seen = new Set<unknown>()
  for (const value of values.flatMap((one) => (one.kind === 'choice' ? one.of : [one]))) {
    const key = identity(value)
    if (seen.has(key)) continue
    seen.add(key)
    distinct.push(value)
  }
  const kept = distinct.length > mostChoices ? [...distinct.slice(0, mostChoices), distinct.slice(mostChoices).reduce(widened)] : distinct
  if (kept.length === 1) return kept[0]!
  return kept.every(({ kind }) => kind === 'unknown') ? unknown : { kind: 'choice', of: kept }
}

/** `left + right` as strings, for each pair of alternatives; what may be missing is checked before, as of a name. */
export function joinText(left: Value, right: Value): Value {
  const [first, second] = [left, right].map((one) => choice(namesAmong(one)))
  return choice(eachPair(first!, second!, (one, other) => text([...partsOf(one), ...partsOf(other)])))
}

/** What two values have in common, as text: how it begins and ends. */
export function widened(one: Value, other: Value): Value {
  if (identity(one) === identity(other)) return one
  const [a, b] = [one, other].map((value) => (isText(value) ? partsOf(value) : [null]))
  const shortest = Math.min(lengthOf(a!), lengthOf(b!))
  const start = common(a![0] ?? '', b![0] ?? '')
  const end = common(reversed(a!.at(-1) ?? ''), reversed(b!.at(-1) ?? '')).slice(0, shortest - start.length)
  return text([start, null, reversed(end)])
}

function common(a: string, b: string): string {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return a.slice(0, length)
}

function reversed(text: string): string {
  return [...text].reverse().join('')
}
