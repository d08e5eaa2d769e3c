import type { Evaluator } from './evaluate'
import { memberNames } from './members'
import { choice } from './choice'
import { alternatives, eachPair, unknown, type Value } from './value'

/** More ways to put objects together are not told apart. */
const mostWays = 50

/** What objects come to, each with what those behind it have and do not leave undefined: member by member, or by `isDeep` also within these. */
export function merged(evaluator: Evaluator, objects: readonly Value[], isDeep: boolean): Value {
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
