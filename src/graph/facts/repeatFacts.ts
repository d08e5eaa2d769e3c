import { ts } from 'ts-morph'
import { isAssignment } from '../syntax/actsIn'
import type { RepeatFacts } from './callFacts'

/** How the statement of a publish can be written once more with another name. */
export function repeatFacts(call: ts.CallExpression): RepeatFacts {
  const [name, ...rest] = call.arguments
  const outer = ts.isAwaitExpression(call.parent) || ts.isVoidExpression(call.parent) ? call.parent : call
  const statement = outer.parent
  if (name === undefined || !ts.isExpressionStatement(statement)) return { refused: 'its promise is used' }
  if (!ts.isBlock(statement.parent) && !ts.isSourceFile(statement.parent)) return { refused: 'it is no statement of a block' }
  if (rest.some(hasEffects)) return { refused: 'its options or body are computed by a call, which would run twice' }
  const source = call.getSourceFile()
  const start = statement.getStart(source)
  const lineStart = source.getPositionOfLineAndCharacter(source.getLineAndCharacterOfPosition(start).line, 0)
  const indent = source.text.slice(lineStart, start)
  if (indent.trim() !== '') return { refused: 'it shares its line with another statement' }
  const last = source.getLineAndCharacterOfPosition(statement.end)
  const [line, column] = [last.line + 1, last.character + 1]
  return {
    end: { file: source.fileName, line, column, endLine: line, endColumn: column },
    indent,
    before: source.text.slice(start, name.getStart(source)),
    after: source.text.slice(name.end, statement.end),
  }
}

/** Whether a second evaluation could differ from the first, or do something again. */
function hasEffects(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false
  return (
    isAssignment(node) ||
    ts.isCallExpression(node) ||
    ts.isNewExpression(node) ||
    ts.isTaggedTemplateExpression(node) ||
    ts.isAwaitExpression(node) ||
    ts.isYieldExpression(node) ||
    ts.isDeleteExpression(node) ||
    ts.isPostfixUnaryExpression(node) ||
    (ts.isPrefixUnaryExpression(node) &&
      (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken)) ||
    (ts.forEachChild(node, (child) => hasEffects(child) || undefined) ?? false)
  )
}
