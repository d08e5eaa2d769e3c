import { ts } from 'ts-morph'
import { assignmentsTo } from './assignments'
import { isFunctionNode } from './functionAround'
import { pathRoot } from './pathRoot'
import { lookup } from './scope'
import { someNode } from './someNode'
import { bare } from './unwrapped'
import { writesBy, type Write } from './writesBy'

/** Whether what was asked of one expression is so of another that is read behind it: both are a name that stays what it is, or a member of it that does. */
export function isReadAgain(read: ts.Expression, other: ts.Expression): boolean {
  const asked = bare(other)
  if (asked.getText() !== read.getText()) return false
  const [declaration, ofAsked] = [read, asked].map((path) => lookup(path, pathRoot(path).getText()))
  if (!declaration || declaration !== ofAsked || assignmentsTo(declaration).length > 0) return false
  return ts.isIdentifier(asked) || isKept(declaration, asked, read)
}

/** Whether a member stays what it is from one place to another: only the function around has the object, writes no such member and hands it to nobody in between. */
function isKept(declaration: ts.Node, from: ts.Node, to: ts.Expression): boolean {
  const around = ts.findAncestor(declaration, isFunctionNode)
  const object = pathRoot(to).getText()
  const isHanded = (one: ts.Node): boolean =>
    ts.isIdentifier(one) && one.text === object && one.pos >= from.end && one.end <= to.pos && !isAsked(one)
  const isWritten = ({ target }: Write): boolean =>
    pathRoot(target).getText() === object && (ts.isElementAccessExpression(target) || to.getText().startsWith(target.getText()))
  return around !== undefined && !someNode(around, (one) => isHanded(one) || writesBy(one).some(isWritten))
}

/** Whether no more than members of an object are read there: `order.id`, `const { id } = order`. */
function isAsked({ parent }: ts.Identifier): boolean {
  if (ts.isVariableDeclaration(parent)) return ts.isObjectBindingPattern(parent.name)
  const isMember = ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)
  return isMember && !(ts.isCallExpression(parent.parent) && parent.parent.expression === parent)
}
