import { ts } from 'ts-morph'
import { exactPlace } from '../../words/place'
import type { Trigger } from '../../model/graph'
import type { FunctionUses } from '../calls/functionUses'
import type { Given } from '../calls/given'
import type { FunctionNode } from '../syntax/functionAround'
import { compareSites, compareText } from '../syntax/siteOf'
import type { Evaluator } from '../values/evaluate'
import { itemLine, type Item } from '../values/item'
import type { Runs } from './runs'
import { createSearch } from './searchOut'

/** Who runs a publish takes a search through callers; what more of them tell is for nobody to read. */
export const mostTriggers = 50

type Triggers = (node: ts.Node, through?: Given | null, item?: Item | null) => readonly Trigger[] | null

/**
 * Finds what Ampt runs that comes to a node: outwards through the functions around it, and from each to the places that call it, the
 * nearest first. The journal tells, of `on` calls and of functions, the handlers of events that they are. `through` is the one call of
 * the function around the node that counts, where a wrapper is called by many, or the call that makes it; `item` the item of a walk around it.
 * Null where nothing of what is known to run it there meets the item: what adds that is published by another way.
 */
export function createTriggers(evaluator: Evaluator, uses: FunctionUses, runs: Runs): Triggers {
  const searchOut = createSearch({ evaluator, uses, runs, runsWhereWritten })
  /** Callbacks of which it is asked what runs the code around them. */
  const asking = new Set<ts.Node>()

  /** Whether what runs the code around a callback runs that, too, whenever that is: it is told, and the callback is not handed to Ampt. */
  function runsWhereWritten(callback: FunctionNode): boolean {
    const { parent: call } = callback
    if (!isArgument(callback) || asking.has(callback) || uses.of(callback).length === 0 || runs.isHandler(callback)) return false
    asking.add(callback)
    try {
      return found(call).length > 0
    } finally {
      asking.delete(callback)
    }
  }

  function found(node: ts.Node, through: Given | null = null, item: Item | null = null): readonly Trigger[] {
    const all = new Map<string, Trigger>()
    for (const { trigger, path, leads } of searchOut({ node, through, item })) {
      const key = `${trigger.kind} ${trigger.name} ${exactPlace(trigger)}`
      if (!all.has(key) && all.size < mostTriggers && leads()) all.set(key, { ...trigger, path })
    }
    return [...all.values()].sort((a, b) => compareSites(a, b) || compareText(a.name, b.name))
  }

  return (node, through = null, item = null) => {
    const adding = itemLine(item ?? undefined).flatMap(({ added }) => (added === undefined ? [] : [found(added.node, added.through)]))
    return adding.reduce<readonly Trigger[] | null>(
      (own, others) => own && alsoAmong(own, others, () => found(node)),
      found(node, through, item),
    )
  }
}

/** Of what runs a walk through a list, what also runs what adds to it: where nothing does on any way, the list went from the one to the other. */
function alsoAmong(
  triggers: readonly Trigger[],
  others: readonly Trigger[],
  onAnyWay: () => readonly Trigger[],
): readonly Trigger[] | null {
  const isAmong = (one: Trigger): boolean => others.some((other) => one.name === other.name && compareSites(one, other) === 0)
  const both = triggers.filter(isAmong)
  if (both.length > 0 || triggers.length === 0) return both
  return onAnyWay().some(isAmong) ? null : triggers
}

function isArgument({ parent }: ts.Node): boolean {
  return ts.isCallExpression(parent) || ts.isNewExpression(parent)
}
