import { ts } from 'ts-morph'
import { ordered } from './calculate'
import { convert } from './convert'
import type { Evaluator } from './evaluate'
import { isMadeOnce } from './grown'
import { textMethod } from './textMethod'
import { choice, joinText } from './choice'
import { identity, madeAt } from './identity'
import { innermostItems, isApart, type Item } from './item'
import { alternatives, constant, eachPair, isNothing, list, truth, unknown, withItem, type FunctionValue, type Value } from './value'

type List = Extract<Value, { kind: 'list' }>
type Table = Extract<Value, { kind: 'map' }>

/** What a method of a list, a set, a map or a text gives; null for any other. */
export function methodCall(evaluator: Evaluator, value: Value, name: string, args: readonly Value[]): Value | null {
  switch (value.kind) {
    case 'list':
      return (
        walkMethod(evaluator, value, name, args) ?? (name === 'add' ? withAdded(value, args[0] ?? unknown) : listMethod(value, name, args))
      )
    case 'map':
      return mapMethod(evaluator, value, name, args)
    case 'pattern': {
      const found = name === 'test' && args[0] !== undefined ? methodCall(evaluator, args[0], 'search', [value]) : null
      return found === null ? null : ordered(found, ts.SyntaxKind.GreaterThanEqualsToken, constant(0))
    }
    case 'choice': {
      const all = value.of.map((one) => methodCall(evaluator, one, name, args))
      return all.includes(null) ? null : choice(all.map((one, index) => withItem(one!, value.of[index]!.item)))
    }
    default:
      return textMethod(value, name, args)
  }
}

function listMethod(value: List, name: string, args: readonly Value[]): Value | null {
  const { of, isLoose = false } = value
  const [first] = args
  switch (name) {
    case 'join': {
      const separator = first ?? constant(',')
      return isLoose
        ? unknown
        : of.reduce(
            (left, item, index) => joinText(index === 0 ? left : joinText(left, separator), isNothing(item) ? constant('') : item),
            constant(''),
          )
    }
    case 'flat':
      return args.length === 0 ? flattened(of, isLoose) : null
    case 'concat':
      return flattened([value, ...args], isLoose)
    case 'at':
      return !isLoose && first?.kind === 'constant' ? (of.at(Number(first.value)) ?? constant(undefined)) : null
    case 'includes':
      return first === undefined || isLoose ? unknown : isAmong(of, first)
    case 'has':
      return first !== undefined && isAsWritten(value) ? isAmong(of, first) : unknown
    case 'indexOf':
      return first === undefined || isLoose ? unknown : choice(alternatives(first).map((one) => withItem(placeOf(of, one), one.item)))
    case 'entries':
      return list(
        of.map((one, index) => list([isLoose ? unknown : constant(index), one])),
        isLoose,
      )
    case 'values':
      return list(of, isLoose)
    case 'keys':
      return isLoose ? unknown : list(of.map((_, index) => constant(index)))
    case 'slice': {
      const bounds = args.flatMap((one) => (one.kind === 'constant' && typeof one.value === 'number' ? [one.value] : []))
      return !isLoose && bounds.length === args.length ? list(of.slice(...bounds)) : list(of, true)
    }
    case 'reverse':
    case 'toReversed':
      return isLoose ? list(of, true) : list(of.toReversed())
    // Which of them stay, or stand where, is not told.
    case 'filter':
    case 'splice':
    case 'sort':
    case 'toSorted':
      return list(of, true)
    default:
      return null
  }
}

/** What a method gives that calls a function for each item of a list; null for any other. */
function walkMethod(evaluator: Evaluator, value: List, name: string, args: readonly Value[]): Value | null {
  const { of, isLoose = false } = value
  const [run, initial] = args
  if (run?.kind !== 'function' && run?.kind !== 'conversion') return null
  const called = (args: readonly Value[], index?: number): Value => {
    if (run.kind === 'conversion') return convert(run.name, args)
    return evaluator.returned(index === undefined ? run : ofItem(evaluator, run, index), args)
  }
  const each = (): readonly Value[] =>
    evaluator.eachOf(of, (one, index) => severalAs(one, called([one, isLoose ? unknown : constant(index)], index)))
  switch (name) {
    case 'map':
      return list(each(), isLoose)
    case 'flatMap':
      return flattened(each(), isLoose)
    case 'filter':
      return filtered(value, each())
    case 'some':
    case 'every': {
      const ends = name === 'some'
      const all = isLoose ? [null] : each().map(truth)
      return all.includes(ends) ? constant(ends) : all.includes(null) ? unknown : constant(!ends)
    }
    case 'reduce':
    case 'reduceRight':
      if (initial === undefined) return null
      return (name === 'reduce' ? of : of.toReversed()).reduce((sum, one) => called([sum, one]), initial)
    default:
      return null
  }
}

/** What is made of an item stands for as many. */
function severalAs({ isSeveral }: Value, made: Value): Value {
  return isSeveral === true ? choice(alternatives(made).map((one) => ({ ...one, isSeveral }))) : made
}

/** The items that are kept by what is told of each; where that hangs on which item of a walk around is at hand, those of each of these. */
function filtered({ of, isLoose = false }: List, answers: readonly Value[]): Value {
  const keptAt = (item: Item | undefined): Value => {
    const isKept = answers.map((answer) => truth(choice(alternatives(answer).filter((one) => !isApart(one.item, item)))))
    return withItem(
      list(
        of.filter((_, index) => isKept[index] !== false),
        isLoose || isKept.includes(null),
      ),
      item,
    )
  }
  const around = innermostItems(answers.flatMap(alternatives).map(({ item }) => item))
  return around.length === 0 ? keptAt(undefined) : choice(around.map(keptAt))
}

/** What a walk calls, with the item that is at hand: what is made there is of that item. */
function ofItem(evaluator: Evaluator, run: FunctionValue, index: number): FunctionValue {
  const [walk] = run.node.parameters
  const scope =
    walk === undefined ? null : evaluator.within(run.scope ?? null, () => evaluator.atItem({ walk, index }, () => evaluator.scope()))
  return scope === null ? run : { ...run, scope }
}

/** The items of lists among the values in place of these. */
function flattened(values: readonly Value[], isLoose: boolean): Value {
  let isOpen = isLoose
  const of = values.flatMap((value) => {
    const all = alternatives(value)
    if (all.some((one) => one.kind === 'unknown' || (one.kind === 'list' && one.isLoose === true)) || all.length > 1) isOpen = true
    return all.flatMap((one) =>
      one.kind === 'list'
        ? one.of.map((item) => withItem(item, item.item ?? one.item))
        : [one.kind === 'unknown' ? { ...one, isSeveral: true } : one],
    )
  })
  return list(of, isOpen)
}

/** Whether a list has a value, where that is told. */
function isAmong(of: readonly Value[], value: Value): Value {
  const keys = alternatives(value).map(keyOf)
  const known = new Set(of.map(keyOf))
  if (keys.includes(null) || known.has(null)) return unknown
  const found = keys.map((key) => known.has(key))
  return found.every((one) => one === found[0]) ? constant(found[0]) : unknown
}

/** Where a value stands first in a list, where that is told. */
function placeOf(of: readonly Value[], value: Value): Value {
  const [key, all] = [keyOf(value), of.map(keyOf)]
  return key === null || all.includes(null) ? unknown : constant(all.indexOf(key))
}

/** Whether a set or map holds what it is made with, and nothing is added. */
export function isAsWritten({ node, of }: List | Table): boolean {
  const [written] = node !== undefined && ts.isNewExpression(node) ? (node.arguments ?? []) : []
  return written !== undefined && ts.isArrayLiteralExpression(written) && written.elements.length === of.length
}

function mapMethod(evaluator: Evaluator, value: Table, name: string, args: readonly Value[]): Value | null {
  const [first, second] = args
  const place = (index: string): readonly Value[] => value.of.map((entry) => evaluator.member(entry, index))
  switch (name) {
    case 'get': {
      if (first === undefined) return null
      const [keys, all] = [alternatives(first).map(keyOf), place('0').map(keyOf)]
      if (keys.includes(null)) evaluator.leaveUndecided()
      // Of keys that are told, none gives what is under another; what is under the key of an item of a walk is of that item.
      const mayBe = (own: unknown, key: unknown): boolean => own === null || key === null || key === own
      const values = place('1')
      const found = alternatives(first).flatMap((key, at) =>
        values.filter((_, index) => mayBe(all[index], keys[at])).flatMap((one) => eachPair(key, one, (_, own) => own)),
      )
      const isMissing = isAsWritten(value) && !all.includes(null) && keys.some((key) => key !== null && !all.includes(key))
      return choice(isMissing || (value.isLoose === true && found.length > 0) ? [...found, constant(undefined)] : found)
    }
    case 'has':
      return first !== undefined && isAsWritten(value) ? isAmong(place('0'), first) : unknown
    case 'set':
      return withAdded(value, list([first ?? unknown, second ?? unknown]))
    case 'entries':
      return list(value.of, true)
    case 'keys':
      return list(place('0'), true)
    case 'values':
      return list(place('1'), true)
    default:
      return null
  }
}

/** The same for the same key of a map; null where that is not told. */
function keyOf(value: Value): unknown {
  if (value.kind === 'constant') return `${typeof value.value} ${String(value.value)}`
  if (value.kind === 'class') return value.node
  if (value.kind === 'unknown') return value.made === undefined ? null : madeAt(value)
  const [made] = value.kind === 'instance' ? (value.made ?? []) : []
  return made !== undefined && isMadeOnce(made) ? made : null
}

/** `new Map().set('a', run)`: of a variable, what is added is among the items already. */
function withAdded(value: List | Table, added: Value): Value {
  return value.of.some((one) => identity(one) === identity(added)) ? value : { ...value, of: [...value.of, added] }
}
