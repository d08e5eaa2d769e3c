import { ts } from 'ts-morph'
import { typeOf } from './declaredType'
import { typeOfName } from './typeOfName'
import { memberOfType } from './typeMembers'
import type { Evaluator } from '../values/evaluate'
import { evaluateType } from './evaluateType'
import { partsOfType } from './typeBehind'
import { choice } from '../values/choice'
import { constant, unknown, type Value } from '../values/value'

/** The value of a member; where that is not known, those that the declared type of its object allows. */
export function orAllowed(evaluator: Evaluator, value: Value, node: ts.Expression | ts.BindingElement): Value {
  const allowed = value.kind === 'unknown' ? allowedMember(evaluator, node) : unknown
  if (allowed.kind === 'choice') evaluator.leaveUndecided()
  return allowed.kind === 'unknown' ? value : allowed
}

/** The values that the declared type of an object allows for a member of it: `event.kind`, or `{ kind }: Event`. Unknown where it names none. */
function allowedMember(evaluator: Evaluator, node: ts.Expression | ts.BindingElement): Value {
  const members = membersAt(evaluator, node)
  const values = members.map((member): Value => {
    if (member === null || !(ts.isPropertySignature(member) || ts.isPropertyDeclaration(member)) || member.type === undefined)
      return unknown
    const value = evaluateType(evaluator, member.type)
    return member.questionToken === undefined || value.kind === 'unknown' ? value : choice([value, constant(undefined)])
  })
  // A union of which a part is not known says nothing.
  return values.some(({ kind }) => kind === 'unknown') ? unknown : choice(values)
}

/** The members that an access may mean, one for each part of a union. */
function membersAt(evaluator: Evaluator, node: ts.Expression | ts.BindingElement): readonly (ts.Node | null)[] {
  const name = nameIn(node)
  return name === null ? [] : typesAround(evaluator, node).map((type) => type && memberOfType(evaluator, type, name))
}

function nameIn(node: ts.Expression | ts.BindingElement): string | null {
  if (ts.isPropertyAccessExpression(node)) return node.name.text
  if (!ts.isBindingElement(node) || !ts.isObjectBindingPattern(node.parent)) return null
  const key = node.propertyName ?? node.name
  return ts.isIdentifier(key) || ts.isStringLiteral(key) ? key.text : null
}

/** The types of the object that a member is taken from. */
function typesAround(evaluator: Evaluator, node: ts.Expression | ts.BindingElement): readonly (ts.Node | null)[] {
  const object = ts.isPropertyAccessExpression(node) ? node.expression : ts.isBindingElement(node) ? node.parent.parent : null
  if (object === null) return []
  if (ts.isPropertyAccessExpression(object) || ts.isBindingElement(object)) {
    return membersAt(evaluator, object).flatMap((member) => partsOfType(evaluator, typeIn(member)))
  }
  return partsOfType(evaluator, ts.isExpression(object) ? typeOf(evaluator, object) : typeOfName(evaluator, object))
}

function typeIn(member: ts.Node | null): ts.TypeNode | null {
  return (member as { type?: ts.TypeNode } | null)?.type ?? null
}
