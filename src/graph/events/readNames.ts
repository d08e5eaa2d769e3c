import type { ts } from 'ts-morph'
import type { CallName, Trigger, UnresolvedSite } from '../../model/graph'
import type { EventCall } from '../sites/eventCall'
import { nameAround } from '../syntax/functionSite'
import { spanOf, withSpan } from '../syntax/siteOf'
import { typeSpellings } from '../types/typeSpellings'
import type { Evaluator } from '../values/evaluate'
import { eventNames } from '../values/eventNames'
import { definedAt, givenBy } from './givenBy'
import type { Given } from '../calls/given'
import { itemLine, type Item } from '../values/item'
import { isSearch } from '../values/isRepeated'

export interface Names {
  /** The events that a call names, each with the text that spells it. */
  readonly names: ReadonlyMap<string, CallName>
  /** What is not told of its name. */
  readonly unresolved: readonly Omit<UnresolvedSite, 'matches'>[]
}

/** Reads what an event call names. */
export function readNames(evaluator: Evaluator, call: EventCall, triggers: readonly Trigger[]): Names {
  const { node, args } = call
  const kind = call.kind === 'on' ? 'on' : 'publish'
  const { names, patterns } = eventNames(call.name)
  const open = openOf(call)
  const at = open ?? args[0] ?? node
  const expression = at.getText()
  const site = (pattern: string | null): Omit<UnresolvedSite, 'matches'> =>
    withSpan(node, { kind, expression, name: spanOf(at), pattern, within: nameAround(node), triggers })
  if (open !== null) return { names: new Map(), unresolved: [...names.keys(), ...patterns].map(site) }
  return {
    names: new Map([...names].map(([event, literal]) => [event, readName(evaluator, call, event, literal)])),
    unresolved: patterns.map(site),
  }
}

function readName(evaluator: Evaluator, call: EventCall, event: string, literal: ts.StringLiteralLike | null): CallName {
  const { node, args, given } = call
  const argument = args[0] ?? node
  const inTypes = typeSpellings(evaluator, argument, given, event)
  const literals = literal === null ? null : [spanOf(literal)]
  const name = withSpan(argument, {
    literals,
    ...givenBy(evaluator, call, event),
    ...(literal !== null && definedAt(evaluator, call, event, literal)),
  })
  return inTypes?.length === 0 ? name : { ...name, inTypes: inTypes?.map(spanOf) ?? null }
}

/** The call of which it is not told what it calls, of an event call and those that lead to it; null for none. */
export function openOf({ isOpen, node, given }: EventCall): ts.Node | null {
  if (isOpen) return node
  for (let one = given; one !== null; one = one.from) if (one.isOpen === true) return one.call
  return null
}

/** Whether only a run tells which of its names an event call has: by a key, a type or a search that picks one, there or in what the calls that lead there pass. */
export function isUndecided(evaluator: Evaluator, { args: [name], given }: EventCall): boolean {
  const isOpen = name !== undefined && evaluator.evaluateAsking(name).isUndecided
  return isOpen || isGivenUndecided(evaluator, given)
}

function isGivenUndecided(evaluator: Evaluator, given: Given | null): boolean {
  if (given === null) return false
  const { passed, from } = given
  const isOpen = (): boolean => passed.some((one) => evaluator.evaluateAsking(one).isUndecided)
  const scope = from === null ? null : evaluator.calling(from.to, from.args, () => evaluator.scope())
  return evaluator.within(scope, isOpen) || isGivenUndecided(evaluator, from)
}

/** Whether an item is what a search finds. */
export function isPicked(item: Item | null): boolean {
  return itemLine(item ?? undefined).some(({ walk }) => isSearch(walk))
}
