import { ts } from 'ts-morph'
import { carriesSdk } from '../values/carriesSdk'
import { classLine } from '../values/classMembers'
import type { Evaluator } from '../values/evaluate'
import { identity } from '../values/identity'
import { alternatives, type Value } from '../values/value'
import { propertyValue } from '../syntax/propertyValue'
import { lookup } from '../syntax/scope'
import { onlyReturned } from '../syntax/returnedExpressions'
import { plainKey, unwrapped } from '../syntax/unwrapped'

// What leads to events and is handed to something that is not known, such as the object of a framework, may be had again from something
// that is not known, by the same key: `app.decorate('bus', bus)` and `request.server.bus`, `c.set('bus', bus)` and `c.get('bus')`.

type Reach = (file: string) => void

/** Tells of what a call of something unknown is handed, and `reach` of the files that may take it out again. */
export function handOutArguments(evaluator: Evaluator, reach: Reach, { expression: callee, arguments: args }: ts.CallExpression): void {
  const taker = ts.isPropertyAccessExpression(callee) && ts.isCallExpression(callee.expression) ? callee.expression : null
  // container.bind('bus').toConstantValue(bus)
  const key = keyIn(evaluator, args) ?? (taker === null ? null : keyIn(evaluator, taker.arguments)) ?? ''
  for (const one of args) handOut(evaluator, reach, one, key)
}

/** Tells of a value, and of the parts of an object that is written there, each by its key. */
export function handOut(evaluator: Evaluator, reach: Reach, node: ts.Expression, key: string): void {
  const inner = unwrapped(node)
  if (inner !== null) return handOut(evaluator, reach, inner, key)
  if (ts.isObjectLiteralExpression(node)) {
    for (const property of node.properties) {
      const name = property.name === undefined ? null : plainKey(property.name)
      const value = propertyValue(property)
      if (name !== null && value !== null) handOut(evaluator, reach, value, name)
    }
  } else if (ts.isCallExpression(node)) {
    // { bus: asValue(bus) }
    for (const one of node.arguments) handOut(evaluator, reach, one, key)
  } else if (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) || ts.isNewExpression(node)) {
    for (const value of alternatives(evaluator.evaluate(node))) {
      if (!carriesSdk(evaluator, value, 1)) continue
      evaluator.project.journal.tell('handedOut', key, identity(value), value)
      takersOf(evaluator, key, value).forEach(reach)
    }
  }
}

/** The files whose text may call what is handed out by a key, where it publishes or handles what its callers name. */
function takersOf(evaluator: Evaluator, key: string, value: Value): readonly string[] {
  const { project } = evaluator
  if (value.kind === 'function') return isWord(key) && project.journal.isTold('asked', value.node) ? project.holding(`${key}(`) : []
  const names = namingMembers(evaluator, value)
  // By no key: bus.publish(…) anywhere.
  if (!isWord(key)) return names.flatMap((name) => project.holding(`.${name}(`))
  return names.length === 0 ? [] : project.holding([key, ...names.map((name) => `.${name}`)].join(' '))
}

function isWord(key: string): boolean {
  return /^[\w$.-]+$/.test(key)
}

/** The members of a value whose callers name an event. */
function namingMembers(evaluator: Evaluator, value: Value): readonly string[] {
  if (value.kind === 'sdk') return ['publish', 'on']
  const members =
    value.kind === 'object'
      ? value.node.properties
      : value.kind === 'class' || value.kind === 'instance'
        ? classLine(evaluator, value.node).flatMap((node): readonly ts.ClassElement[] => node.members)
        : []
  const held: Value = value.kind === 'class' ? { kind: 'instance', node: value.node } : value
  return members
    .flatMap(({ name }) => (name === undefined ? [] : (plainKey(name) ?? [])))
    .filter((name) => alternatives(evaluator.member(held, name)).some((one) => isNamed(evaluator, one)))
}

/** Whether callers name an event by what they pass. */
function isNamed({ project }: Evaluator, value: Value): boolean {
  return value.kind === 'sdk' || (value.kind === 'function' && project.journal.isTold('asked', value.node))
}

/** What a call of something that is not known may run, by what was handed out. */
export function mayRun(evaluator: Evaluator, callee: ts.Expression): readonly Value[] {
  if (!ts.isPropertyAccessExpression(callee)) return handedBack(evaluator, callee)
  const { expression: object, name } = callee
  const methods = handedBack(evaluator, object).flatMap((one) => alternatives(evaluator.member(one, name.text)))
  return [...handedBack(evaluator, callee), ...methods]
}

/** What an expression whose value is not known may give, by what was handed out. */
function handedBack(evaluator: Evaluator, node: ts.Expression): readonly Value[] {
  const key = evaluator.evaluate(node).kind === 'unknown' ? keyOf(evaluator, node) : null
  const values = key === null ? [] : (evaluator.project.journal.told('handedOut', key) as readonly Value[])
  return values.map((one) => (one.kind === 'class' ? { kind: 'instance', node: one.node } : one))
}

/** Longer ways are not followed. */
const deepest = 12

/** The key by which an expression takes something out of another; null where it does not, or by none that is told. */
function keyOf(evaluator: Evaluator, node: ts.Expression, depth = 0): string | null {
  const next = (one: ts.Expression | null | undefined): string | null => (one ? keyOf(evaluator, one, depth + 1) : null)
  if (depth > deepest) return null
  const inner = unwrapped(node)
  if (inner !== null) return next(inner)
  if (ts.isPropertyAccessExpression(node)) return node.name.text
  if (ts.isElementAccessExpression(node)) return keyIn(evaluator, [node.argumentExpression])
  if (ts.isCallExpression(node)) {
    if (node.arguments.length > 0) return keyIn(evaluator, node.arguments)
    const called = evaluator.evaluate(node.expression)
    // const useBus = () => ctx().bus
    if (called.kind === 'function') return next(onlyReturned(called.node))
    // als.getStore()
    return ts.isPropertyAccessExpression(node.expression) ? '' : null
  }
  const declaration = ts.isIdentifier(node) ? lookup(node, node.text) : null
  if (declaration === null) return ts.isIdentifier(node) ? node.text : null
  if (ts.isVariableDeclaration(declaration)) return next(declaration.initializer)
  return ts.isBindingElement(declaration) ? plainKey(declaration.propertyName ?? declaration.name) : null
}

/** The text that a call names something by, or the text of what holds it: `get(TOKENS.bus)`. */
function keyIn(evaluator: Evaluator, [first]: readonly ts.Expression[]): string | null {
  const value = first === undefined ? null : evaluator.evaluate(first)
  if (value?.kind === 'constant') return String(value.value)
  return value?.kind === 'unknown' && ts.isPropertyAccessExpression(first!) ? first.getText() : null
}
