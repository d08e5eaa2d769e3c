import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import { plainKey } from '../syntax/unwrapped'
import { isForeign } from '../values/isForeign'
import { isText, partsOf } from '../values/text'
import { alternatives, isNothing, type Value } from '../values/value'

/** The paths that what a router is given first may be, `*` for one that is not told; empty for a function. */
export function pathsOfUse(evaluator: Evaluator, first: ts.Expression): readonly string[] {
  return textsOf(evaluator, first, mayBePath(evaluator, first) ? '*' : '')
}

/** What a call or a package gives is a function that requests go through: `cors()`. */
function mayBePath(evaluator: Evaluator, node: ts.Expression): boolean {
  if (/^process\.env\b/.test(node.getText())) return true
  if (ts.isCallExpression(node) || isForeign(evaluator, node)) return false
  return alternatives(evaluator.evaluate(node)).every((one) => one.kind === 'unknown' || isText(one))
}

/** What routers call the path before their routes in their options. */
const prefixNames: readonly string[] = ['prefix', 'base']

/** The prefix that an argument is, or that it gives as options; an empty one where it gives none, and what is said here where that is not told. */
export function prefixIn(evaluator: Evaluator, argument: ts.Expression, other = ''): readonly string[] {
  const value = evaluator.evaluate(argument)
  if (value.kind !== 'object') return textsIn(value, other)
  const given = prefixNames.map((name) => evaluator.member(value, name)).find((one) => !isNothing(one))
  // What is spread into them and not known is as options that are not.
  const isWritten = value.node.properties.some(({ name }) => name !== undefined && prefixNames.includes(plainKey(name) ?? ''))
  return given === undefined ? [''] : textsIn(given, isWritten ? '*' : '')
}

/** Each path below each other. */
export function combined(before: readonly string[], after: readonly string[]): readonly string[] {
  return before.flatMap((one) => after.map((other) => joinPaths(one, other)))
}

/** A path below another; at the top it is empty. */
export function joinPaths(before: string, path: string): string {
  if (path === '' || path === '/') return before
  return path.startsWith('/') ? `${before}${path}` : `${before}/${path}`
}

/** The paths that an expression may be: with `*` for parts that are not known. Of what is no text its source, or what is said here. */
export function textsOf(evaluator: Evaluator, node: ts.Expression, other = node.getText().replace(/\s+/g, ' ')): readonly string[] {
  return textsIn(evaluator.evaluate(node), other)
}

/** The same of a value. */
export function textsIn(value: Value, other: string): readonly string[] {
  const all: readonly Value[] = value.kind === 'list' ? value.of : alternatives(value)
  const texts = all.map((one) => (one.kind === 'pattern' ? one.node.text : isText(one) ? plainPath(one) : other))
  return texts.length === 0 ? [other] : texts
}

function plainPath(text: Value): string {
  const path = partsOf(text).map((part) => part ?? '*')
  return path
    .join('')
    .replace(/\/{2,}/g, '/')
    .replace(/(.)\/$/, '$1')
}

/** Each once. */
export function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)]
}
