import { ts } from 'ts-morph'
import { classLine } from './classMembers'
import type { Evaluator } from './evaluate'
import type { EventCall, Given } from './eventCalls'
import type { Work } from './journal'
import { alternatives, choice, identity, unknown, type FunctionNode } from './value'

/** The functions whose calls give an event call its names. */
export interface Namers {
  /** The function around it, where a call of another makes it: `(name) => (body) => publish(name, body)`, or the method of a class. */
  readonly inner: FunctionNode | null
  /** The function whose parameters alone are the name. */
  readonly outer: FunctionNode | null
}

/** Tells whose calls name an event call at a node whose name needs these functions and classes. */
export function namersOf(evaluator: Evaluator, node: ts.Node, wanted: readonly ts.Node[]): Namers {
  const [only] = wanted
  const outer = wanted.length !== 1 || only === undefined || ts.isClassLike(only) ? null : (only as FunctionNode)
  const around = functionAround(node)
  const makers = wanted.filter((one) => one !== around)
  const isMade = around !== null && makers.length > 0 && makers.every((maker) => makes(evaluator, maker, around))
  return { inner: isMade ? around : null, outer }
}

/** What tells the calls of functions apart. */
export interface Told {
  /** The calls of functions that are asked for. */
  readonly lists: ReadonlyMap<FunctionNode, readonly Given[]>
  /** Names of members that are called or handed on without it being known of what. */
  readonly unknownUses: ReadonlySet<string>
  /** By the call that names it: what was made of the event call. */
  work(given: Given, make: () => EventCall): Work<EventCall>
}

/** The event call once for each call that names it, so that a name stays with its own handler, delay and body. */
export function nameCalls(evaluator: Evaluator, call: EventCall, { inner, outer }: Namers, told: Told): readonly EventCall[] {
  const namedBy = (to: FunctionNode): readonly EventCall[] =>
    (told.lists.get(to) ?? []).map((given) => {
      const asGiven = (): EventCall => {
        const args = handedOn(call.args, given)
        const [first] = args
        const name = first === undefined ? unknown : evaluator.calling(given.to, given.args, () => evaluator.evaluate(first))
        return { ...call, args, name, given }
      }
      return told.work(given, asGiven).result
    })
  const known = inner === null ? [] : namedBy(inner)
  if (inner !== null && known.length > 0 && !mayBeUsedElsewhere(inner, told.unknownUses)) return known
  const ofOuter = outer === null ? [] : namedBy(outer)
  return [...known, ...notAmong(known, ofOuter.length === 0 ? [call] : ofOuter)]
}

/** The arguments with those that a caller gives for `...args`. */
function handedOn(args: readonly ts.Expression[], { call, to }: Given): readonly ts.Expression[] {
  const rest = to.node.parameters.at(-1)
  if (rest?.dotDotDotToken === undefined || !ts.isIdentifier(rest.name)) return args
  const { text } = rest.name
  return args.flatMap((argument) =>
    ts.isSpreadElement(argument) && ts.isIdentifier(argument.expression) && argument.expression.text === text
      ? (call.arguments?.slice(to.node.parameters.length - 1) ?? [])
      : [argument],
  )
}

/** A method of a known name that is only called where it is known of what needs no more than these calls; of others there may be more. */
function mayBeUsedElsewhere(node: FunctionNode, unknownUses: ReadonlySet<string>): boolean {
  const { parent } = node
  const owner = ts.isMethodDeclaration(node)
    ? node
    : (ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) && parent.initializer === node
      ? parent
      : null
  return owner === null || unknownUses.has(owner.name.getText())
}

/** The calls with the names that no known one has. */
function notAmong(known: readonly EventCall[], calls: readonly EventCall[]): EventCall[] {
  const names = new Set(known.flatMap(({ name }) => alternatives(name).map(identity)))
  if (names.size === 0) return [...calls]
  return calls.flatMap((call) => {
    const others = alternatives(call.name).filter((one) => !names.has(identity(one)))
    return others.length === 0 ? [] : [{ ...call, name: choice(others) }]
  })
}

/** Whether each call of the one, or each object of it, has a function of its own that the other is written as. */
function makes(evaluator: Evaluator, maker: ts.Node, made: FunctionNode): boolean {
  for (let one: ts.Node | undefined = made; one !== undefined; one = one.parent) if (one === maker) return true
  const owner = ts.isConstructorDeclaration(maker) ? maker.parent : maker
  return ts.isClassLike(owner) && ts.isClassLike(made.parent) && classLine(evaluator, made.parent).includes(owner)
}

/** The innermost function around a node that others can call. */
function functionAround(node: ts.Node): FunctionNode | null {
  for (let one = node.parent; one !== undefined; one = one.parent) {
    if (ts.isFunctionLike(one) && 'body' in one && canBeReached(one)) return one
  }
  return null
}

/** Whether others can call a function by a name: it is no argument of a call, such as a handler is. */
export function canBeReached(node: ts.Node): boolean {
  return !((ts.isArrowFunction(node) || ts.isFunctionExpression(node)) && ts.isCallExpression(node.parent))
}
