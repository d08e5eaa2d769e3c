import { ts } from 'ts-morph'
import type { UnresolvedSite } from '../../model/graph'
import { isEscaped, mayRun } from '../calls/handedOut'
import { runsByType } from '../calls/runsByType'
import { unlessTooDeep } from '../journal/unlessTooDeep'
import { callsIn } from '../syntax/actsIn'
import { importOf } from '../syntax/importOf'
import { lookup } from '../syntax/scope'
import { typeOf } from '../types/declaredType'
import { orByType } from '../types/valueByType'
import { carriesSdk } from '../values/carriesSdk'
import type { Evaluator } from '../values/evaluate'
import { isForeign } from '../values/isForeign'
import { alternatives, isNothing, type Value } from '../values/value'
import { isOpenPattern } from './fitsPattern'
import { readNames } from './readNames'

/** A call that may be one of the SDK's. */
export type LooseSite = Omit<UnresolvedSite, 'matches'>

/** The calls in a file of what is named as the SDK's `publish` and `on`, on something that is not understood: of an event that they may name it is not told that it has none. */
export function readLoose(evaluator: Evaluator, file: string): readonly LooseSite[] {
  const { project } = evaluator
  const calls = callsIn(project.source(file)).filter(ts.isCallExpression)
  return calls.flatMap((call) => unlessTooDeep(project.journal, file, () => looseAt(evaluator, call)) ?? [])
}

function looseAt(evaluator: Evaluator, node: ts.CallExpression): readonly LooseSite[] {
  const kind = kindOf(node)
  if (kind === null || !mayBeSdk(evaluator, node.expression)) return []
  const { arguments: args } = node
  const call = { kind, node, args, name: evaluator.evaluate(args[0]!), given: null, isOpen: true } as const
  // A name of which nothing is told, of something that nobody was handed: socket.on(name, run).
  return readNames(evaluator, call, []).unresolved.filter(({ pattern }) => !isOpenPattern(pattern ?? '') || isEscaped(evaluator))
}

function kindOf({ expression: callee, arguments: args }: ts.CallExpression): LooseSite['kind'] | null {
  const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText()
  return (name === 'publish' || name === 'on') && (args.length === 2 || args.length === 3) ? name : null
}

/** Whether nothing tells what is called, and it may be ours. */
function mayBeSdk(evaluator: Evaluator, callee: ts.Expression): boolean {
  if (alternatives(orByType(evaluator, evaluator.evaluate(callee), callee)).some((one) => !isOpen(one))) return false
  const holder = ts.isPropertyAccessExpression(callee) ? callee.expression : callee
  const held = alternatives(evaluator.evaluate(holder))
  if (held.some((one) => isMadeOfSdk(evaluator, one))) return true
  if (!held.every(isOpen) || isForeign(evaluator, holder) || isForeignType(evaluator, holder)) return false
  // Those are told elsewhere.
  return runsByType(evaluator, callee).length === 0 && mayRun(evaluator, callee).length === 0
}

function isOpen(value: Value): boolean {
  return isNothing(value) || (value.kind === 'unknown' && value.isOther !== true && value.isObject !== true)
}

/** `new Proxy(events, …)` */
function isMadeOfSdk(evaluator: Evaluator, value: Value): boolean {
  const args = value.kind === 'unknown' ? value.made?.arguments : undefined
  return args?.some((one) => carriesSdk(evaluator, evaluator.evaluate(one))) === true
}

/** `redis: Redis` of a package, and what is of a class. */
function isForeignType(evaluator: Evaluator, node: ts.Expression): boolean {
  const type = typeOf(evaluator, node)
  if (type === null || !ts.isTypeReferenceNode(type)) return type !== null && ts.isClassLike(type)
  const { typeName } = type
  const root = ts.isIdentifier(typeName) ? typeName : typeName.left
  const declaration = ts.isIdentifier(root) ? (lookup(root, root.text, 'types') ?? lookup(root, root.text)) : null
  const imported = declaration === null ? null : importOf(declaration)
  if (imported === null) return declaration === null
  return evaluator.project.resolve(root.getSourceFile().fileName, imported.specifier) === null
}
