import { compareNames, type Key } from './key'
import { ValidationError } from './validationError'

/** What the part of a query behind the collection asks for. */
export interface Condition {
  /** One name, so that `get` gives the item and not a list. */
  readonly isExact: boolean
  readonly matches: (name: string) => boolean
}

/** Comparisons by operator; two-letter ones first, as `<` also begins `<=`. */
const comparisons: readonly (readonly [operator: string, holds: (order: number) => boolean])[] = [
  ['<=', (order) => order <= 0],
  ['<', (order) => order < 0],
  ['>=', (order) => order >= 0],
  ['>', (order) => order > 0],
]

/** Reads `*`, `a*`, `>a`, `>=a`, `<a`, `<=a`, `a|b` or a plain name. */
export function parseCondition({ name, isSimple }: Key): Condition {
  const star = name.indexOf('*')
  if (star !== -1 && star < name.length - 1) {
    throw new ValidationError(`Wildcards ('*') can only be used at the end of a key expression`)
  }
  if (isSimple) return { isExact: true, matches: (other) => other === name }
  for (const [operator, holds] of comparisons) {
    if (!name.startsWith(operator)) continue
    const bound = boundOf(name.slice(operator.length))
    if (bound === '') throw new ValidationError(`You must supply a key name after '${operator}'`)
    return { isExact: false, matches: (other) => holds(compareNames(other, bound)) }
  }
  if (name.includes('|')) {
    const [from = '', to = ''] = name.split('|').map(boundOf)
    if (from === '' || to === '') throw new ValidationError(`You must supply a key name before and after '|'`)
    return { isExact: false, matches: (other) => compareNames(other, from) >= 0 && compareNames(other, to) <= 0 }
  }
  if (name.endsWith('*')) {
    const prefix = name.slice(0, -1)
    return { isExact: false, matches: (other) => other.startsWith(prefix) }
  }
  return { isExact: true, matches: (other) => other === name }
}

function boundOf(text: string): string {
  return text.trim().replace('*', '')
}
