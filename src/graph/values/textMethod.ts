import { choice, joinText } from './choice'
import { constant, list, unknown, withItem, type Value } from './value'

/** Methods of a text that give the same for the same. */
const pure: ReadonlySet<string> = new Set([
  ...['toLowerCase', 'toUpperCase', 'toString', 'trim', 'trimStart', 'trimEnd', 'normalize'],
  ...['slice', 'substring', 'substr', 'charAt', 'at', 'padStart', 'padEnd', 'repeat', 'split', 'replace', 'replaceAll'],
  ...['includes', 'startsWith', 'endsWith', 'indexOf', 'lastIndexOf', 'search'],
])
/** Longer texts are no names of events; a number of this size makes none. */
const longest = 1000
const longestMatched = 200

/** The pattern of a literal, as long as it is one that no text keeps busy for long; null for any other. */
function patternOf(literal: string): RegExp | null {
  const [, source = '', flags = ''] = /^\/(.*)\/(\w*)$/s.exec(literal) ?? []
  // Repeated groups, and many repetitions beside each other.
  const isSlow = /\)[*+?{]|\(\?|\\[1-9k]/.test(source) || (source.match(/[*+{]/g)?.length ?? 0) > 2
  return isSlow ? null : new RegExp(source, flags)
}

/** What a method of a text that is known gives; null for any other. */
export function textMethod(value: Value, name: string, args: readonly Value[]): Value | null {
  if (name === 'concat' && (value.kind === 'text' || (value.kind === 'constant' && typeof value.value === 'string')))
    return args.reduce(joinText, value)
  if (value.kind !== 'constant' || typeof value.value !== 'string' || !pure.has(name)) return null
  // Of an argument that may be several, one by one.
  const several = args.findIndex(({ kind }) => kind === 'choice')
  const choices = args[several]
  if (choices?.kind === 'choice') {
    return choice(choices.of.map((one) => withItem(textMethod(value, name, args.with(several, one)) ?? unknown, one.item)))
  }
  try {
    const isMatched = args.some(({ kind }) => kind === 'pattern')
    const given = args.map((one) => (one.kind === 'pattern' ? patternOf(one.node.text) : one.kind === 'constant' ? one.value : null))
    const isTold = given.every((one) => one !== null && (typeof one !== 'number' || one <= longest))
    if (!isTold || value.value.length > (isMatched ? longestMatched : longest)) return unknown
    const result = (value.value as unknown as Record<string, (...args: unknown[]) => unknown>)[name]!(...given)
    return Array.isArray(result) ? list(result.map((one: unknown) => constant(one as string))) : constant(result as string)
  } catch {
    // A count below zero, a pattern that is none: a run would throw too.
    return unknown
  }
}
