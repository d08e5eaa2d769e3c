import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import { isStatic } from '../syntax/unwrapped'
import { someNode } from '../syntax/someNode'
import { keyOf } from '../values/objectMembers'
import { unknown, type Value } from '../values/value'
import type { FunctionNode } from '../syntax/functionAround'

/** What a decorator of a class or a method is called with; null where it is none. */
export function decoratorArguments(evaluator: Evaluator, member: ts.Node, decorator: FunctionNode): readonly Value[] | null {
  if (ts.isClassLike(member)) return [{ kind: 'class', node: member }]
  if (!ts.isMethodDeclaration(member) || !ts.isClassLike(member.parent)) return null
  const key = keyOf(evaluator, member.name)
  const owner: Value = { kind: isStatic(member) ? 'class' : 'instance', node: member.parent }
  const method = key.kind === 'constant' ? evaluator.member(owner, String(key.value)) : unknown
  if (isStandard(decorator)) {
    return [method, { kind: 'record', of: [['name', key]], isOpen: true }]
  }
  return [owner, key, { kind: 'record', of: [['value', method]], isOpen: true }]
}

/** Whether a decorator takes the method and what is around it, as in the standard: before that, it took the object, the key and the descriptor. */
function isStandard({ parameters: [, context, descriptor], body }: FunctionNode): boolean {
  if (descriptor !== undefined) return false
  if (context?.type !== undefined) return context.type.getText().includes('DecoratorContext')
  if (context === undefined || !ts.isIdentifier(context.name)) return true
  const { text } = context.name
  return (
    body !== undefined &&
    someNode(body, (one) => ts.isPropertyAccessExpression(one) && one.expression.getText() === text && ofContext.has(one.name.text))
  )
}

/** Members that only a context has. */
const ofContext: ReadonlySet<string> = new Set(['addInitializer', 'kind', 'name', 'static', 'private', 'access', 'metadata'])
