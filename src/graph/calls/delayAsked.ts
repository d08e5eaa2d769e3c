import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import { isDelayGiven, subjectOf, type Path } from './delayGiven'
import { callsOf, type Given } from './given'
import { functionAround, type FunctionNode } from '../syntax/functionAround'
import { pathRoot } from '../syntax/pathRoot'
import { assignmentsToMembers } from '../syntax/assignments'
import { propertyValue } from '../syntax/propertyValue'
import { lookup } from '../syntax/scope'
import { someNode } from '../syntax/someNode'
import { plainKey } from '../syntax/unwrapped'
import { holderOf } from '../values/objectMembers'
import { identity } from '../values/identity'
import { alternatives, unknown, withoutItem, type Value } from '../values/value'

/** Longer ways are for a type checker. */
const deepest = 8

/**
 * Whether a condition between a publish without options and one of the same name with a delay asks only whether there is a delay:
 * `after ? publish(name, { after }, body) : publish(name, body)`. What calls work out for it, and is not told, is one, as it is in options.
 */
export function isDelayAsked(evaluator: Evaluator, condition: ts.Expression, publish: ts.Node, other: ts.Node): boolean {
  const asked = subjectOf(condition)
  if (asked === null || !ts.isCallExpression(publish) || publish.arguments.length > 2) return false
  if (!hasDelayed(other, publish, pathRoot(asked).getText())) return false
  return givenFor(evaluator, asked).every((one) => one !== null && isDelayGiven(evaluator, one))
}

/** What calls of the app that may be the one at hand pass for what is asked, `delay` or `options.delay`; null for what is not written there. */
function givenFor(evaluator: Evaluator, asked: Path): readonly (ts.Expression | null)[] {
  const passed = passedAs(asked, 0)
  const atHand = passed?.parameter.parent === functionAround(asked) ? evaluator.passed(passed.parameter) : null
  if (passed === null || atHand === null) return [null]
  if (passed.keys.length > 0) return [memberAt(evaluator, atHand, passed.keys)]
  const texts = textsFor(evaluator, passed, atHand, 0)
  return texts.length === 0 ? [null] : texts
}

/** What calls pass that give a parameter, or a member of it, this value, through functions that hand it on; none where no such call is known. */
function textsFor(evaluator: Evaluator, { parameter, keys }: PassedAs, value: Value, depth: number): readonly (ts.Expression | null)[] {
  const around = parameter.parent as FunctionNode
  const index = around.parameters.indexOf(parameter)
  const mayGive = ({ args }: Given): boolean => {
    const all = alternatives(keys.reduce((one, key) => evaluator.member(one, key), args[index] ?? unknown))
    // At an item of a walk it is that of the item.
    const given = new Set(all.map((one) => identity(withoutItem(one))))
    return alternatives(value).every((one) => given.has(identity(withoutItem(one))))
  }
  const calls = depth > deepest ? [] : callsOf(evaluator.project.journal, around).filter(mayGive)
  return calls.flatMap(({ args, passed: all, bound, isHandled }) => {
    const text = isHandled === true ? null : keys.length > 0 ? memberAt(evaluator, args[index]!, keys) : (all[index - bound] ?? null)
    const outer = text === null ? null : passedAs(text, 0)
    const texts = outer?.parameter.parent === functionAround(text ?? around) ? textsFor(evaluator, outer, value, depth + 1) : []
    return texts.length === 0 ? [text] : texts
  })
}

interface PassedAs {
  readonly parameter: ts.ParameterDeclaration
  /** The members that lead to it: none where it is the parameter itself. */
  readonly keys: readonly string[]
}

/** The parameter that a name, or a member, comes from. */
function passedAs(node: ts.Node | null, depth: number): PassedAs | null {
  const member = (object: ts.Node, key: string | null): PassedAs | null => {
    const own = key === null ? null : passedAs(object, depth + 1)
    return own === null ? null : { ...own, keys: [...own.keys, key!] }
  }
  if (node === null || depth > deepest) return null
  if (ts.isParameter(node)) return { parameter: node, keys: [] }
  if (ts.isIdentifier(node)) return passedAs(lookup(node, node.text), depth + 1)
  if (ts.isVariableDeclaration(node)) return node.initializer === undefined ? null : passedAs(node.initializer, depth + 1)
  if (ts.isPropertyAccessExpression(node)) return member(node.expression, node.name.text)
  return ts.isBindingElement(node) ? member(node.parent.parent, plainKey(node.propertyName ?? node.name)) : null
}

/** The text that gives a member of an object, or of one that is spread into it; null where none is written. */
function memberAt(evaluator: Evaluator, object: Value, keys: readonly string[]): ts.Expression | null {
  if (object.kind !== 'object') return null
  const { node, scope = null } = object
  const holder = holderOf(node)
  // options.after = undefined; if (isLate) options = { after }
  if (ts.isExpressionStatement(holder) || assignmentsToMembers(holder).length > 0) return null
  const [key, ...others] = keys
  const own = node.properties.findLast((one) => one.name !== undefined && plainKey(one.name) === key)
  const given = own === undefined ? null : propertyValue(own)
  if (given !== null && others.length === 0) return given
  const next = given ?? node.properties.findLast(ts.isSpreadAssignment)?.expression
  if (next === undefined) return null
  const inner = evaluator.within(scope, () => evaluator.evaluate(next))
  return memberAt(evaluator, inner, given === null ? keys : others)
}

/** Whether a part of the code publishes the same with options that a variable is in. */
function hasDelayed(node: ts.Node, { expression, arguments: [name] }: ts.CallExpression, variable: string): boolean {
  const isVariable = (one: ts.Node): boolean => ts.isIdentifier(one) && one.text === variable
  const isSame = (a: ts.Node | undefined, b: ts.Node | undefined): boolean => a?.getText() === b?.getText()
  return someNode(node, (one) => {
    if (!ts.isCallExpression(one) || one.arguments.length < 3) return false
    return isSame(one.expression, expression) && isSame(one.arguments[0], name) && someNode(one.arguments[1]!, isVariable)
  })
}
