import { ts } from 'ts-morph'
import { functionAround } from './functionAround'
import { returnedExpressions } from './returnedExpressions'
import { plainKey } from './unwrapped'

/** A member of an object whose type is written where it is made: `const bus: Bus = { … }`. */
interface WrittenMember {
  readonly type: ts.TypeNode
  readonly name: string
}

/** The members that a function is: of the object that it is written in, and of those that the function around it gives with its name. */
export function membersWrittenFor(run: ts.Node): readonly WrittenMember[] {
  const { parent } = run
  const property = ts.isMethodDeclaration(run) ? run : ts.isPropertyAssignment(parent) ? parent : null
  const named = ts.isVariableDeclaration(parent) ? parent : (run as Partial<ts.NamedDeclaration>)
  if (property !== null) return memberOf(property.parent, property.name)
  if (named.name === undefined || !ts.isIdentifier(named.name)) return []
  const { text } = named.name
  const around = functionAround(run)
  return (around === null ? [] : returnedExpressions(around)).flatMap((object) =>
    (ts.isObjectLiteralExpression(object) ? object.properties : []).flatMap((one) =>
      ts.isShorthandPropertyAssignment(one) && one.name.text === text ? memberOf(object, one.name) : [],
    ),
  )
}

function memberOf(object: ts.Node, name: ts.PropertyName): readonly WrittenMember[] {
  const type = ts.isObjectLiteralExpression(object) ? typeAt(object) : undefined
  const key = plainKey(name)
  return type === undefined || key === null ? [] : [{ type, name: key }]
}

/** The type that is written for an expression where it stands. */
function typeAt({ parent }: ts.Expression): ts.TypeNode | undefined {
  if (ts.isParenthesizedExpression(parent)) return typeAt(parent)
  if (ts.isReturnStatement(parent)) return functionAround(parent)?.type
  const isTyped =
    ts.isVariableDeclaration(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isArrowFunction(parent) ||
    ts.isAsExpression(parent) ||
    ts.isSatisfiesExpression(parent)
  return isTyped ? parent.type : undefined
}
