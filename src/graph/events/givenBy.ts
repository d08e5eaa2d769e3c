import { ts } from 'ts-morph'
import type { CallName } from '../../model/graph'
import type { Given } from '../calls/given'
import { readsArguments } from '../calls/passedTo'
import { commentForm } from '../facts/commentForm'
import type { EventCall } from '../sites/eventCall'
import { constructorOf, functionAround } from '../syntax/functionAround'
import { pathRoot } from '../syntax/pathRoot'
import { propertyValue } from '../syntax/propertyValue'
import { spanOf, withSpan } from '../syntax/siteOf'
import type { Evaluator } from '../values/evaluate'
import { classOf, madeLine } from '../values/classMembers'
import { instanceOf } from '../values/constructed'
import { eventNames } from '../values/eventNames'
import { identity } from '../values/identity'
import type { Asked } from '../values/memory'
import { alternatives, mayBeAny, unknown, type Value } from '../values/value'

/** Longer texts before a name are not told: nobody types them anew. */
const MOST_OPENING = 60

/** The first call that hands over the name of an event call, with the argument that is all of it; nothing where none does. */
export function givenBy(evaluator: Evaluator, call: EventCall, event: string): Pick<CallName, 'givenBy' | 'commentAbove'> {
  const given = namingCalls(evaluator, call, event).calls.at(-1)
  return given === undefined ? {} : callGiving(given, event)
}

/** The text of a name that the function or class has which made what publishes or handles: `defineEvent('placed')`, `new Topic('placed')`. */
export function definedAt(
  evaluator: Evaluator,
  call: EventCall,
  event: string,
  literal: ts.StringLiteralLike,
): Pick<CallName, 'definedAt' | 'commentAbove'> {
  const [name] = call.args
  const { calls, making } = namingCalls(evaluator, call, event)
  const isOfThis = calls.length === 0 && name !== undefined && pathRoot(name).kind === ts.SyntaxKind.ThisKeyword
  const isOfMade = making.length > 0 || isOfThis
  return isOfMade && isPassed(literal) ? { definedAt: spanOf(literal), ...commentAbove(literal) } : {}
}

/** Whether a text is an argument of a call, or stands in an object that is. */
function isPassed(node: ts.Node): boolean {
  const { parent } = node
  if (ts.isPropertyAssignment(parent) || ts.isObjectLiteralExpression(parent)) return isPassed(parent)
  return ts.isCallExpression(parent) || ts.isNewExpression(parent)
}

/**
 * The calls that hand over a name, or a part of it, from argument to argument, the first as the last; none that Ampt makes: it hands a handler
 * the name of its event. `making`: what that is made of which the first hands over, and nobody hands to the function around.
 */
function namingCalls(
  evaluator: Evaluator,
  call: EventCall,
  event: string,
): { readonly calls: readonly Given[]; readonly making: readonly ts.Node[] } {
  const {
    args: [name],
    given,
  } = call
  const calls: Given[] = []
  let naming = name === undefined ? [] : [name]
  let making = naming.flatMap((each) => makingOf(evaluator, each))
  for (let one = given; one !== null && one.isHandled !== true; one = one.from) {
    const { to, args, bound, passed } = one
    const isNaming = (each: ts.Expression, index: number): boolean => {
      const place = bound + index
      const own: readonly ts.Node[] = to.node.parameters.slice(place, ts.isSpreadElement(each) ? undefined : place + 1)
      // Of what is not told a name that is told was only chosen by.
      if (args[place] !== undefined && mayBeAny(args[place])) return false
      return naming.includes(each) || readsArguments(to.node) || own.some((parameter) => making.includes(parameter))
    }
    naming = passed.filter(isNaming)
    if (naming.length === 0) break
    calls.push(one)
    // Which one it is of what a type or a table has, no caller tells.
    if (naming.every((each) => handedOver(evaluator, one, each, true).isUndecided)) return { calls, making: [] }
    making = naming.flatMap((each) => {
      const value = args[bound + passed.indexOf(each)] ?? unknown
      const own = nameArguments(evaluator, call, event, value, one)
      return own?.flatMap((argument) => makingOf(evaluator, argument)) ?? nameMakingOf(evaluator, each, value, event)
    })
    if (naming.every((each) => isSameAnyway(evaluator, one, each))) break
  }
  return { calls, making }
}

/** Of what `new` makes beside the call that hands it over, the arguments without which it does not tell the name; null for all else. */
function nameArguments(
  evaluator: Evaluator,
  { args, given }: EventCall,
  event: string,
  value: Value,
  at: Given,
): readonly ts.Expression[] | null {
  const [node] = value.kind === 'instance' ? (value.made ?? []) : []
  if (value.kind !== 'instance' || node === undefined || !ts.isNewExpression(node) || functionAround(node) !== functionAround(at.call))
    return null
  const isIt = (one: Value): boolean => one.kind === 'instance' && one.made?.[0] === node
  if (given?.args.some(isIt) !== true) return null
  const made = classOf(value)
  const [runs] = [...madeLine(evaluator, made).keys()].flatMap((one) => constructorOf(one) ?? [])
  const own = node.arguments ?? []
  const values = own.map((_, index) => {
    const parameter = runs?.parameters[index]
    return (parameter && value.scope?.passed.get(parameter)) ?? unknown
  })
  const isTold = (known: readonly Value[]): boolean => {
    const other = instanceOf(evaluator, made, node, () => known)
    const passed = given.args.map((one) => (isIt(one) ? other : one))
    return evaluator.calling(given.to, passed, () => eventNames(evaluator.evaluate(args[0]!)).names.has(event))
  }
  return own.filter((_, index) => !isTold(values.with(index, unknown)))
}

/** What a call hands over, or would where nothing is passed to the call around it. */
function handedOver(evaluator: Evaluator, { from }: Given, node: ts.Expression, isPassed: boolean): Asked {
  const read = (): Asked => evaluator.evaluateAsking(ts.isSpreadElement(node) ? node.expression : node)
  if (from === null) return evaluator.within(null, read)
  const args = isPassed ? from.args : from.args.map(() => unknown)
  return evaluator.calling(from.to, args, read)
}

/** Whether a call hands over the same whatever is passed to the call around it. */
function isSameAnyway(evaluator: Evaluator, given: Given, node: ts.Expression): boolean {
  const [own, other] = [true, false].map((isPassed) => handedOver(evaluator, given, node, isPassed))
  return !mayBeAny(own!.value) && !other!.isUndecided && identity(own!.value) === identity(other!.value)
}

/** What makes the name in what is handed over: in `{ type, body }` it is not what makes the body. */
function nameMakingOf(evaluator: Evaluator, node: ts.Expression, value: Value, event: string): readonly ts.Node[] {
  for (const one of alternatives(value)) {
    if (one.kind !== 'object') continue
    const { scope = null } = one
    const isName = (each: ts.Expression): boolean => eventNames(evaluator.within(scope, () => evaluator.evaluate(each))).names.has(event)
    const name = one.node.properties.map(propertyValue).find((each) => each !== null && isName(each))
    if (name === undefined || name === null) continue
    const making = makingOf(evaluator, name)
    if (one.node === node) return making
    // Unless the name was passed to what made the object, nobody hands it over.
    if (!making.some(({ parent }) => parent === scope?.of)) return []
  }
  return makingOf(evaluator, node)
}

/** What a name is made of, whoever calls. */
function makingOf(evaluator: Evaluator, node: ts.Expression): readonly ts.Node[] {
  return evaluator.makingOf(ts.isSpreadElement(node) ? node.expression : node)
}

function callGiving({ call, args, bound, passed }: Given, event: string): Pick<CallName, 'givenBy' | 'commentAbove'> {
  const place = args.findIndex((one) => eventNames(one).names.has(event)) - bound
  const argument = passed.slice(0, place + 1).some(ts.isSpreadElement) ? undefined : passed[place]
  if (argument === undefined) return { givenBy: withSpan(call, { name: null, opening: null }), ...commentAbove(call) }
  const opening = call
    .getText()
    .slice(0, argument.getStart() - call.getStart())
    .trimEnd()
  const given = withSpan(call, { name: spanOf(argument), opening: opening.length > MOST_OPENING ? null : opening })
  return { givenBy: given, ...commentAbove(argument) }
}

function commentAbove(node: ts.Node): Pick<CallName, 'commentAbove'> {
  const form = commentForm(node)
  return form === 'line' ? {} : { commentAbove: form }
}
