import type { ts } from 'ts-morph'
import { argumentValues } from '../calls/passedTo'
import { importedBy } from '../syntax/importOf'
import { methodOfLodash } from '../syntax/walkOf'
import { bound } from './bound'
import type { Evaluator } from './evaluate'
import { objectCall } from './globalCalls'
import { methodCall } from './methodCall'
import { alternatives, eachPair, unknown, type Value } from './value'
import { memberNames } from './members'
import { choice } from './choice'

/** Functions of lodash that give the same as those of `Object`. */
const ofObjects: ReadonlyMap<string, string> = new Map([
  ...['keys', 'values', 'entries', 'assign'].map((name) => [name, name] as const),
  ...([
    ['toPairs', 'entries'],
    ['fromPairs', 'fromEntries'],
    ['extend', 'assign'],
  ] as const),
])

/** Those that put objects together: whether within their members, too, and whether what comes first counts. */
const merging: ReadonlyMap<string, { readonly isDeep: boolean; readonly isFirst: boolean }> = new Map([
  ['merge', { isDeep: true, isFirst: false }],
  ['defaults', { isDeep: false, isFirst: true }],
  ['defaultsDeep', { isDeep: true, isFirst: true }],
])

/** Whether a call writes to what it is handed first: `Object.assign(job, row)`, `_.merge(config, own)`. */
export function writesToFirst(callee: ts.Expression): boolean {
  if (callee.getText() === 'Object.assign') return true
  const method = methodOfLodash(callee) ?? ''
  return merging.has(method) || ofObjects.get(method) === 'assign'
}

/** Those that give a function which runs the one that they are handed, and those of Node. */
const running: ReadonlySet<string> = new Set(['once', 'debounce', 'throttle', 'memoize'])
const runningOfNode: ReadonlySet<string | null> = new Set(['promisify', 'callbackify', 'deprecate'])

/** The function that one of them gives for what it is handed; null for all else. */
function runningCall(evaluator: Evaluator, callee: ts.Expression, handed: ts.Expression): Value | null {
  const { specifier = '', name = null } = importedBy(callee) ?? {}
  const isOfNode = /^(?:node:)?util$/.test(specifier) && runningOfNode.has(name)
  const run = isOfNode || running.has(methodOfLodash(callee) ?? '') ? evaluator.evaluate(handed) : unknown
  if (run.kind !== 'function') return null
  return isOfNode && name !== 'deprecate' ? { ...run, isCalledBack: true } : run
}

/** What a function of lodash gives that does what one of the language does, `_.keys(handlers)`, `_.map(names, prefixed)`, or that runs what it is handed; null for any other call. */
export function lodashCall(evaluator: Evaluator, { expression, arguments: args }: ts.CallExpression): Value | null {
  const run = args[0] === undefined ? null : runningCall(evaluator, expression, args[0])
  if (run !== null) return run
  const method = methodOfLodash(expression)
  if (method === null) return null
  const [first, ...others] = argumentValues(evaluator, args)
  if (first === undefined) return null
  if (method === 'partial') return args.slice(1).some(isLodash) ? null : bound(evaluator, first, args.slice(1))
  const merge = merging.get(method)
  const objects = [first, ...others]
  if (merge !== undefined) return merged(evaluator, merge.isFirst ? objects.reverse() : objects, merge.isDeep)
  const ofObject = ofObjects.get(method)
  return ofObject === undefined
    ? first.kind === 'list'
      ? methodCall(evaluator, first, method, others)
      : null
    : objectCall(evaluator, ofObject, objects)
}

/** `_.partial(send, _, body)`: the first is what is passed later. */
function isLodash(node: ts.Expression): boolean {
  return importedBy(node)?.specifier.includes('lodash') === true
}

/** More ways to put objects together are not told apart. */
const mostWays = 50

/** What objects come to, each with what those behind it have and do not leave undefined: member by member, or by `isDeep` also within these. */
function merged(evaluator: Evaluator, objects: readonly Value[], isDeep: boolean): Value {
  return objects.every(isPlain) ? objects.reduce((one, other) => together(evaluator, one, other, isDeep)) : unknown
}

function together(evaluator: Evaluator, one: Value, other: Value, isDeep: boolean): Value {
  if (alternatives(one).length * alternatives(other).length > mostWays) return unknown
  return choice(
    eachPair(one, other, (under, over) => {
      const [names, added] = [under, over].map((object) => memberNames(evaluator, object))
      if (!names || !added) return unknown
      const of = [...new Set([...names, ...added])].map((name): readonly [string, Value] => {
        const [before, value] = [under, over].map((object) => evaluator.member(object, name)) as [Value, Value]
        return [name, choice(eachPair(before, value, (a, b) => memberOf(evaluator, a, b, isDeep)))]
      })
      return { kind: 'record', of }
    }),
  )
}

function memberOf(evaluator: Evaluator, under: Value, over: Value, isDeep: boolean): Value {
  if (over.kind === 'constant') return over.value === undefined ? under : over
  if (!isDeep || under.kind === 'constant') return over
  if (isPlain(under) && isPlain(over)) return together(evaluator, under, over, true)
  // Lists, and what else has members, are merged by these.
  return over.kind === 'text' || over.kind === 'function' ? over : unknown
}

function isPlain(value: Value): boolean {
  return alternatives(value).every(({ kind }) => kind === 'object' || kind === 'record')
}
