import { ts } from 'ts-morph'
import { handledBy, handlerOf } from '../calls/handledEvent'
import { functionAround } from '../syntax/functionAround'
import { isPart } from '../values/sdkMember'
import { spreadOut } from '../values/spreadOut'
import { alternatives, unknown, unknownArguments, type Value } from '../values/value'
import { askCall, askName } from './askCall'
import type { EventCall } from './eventCall'
import { namersOf } from './nameCalls'
import type { Visiting } from './visiting'

type SdkCall = Pick<EventCall, 'kind' | 'node' | 'args' | 'isOpen'>

/** Takes in a call of `publish`, `on` or `task`, and asks for what names it. Of other parts of the SDK there is nothing to tell here. */
export function visitSdkCall(
  visiting: Visiting,
  { part, bound = [] }: Extract<Value, { kind: 'sdk' }>,
  { node, args, isOpen = false }: Pick<SdkCall, 'node' | 'args'> & { readonly isOpen?: boolean },
): void {
  const { evaluator, found, met } = visiting
  if (part === 'task') found.calls.push(met({ kind: part, node, args, name: unknown, given: null, isOpen }))
  if (part !== 'publish' && part !== 'on') return
  const around = functionAround(node)
  if (around !== null) evaluator.project.journal.tell('eventCall', around, around, around)
  const written = spreadOut(evaluator, args)
  const all = bound.length === 0 ? written : [...bound, ...written]
  found.calls.push(readCall(visiting, { kind: part, node, args: all, isOpen }))
  const handler = part === 'on' ? handlerOf(all) : null
  if (handler !== null) handOver(visiting, node, handler, all[0]!)
}

/** How a task is started. */
const starting: ReadonlySet<string> = new Set(['run', 'every', 'cron'])

/** `sweep.run(body)`, `task('sweep', …).every('1 day')`: which task that starts, tells what it is called on. */
export function visitTaskRun(visiting: Visiting, node: ts.CallExpression): void {
  const { expression: callee } = node
  if (!ts.isPropertyAccessExpression(callee) || !starting.has(callee.name.text)) return
  if (!isPart(visiting.evaluator.evaluate(callee.expression), 'task')) return
  visiting.found.calls.push(readCall(visiting, { kind: 'run', node, args: [callee.expression], isOpen: false }))
}

function readCall({ evaluator, asked, found, met }: Visiting, { kind, node, args, isOpen }: SdkCall): EventCall {
  if (args.length === 0) return { kind, node, args, name: unknown, given: null, isOpen }
  const { name, wanted, others } = askCall(evaluator, { kind, node, args })
  // this.middleware.reduceRight((next, one) => one(next), handler), { after: this.ttl }
  asked.askAll(others)
  asked.askDecided(node)
  const call = met({ kind, node, args, name, given: null, isOpen })
  const namers = namersOf(evaluator, node, wanted, [...asked.askAll(wanted)])
  if (namers.inner !== null) asked.askAll(new Set([namers.inner]))
  found.namedBy.set(call, namers)
  return call
}

/** A handler that is asked for is called by Ampt, with the event. */
function handOver({ evaluator, asked, give }: Visiting, call: ts.CallExpression, handler: ts.Expression, name: ts.Expression): void {
  if (!asked.hasValue(evaluator.evaluate(handler))) return
  const { value, wanted } = askName(evaluator, name)
  asked.askAll(wanted)
  for (const { event, run } of handledBy(evaluator, value, handler)) {
    for (const { node, scope, bound = [] } of alternatives(run).filter((one) => one.kind === 'function')) {
      const args = [...bound, event, unknownArguments]
      for (const [index, parameter] of node.parameters.entries()) evaluator.bind(parameter, args[index] ?? unknown)
      const to = scope === undefined ? { node } : { node, scope }
      give({ call, callee: handler, bound: bound.length, passed: [name], isHandled: true, to, args, from: null })
    }
  }
}
