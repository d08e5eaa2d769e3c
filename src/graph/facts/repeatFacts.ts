import { ts } from 'ts-morph'
import { spanBetween } from '../syntax/siteOf'
import { writesBy } from '../syntax/writesBy'
import { lineBefore } from './commentForm'
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
  const indent = lineBefore(statement)
  if (indent.trim() !== '') return { refused: 'it shares its line with another statement' }
  return {
    end: spanBetween(source, statement.end, statement.end),
    indent,
    before: source.text.slice(statement.getStart(source), name.getStart(source)),
    after: source.text.slice(name.end, statement.end),
  }
}

/** Whether a second evaluation could differ from the first, or do something again. */
function hasEffects(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false
  return (
    writesBy(node).length > 0 ||
    ts.isCallExpression(node) ||
    ts.isNewExpression(node) ||
    ts.isTaggedTemplateExpression(node) ||
    ts.isAwaitExpression(node) ||
    ts.isYieldExpression(node) ||
    (ts.forEachChild(node, (child) => hasEffects(child) || undefined) ?? false)
  )
}
