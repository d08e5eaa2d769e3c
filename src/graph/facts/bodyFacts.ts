import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import { lookup } from '../syntax/scope'
import { withSpan } from '../syntax/siteOf'
import { unwrapped } from '../syntax/unwrapped'
import type { BodyFacts, BodyProblem } from './callFacts'
import { enclosingFunction, isAsync } from '../syntax/functionAround'
import { isGlobalNew } from './givenValues'
import { pathRoot } from '../syntax/pathRoot'

/** Objects within objects that are looked through. */
const deepest = 8

const classes: readonly (readonly [string, BodyProblem])[] = [
  ...['Map', 'Set', 'WeakMap', 'WeakSet'].map((name) => [name, 'collection'] as const),
  ['RegExp', 'pattern'],
  ['Error', 'error'],
  ['TypeError', 'error'],
  ['Promise', 'promise'],
  ['Date', 'date'],
]

/** What the text makes certain of a body that JSON cannot hold. */
export function bodyFacts(evaluator: Evaluator, node: ts.Expression): BodyFacts {
  const problems: BodyFacts['problems'][number][] = []
  const take = (at: ts.Node, kind: BodyProblem, canAwait = false): void => {
    problems.push(withSpan(at, { kind, text: at.getText(), canAwait }))
  }

  /** Goes through the text of a value; `at` is what is named in the call, where the text stands elsewhere. */
  function visit(one: ts.Expression, at: ts.Node | null, around: readonly ts.Node[]): void {
    const inner = ts.isAwaitExpression(one) ? null : unwrapped(one)
    if (inner !== null) return visit(inner, at, around)
    if (around.length > deepest) return
    if (ts.isConditionalExpression(one)) {
      visit(one.whenTrue, at, around)
      return visit(one.whenFalse, at, around)
    }
    if (ts.isObjectLiteralExpression(one)) return visitObject(one, at, [...around, one])
    if (ts.isArrayLiteralExpression(one)) return one.elements.forEach((element) => visit(element, at, [...around, one]))
    const kind = kindOf(evaluator, one)
    if (kind !== null) return take(at ?? one, kind, kind === 'promise' && at === null && isAsync(enclosingFunction(one)))
    if (!ts.isIdentifier(one) || at !== null) return
    const initializer = constantOf(one)
    if (initializer !== null && isSelfReferring(one, initializer)) return take(one, 'cycle')
    // What is in an object elsewhere may have changed by now; what a constant itself is may not.
    if (initializer !== null && !ts.isObjectLiteralExpression(initializer)) visit(initializer, one, around)
  }

  function visitObject(object: ts.ObjectLiteralExpression, at: ts.Node | null, around: readonly ts.Node[]): void {
    if (object.properties.some((property) => property.name !== undefined && /^['"]?toJSON['"]?$/.test(property.name.getText()))) return
    for (const property of object.properties) {
      if (ts.isPropertyAssignment(property)) visit(property.initializer, at, around)
      else if (ts.isShorthandPropertyAssignment(property)) visit(property.name, at, around)
      else if (ts.isMethodDeclaration(property)) take(at ?? property.name, 'function')
      else if (ts.isSpreadAssignment(property) && ts.isObjectLiteralExpression(property.expression)) visit(property.expression, at, around)
    }
  }

  visit(node, null, [])
  return withSpan(node, { falsy: falsyOf(evaluator, node), problems })
}

function kindOf(evaluator: Evaluator, node: ts.Expression): BodyProblem | null {
  if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node) || ts.isTemplateExpression(node)) return null
  if (node.kind === ts.SyntaxKind.BigIntLiteral) return 'bigint'
  if (node.kind === ts.SyntaxKind.RegularExpressionLiteral) return 'pattern'
  for (const [name, kind] of classes) if (isGlobalNew(node, name)) return kind
  if (ts.isCallExpression(node)) {
    const { expression: callee } = node
    if (ts.isIdentifier(callee) && lookup(callee, callee.text) === null) {
      if (callee.text === 'Symbol') return 'symbol'
      if (callee.text === 'BigInt') return 'bigint'
    }
    if (givesPromise(evaluator, callee)) return 'promise'
    const [mapper] = node.arguments
    const isMap = ts.isPropertyAccessExpression(callee) && callee.name.text === 'map'
    return isMap && mapper !== undefined && givesPromise(evaluator, mapper) ? 'promises' : null
  }
  const value = evaluator.evaluate(node)
  if (value.kind === 'function' || value.kind === 'class') return 'function'
  return value.kind === 'constant' && typeof value.value === 'number' && !Number.isFinite(value.value) ? 'number' : null
}

/** Whether a function gives a promise: it is async, or what it gives is a call of one that is. */
function givesPromise(evaluator: Evaluator, run: ts.Expression): boolean {
  const value = evaluator.evaluate(run)
  if (value.kind !== 'function' || value.node.asteriskToken !== undefined) return false
  const { body } = value.node
  return isAsync(value.node) || (body !== undefined && ts.isCallExpression(body) && givesPromise(evaluator, body.expression))
}

/** What a `const` of the file is made with, without the types around it. */
function constantOf(node: ts.Identifier): ts.Expression | null {
  const declaration = lookup(node, node.text)
  if (declaration === null || !ts.isVariableDeclaration(declaration) || (declaration.parent.flags & ts.NodeFlags.Const) === 0) return null
  let made = declaration.initializer ?? null
  // What is awaited is no promise any more.
  for (let inner = made; inner !== null; inner = ts.isAwaitExpression(inner) ? null : unwrapped(inner)) made = inner
  return made
}

/** `body.self = body`, in the statements between its declaration and the call. */
function isSelfReferring(node: ts.Identifier, initializer: ts.Expression): boolean {
  if (!ts.isObjectLiteralExpression(initializer) && !ts.isArrayLiteralExpression(initializer)) return false
  let block: ts.Node = initializer
  while (!ts.isBlock(block) && !ts.isSourceFile(block)) block = block.parent
  return block.statements.some((statement) => {
    if (!ts.isExpressionStatement(statement) || statement.end > node.getStart() || !ts.isBinaryExpression(statement.expression))
      return false
    const { left, operatorToken, right } = statement.expression
    const target = pathRoot(left)
    const isItself = (one: ts.Node): boolean => ts.isIdentifier(one) && one.text === node.text
    return operatorToken.kind === ts.SyntaxKind.EqualsToken && target !== left && isItself(target) && isItself(right)
  })
}

function falsyOf(evaluator: Evaluator, node: ts.Expression): BodyFacts['falsy'] {
  if (ts.isObjectLiteralExpression(node)) return null
  const value = evaluator.evaluate(node)
  if (value.kind !== 'constant' || Boolean(value.value) || Number.isNaN(value.value)) return null
  // A variable may be given another value in a way that the evaluation does not follow.
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) return null
  return value.value === '' ? '""' : (String(value.value) as BodyFacts['falsy'])
}
