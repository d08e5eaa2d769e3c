import { ts } from 'ts-morph'
import { carriesSdk } from '../values/carriesSdk'
import type { Evaluator } from '../values/evaluate'
import { identity } from '../values/identity'
import { alternatives, type Value } from '../values/value'
import { exportedNode } from '../types/typeDeclaration'
import { importOf } from '../syntax/importOf'
import { pathRoot } from '../syntax/pathRoot'
import { namingMembers, takesNames } from './namingMembers'
import { propertyValue } from '../syntax/propertyValue'
import { lookup } from '../syntax/scope'
import { onlyReturned, returnedExpression } from '../syntax/returnedExpressions'
import { plainKey, unwrapped } from '../syntax/unwrapped'

// What leads to events and is handed to something that is not known, such as the object of a framework, may be had again from something
// that is not known, by the same key: `app.decorate('bus', bus)` and `request.server.bus`, `c.set('bus', bus)` and `c.get('bus')`. By a key
// under which nothing is known to be handed out, it may be all that what is asked was handed: `registry.add(orders)` and `registry.get(name)`.

type Reach = (file: string) => void

/** A text, or what something was handed to. */
type Key = string | ts.Node

/** Tells of what a call of something unknown is handed, and `reach` of the files that may take it out again. */
export function handOutArguments(evaluator: Evaluator, reach: Reach, { expression: callee, arguments: args }: ts.CallExpression): void {
  const taker = ts.isPropertyAccessExpression(callee) && ts.isCallExpression(callee.expression) ? callee.expression : null
  // container.bind('bus').toConstantValue(bus)
  const key = keyIn(evaluator, args) ?? (taker === null ? null : keyIn(evaluator, taker.arguments)) ?? ''
  for (const one of args) handOut(evaluator, reach, one, key, callee)
}

/** Tells of a value, and of the parts of an object that is written there, each by its key, and by what `to` belongs to. */
export function handOut(evaluator: Evaluator, reach: Reach, node: ts.Expression, key: string, to: ts.Expression): void {
  const inner = unwrapped(node)
  if (inner !== null) return handOut(evaluator, reach, inner, key, to)
  if (ts.isObjectLiteralExpression(node)) {
    for (const property of node.properties) {
      const name = property.name === undefined ? null : plainKey(property.name)
      const value = propertyValue(property)
      if (name !== null && value !== null) handOut(evaluator, reach, value, name, to)
    }
  } else if (ts.isCallExpression(node)) {
    // { bus: asValue(bus) }
    for (const one of node.arguments) handOut(evaluator, reach, one, key, to)
  } else if (ts.isArrowFunction(node)) {
    // provide(() => bus)
    const given = returnedExpression(node)
    if (given !== null && !ts.isCallExpression(given)) carriedBy(evaluator, given).forEach((value) => tellEscape(evaluator, value))
  } else if (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) || ts.isNewExpression(node)) {
    const holder = holderOf(evaluator, to)
    for (const value of carriedBy(evaluator, node)) {
      tellEscape(evaluator, value)
      for (const about of holder === null ? [key] : [key, holder]) {
        evaluator.project.journal.tell('handedOut', about, identity(value), value)
      }
      for (const word of [key, pathRoot(to).getText()]) takersOf(evaluator, word, value).forEach(reach)
    }
  }
}

function carriedBy(evaluator: Evaluator, node: ts.Expression): readonly Value[] {
  return alternatives(evaluator.evaluate(node)).filter((one) => carriesSdk(evaluator, one, 1))
}

/** Tells that what publishes or handles what its callers name may be had where nothing tells that. */
function tellEscape(evaluator: Evaluator, value: Value): void {
  if (takesNames(evaluator, value)) evaluator.project.journal.tell('escaped', '', identity(value), value)
}

/** Whether any call of something unknown, by whatever name, may be one of the SDK's. */
export function isEscaped({ project }: Evaluator): boolean {
  return project.journal.isTold('escaped', '')
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

/** The key by which an expression takes something out of another, or what it takes it out of; null where neither is told. */
function keyOf(evaluator: Evaluator, node: ts.Expression, depth = 0): Key | null {
  const next = (one: ts.Expression | null | undefined): Key | null => (one ? keyOf(evaluator, one, depth + 1) : null)
  const by = (args: readonly ts.Expression[], object: ts.Expression): Key | null => {
    const key = keyIn(evaluator, args)
    return key !== null && evaluator.project.journal.isTold('handedOut', key) ? key : holderOf(evaluator, object)
  }
  if (depth > deepest) return null
  const inner = unwrapped(node)
  if (inner !== null) return next(inner)
  if (ts.isPropertyAccessExpression(node)) return node.name.text
  if (ts.isElementAccessExpression(node)) return by([node.argumentExpression], node.expression)
  if (ts.isCallExpression(node)) {
    if (node.arguments.length > 0) return by(node.arguments, node.expression)
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

/** What a path begins with, the same in all files: what a package exports, or a declaration. */
function holderOf(evaluator: Evaluator, node: ts.Expression): Key | null {
  const root = pathRoot(node)
  const declaration = ts.isIdentifier(root) ? lookup(root, root.text) : null
  const imported = declaration === null ? null : importOf(declaration)
  if (imported === null) return declaration
  const { fileName } = node.getSourceFile()
  const isOurs = evaluator.project.resolve(fileName, imported.specifier) !== null
  return isOurs ? exportedNode(evaluator, fileName, imported, 'values') : `${imported.specifier} ${imported.name}`
}

/** The text that a call names something by, or the text of what holds it: `get(TOKENS.bus)`. */
function keyIn(evaluator: Evaluator, [first]: readonly ts.Expression[]): string | null {
  const value = first === undefined ? null : evaluator.evaluate(first)
  if (value?.kind === 'constant') return String(value.value)
  return value?.kind === 'unknown' && ts.isPropertyAccessExpression(first!) ? first.getText() : null
}
