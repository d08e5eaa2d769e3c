import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import { conditionsAround } from '../syntax/conditionsAround'
import { canBeReached, functionAround } from '../syntax/functionAround'
import { pathRoot } from '../syntax/pathRoot'
import { propertyValue } from '../syntax/propertyValue'
import { standsIn } from '../syntax/standsIn'
import { classLine } from '../values/classMembers'
import { functionTypesOf } from '../types/functionType'
import { membersAbove } from '../types/typeMembers'
import { alternatives, functionsIn, isContainer, type Value } from '../values/value'

/** Functions whose callers matter, classes whose subclasses do, and lists and objects to which others may add. */
export interface Asked {
  has(node: ts.Node): boolean
  /** Whether a value is a list or a function that is asked for, or an object that holds one. */
  hasValue(value: Value): boolean
  /** Asks for what would tell what a value wants to know. Gives the functions and classes among it. */
  askAll(wanted: ReadonlySet<ts.Node>): ReadonlySet<ts.Node>
  /** Asks who writes to what decides whether the code comes to a node. */
  askDecided(node: ts.Node): void
  /** Asks for what tells what a call in a function runs, and passes. */
  askAround(call: ts.CallExpression | ts.NewExpression, passed?: ReadonlySet<ts.Node>): void
}

/** `addFile` and `addImporters` have a file visited, and those that import it; `writersOf` gives those that may write to what is made at a node. */
export function createAsked(
  evaluator: Evaluator,
  addFile: (file: string) => void,
  addImporters: (file: string) => void,
  writersOf: (node: ts.Node) => readonly string[],
): Asked {
  const { journal } = evaluator.project

  function has(node: ts.Node): boolean {
    return journal.isTold('asked', node)
  }

  function add(node: ts.Node): void {
    journal.tell('asked', node, node, node)
  }

  function askContainers(wanted: ReadonlySet<ts.Node>): void {
    for (const one of wanted) if (isContainer(one) && !has(one)) askContainer(one)
  }

  function askDecided(node: ts.Node): void {
    for (const { condition } of conditionsAround(node)) askContainers(evaluator.evaluateAsking(condition).wanted)
  }

  function askAll(wanted: ReadonlySet<ts.Node>): ReadonlySet<ts.Node> {
    askContainers(wanted)
    const callables = new Set(
      [...wanted]
        .filter((one) => !isContainer(one))
        .map((one) => (ts.isParameter(one) ? one.parent : one))
        .filter(canBeReached),
    )
    for (const callable of callables) {
      if (has(callable)) continue
      add(callable)
      addImporters(callable.getSourceFile().fileName)
      for (const member of [...membersAbove(evaluator, callable), ...functionTypesOf(evaluator, callable)]) {
        journal.tell('subclass', member, callable, callable)
        addImporters(member.getSourceFile().fileName)
      }
    }
    return callables
  }

  /** Asks who adds or writes to something: in its file, and those that import it from there. */
  function askContainer(node: ts.Node): void {
    add(node)
    const { fileName } = node.getSourceFile()
    addFile(fileName)
    if (functionAround(node) === null) writersOf(node).forEach(addFile)
  }

  /** What is called on `this`, passed of it, or handed on by a function that another made, is told by the callers of the function around it. */
  function askAround(call: ts.CallExpression | ts.NewExpression, passed: ReadonlySet<ts.Node> = new Set()): void {
    const around = functionAround(call)
    if (around === null) return
    const { expression: callee } = call
    const { value, wanted } = evaluator.evaluateAsking(callee)
    // this.send(body); this.target.send(body), where each has a target of its own
    const isMember = ts.isPropertyAccessExpression(callee) && pathRoot(callee).kind === ts.SyntaxKind.ThisKeyword
    const isMethodOfThis = isMember && (callee.expression.kind === ts.SyntaxKind.ThisKeyword || isOfSeveral(value))
    // emit(this.constructor.savedEvent)
    const isOfThis = [...passed].some((one) => ts.isClassLike(one) && standsIn(around, one))
    if (isMethodOfThis || isOfThis) askAll(new Set([around]))
    // publishers[action](…)
    askAll(wanted)
  }

  /** Whether it is one function of several objects. */
  function isOfSeveral(value: Value): boolean {
    const nodes = functionsIn(value).map(({ node }) => node)
    return new Set(nodes).size < nodes.length
  }

  function hasValue(value: Value): boolean {
    return alternatives(value).some((one) => {
      if (!('node' in one) || one.node === undefined) return false
      return has(one.node) || (one.kind === 'object' ? one.node.properties.some(holds) : one.kind === 'instance' && isFieldAsked(one.node))
    })
  }

  /** Whether it matters who writes to the fields of a class. */
  function isFieldAsked(node: ts.ClassLikeDeclaration): boolean {
    return classLine(evaluator, node).some(({ name }) => name !== undefined && has(name))
  }

  function holds(property: ts.ObjectLiteralElementLike): boolean {
    const held = propertyValue(property)
    return held === null ? has(property) : hasValue(evaluator.evaluate(held))
  }

  return { has, hasValue, askAll, askDecided, askAround }
}
