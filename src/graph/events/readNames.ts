import type { ts } from 'ts-morph'
import type { CallName, Trigger, UnresolvedSite } from '../../model/graph'
import type { EventCall } from '../sites/eventCall'
import { nameAround } from '../syntax/nameAround'
import { spanOf, withSpan } from '../syntax/siteOf'
import { typeSpellings } from '../types/typeSpellings'
import type { Evaluator } from '../values/evaluate'
import { eventNames } from '../values/eventNames'
import { definedAt, givenBy } from './givenBy'

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
