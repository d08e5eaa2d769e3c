import { ts } from 'ts-morph'
import { handOut } from '../calls/handedOut'
import { isExports } from '../modules/moduleExports'
import { changeBy } from '../syntax/assignments'
import { packagesOf, type Augmentation } from '../types/augmentations'
import type { Assigned } from '../values/objectMembers'
import { alternatives } from '../values/value'
import type { Visiting } from './visiting'

// What a file adds to what others read: the types of packages, lists, and objects of other files.

/** Whoever imports the package has what is added to it. */
export function visitAugmentation({ evaluator, addImporters }: Visiting, { of, node }: Augmentation): void {
  for (const name of packagesOf(of)) {
    evaluator.project.journal.tell('augmented', name, node, node)
    addImporters(name)
  }
}

/** `names.push('a')`: whoever reads the list knows. */
export function visitChange({ evaluator }: Visiting, node: ts.CallExpression): void {
  const change = changeBy(node)
  for (const one of change === null ? [] : alternatives(evaluator.evaluate(change.list))) {
    if ((one.kind === 'list' || one.kind === 'map') && one.node !== undefined)
      evaluator.project.journal.tell('grown', one.node, node, change)
  }
}

/** `bus.emit = …`: whoever reads the object, of another file, knows. */
export function visitAssignment(
  { evaluator, asked, addFile, addImporters }: Visiting,
  { left, operatorToken, right }: ts.BinaryExpression,
): void {
  if (operatorToken.kind !== ts.SyntaxKind.EqualsToken || !ts.isPropertyAccessExpression(left)) return
  const object = evaluator.evaluate(left.expression)
  if (object.kind === 'unknown' && !isExports(left) && !isExports(left.expression)) handOut(evaluator, addFile, right, left.name.text)
  if (!ts.isIdentifier(left.expression)) return
  for (const one of alternatives(object)) {
    if (one.kind !== 'object' || one.node.getSourceFile() === left.getSourceFile()) continue
    evaluator.project.journal.tell('grown', one.node, left, { name: left.name.text, right } satisfies Assigned)
    if (asked.hasValue(evaluator.evaluate(right))) addImporters(one.node.getSourceFile().fileName)
  }
}
