import { ts } from 'ts-morph'
import { actsIn } from '../syntax/actsIn'
import { classLine } from '../values/classMembers'
import { memberByType } from '../types/declaredType'
import type { Evaluator } from '../values/evaluate'
import type { FunctionUse } from './functionUses'
import { alternatives } from '../values/value'

/** The places of a file that run a getter, by reading the member, or a setter, by assigning to it. */
export function usesOfAccessor(evaluator: Evaluator, accessor: ts.AccessorDeclaration, file: string): readonly FunctionUse[] {
  const source = evaluator.project.source(file)
  if (source === null) return []
  return actsIn(source)
    .filter(ts.isPropertyAccessExpression)
    .filter((one) => one.name.text === accessor.name.getText() && runs(one, accessor) && isOf(evaluator, one, accessor))
    .map((node) => ({ node, scope: null, isHandedOn: false, item: null }))
}

/** `a.b ||= c` does both. */
function runs(access: ts.PropertyAccessExpression, accessor: ts.AccessorDeclaration): boolean {
  const { parent } = access
  const operator = ts.isBinaryExpression(parent) && parent.left === access ? parent.operatorToken.kind : null
  const isAssigned = operator !== null && operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment
  return ts.isSetAccessor(accessor) ? isAssigned : operator !== ts.SyntaxKind.EqualsToken
}

function isOf(evaluator: Evaluator, access: ts.PropertyAccessExpression, accessor: ts.AccessorDeclaration): boolean {
  const { parent: owner } = accessor
  return alternatives(evaluator.evaluate(access.expression)).some((one) => {
    if (one.kind === 'object') return one.node === owner
    if (one.kind === 'instance' || one.kind === 'class') return classLine(evaluator, one.node).some((line) => line === owner)
    return one.kind === 'unknown' && memberByType(evaluator, access)?.member === accessor
  })
}
