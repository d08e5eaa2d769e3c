import type { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import type { FunctionNode } from '../syntax/functionAround'
import { linksTo, type Asking } from './callLinks'
import { possibleCallsOf, type Given } from './given'
import { handedOver } from './handedOver'
import { widened } from '../values/choice'
import { nodeId } from '../values/identity'
import { alternatives, type Scope, type Value } from '../values/value'

/** After as many chains of one call, ways that pass the same count as one. */
const mostWays = 100
/** More chains than this, of all calls and of one, are not told apart. */
const mostChains = 2000
const mostOfOne = 500

/**
 * The calls of a function, each once for every chain of calls that hands on to it what was passed: `emitLater` calls `emit(name, …)`. A
 * recursion that passes what it was passed adds nothing; what another makes longer is widened to a pattern.
 */
export function callChains(evaluator: Evaluator, to: FunctionNode, wanted: ReadonlySet<ts.Node>, asking: Asking): readonly Given[] {
  const { starts, links } = linksTo(evaluator, to, { wanted: new Set(wanted), asking: [asking], depth: 0 })
  const chains = starts.map((given) => ({ given, way: '', ofStart: new Set<string>() }))
  // What is found on the way is handed on too.
  for (const { given, way, ofStart } of chains) {
    for (const link of links.get(given.to.node) ?? []) {
      // Two handlers of one `register(bus)` may pass the same.
      const wayOn = ofStart.size < mostWays ? `${way} ${nodeId(link.call)}` : ''
      for (const next of handedOver(evaluator, given, link).map((one) => withoutGrowth(evaluator, one))) {
        const key = next === null ? '' : `${wayOn}: ${scopeIn(evaluator, next)?.id}`
        if (next === null || ofStart.has(key)) continue
        ofStart.add(key)
        chains.push({ given: next, way: wayOn, ofStart })
      }
    }
    if (ofStart.size > mostOfOne || chains.length > mostChains) return possibleCallsOf(evaluator.project.journal, to)
  }
  return chains.map(({ given }) => given).filter((one) => one.to.node === to)
}

/** A call that comes again on its own chain with what is common to both, of text at once, of all else from the second time on; null where that is nothing new. */
function withoutGrowth(evaluator: Evaluator, given: Given): Given | null {
  const before = onChain(given.from, given.to.node)
  if (before === null) return given
  const { args } = before
  const isFirst = onChain(before.from, given.to.node) === null
  const grows = (one: Value): boolean =>
    !isFirst || alternatives(one).some(({ kind }) => kind === 'constant' || kind === 'text' || kind === 'unknown')
  const next = {
    ...given,
    args: given.args.map((one, index) => (args[index] === undefined || !grows(one) ? one : widened(args[index], one))),
  }
  return scopeIn(evaluator, next) === scopeIn(evaluator, before) ? null : next
}

/** The last call of a function on a chain. */
function onChain(last: Given | null, node: FunctionNode): Given | null {
  let one = last
  while (one !== null && one.to.node !== node) one = one.from
  return one
}

/** The same for calls that pass the same. */
function scopeIn(evaluator: Evaluator, { to, args }: Given): Scope | null {
  return evaluator.calling(to, args, () => evaluator.scope())
}
