import type { ts } from 'ts-morph'
import { isTogether } from '../calls/isTogether'
import type { Assigned } from '../syntax/writesBy'
import type { Evaluator } from './evaluate'
import { nodeId } from './identity'
import { isSameObject } from './isSameObject'
import { alternatives, isNothing, unknown, type Value } from './value'

/** What gives members of an object new values by another name than that it is made with. */
export interface Written {
  /** The object: null for the instances. */
  readonly of: Value
  /** Null where the key is worked out, or all that `right` has is copied. */
  readonly name: string | null
  readonly key: ts.Expression | null
  readonly right: Assigned
}

/** A member that is written to in more places than this may be anything: each of them may read what all others write. */
const mostWrites = 40

/** What others give a member of what a node makes, an object or a class with its instances: `self` is the one that is read. */
export function writtenTo(evaluator: Evaluator, node: ts.Node, name: string, self: Value): readonly Value[] {
  const told = evaluator.project.journal.told('grown', node) as readonly Written[]
  const all = told.filter((one) => (one.name ?? name) === name && isSame(one.of, self))
  return all.length > mostWrites ? [unknown] : all.flatMap((one) => valueOf(evaluator, one, name))
}

/** Functions, and what stands for them, are left as they are written. */
export function mayBeReplaced(value: Value): boolean {
  return alternatives(value).some(({ kind }) => !fixed.has(kind))
}

const fixed: ReadonlySet<Value['kind']> = new Set(['function', 'class', 'sdk', 'made', 'module', 'unknown'])

function valueOf(evaluator: Evaluator, { name, key, right }: Written, asked: string): readonly Value[] {
  if (right === null) return [unknown]
  const read = (): Value => evaluator.guarded(`assigned ${nodeId(right)}`, () => evaluator.evaluate(right))
  if (name !== null) return [read()]
  if (key === null) return alternatives(evaluator.member(read(), asked)).filter((one) => !isNothing(one))
  const found = evaluator.evaluate(key)
  return alternatives(found).some((one) => one.kind !== 'constant' || String(one.value) === asked) ? [read()] : []
}

/** Whether it may be the same object: of an instance of which no more than the class is told, it may be any. */
function isSame(one: Value, other: Value): boolean {
  if (one.kind === 'object' && other.kind === 'object') return isTogether(one.scope ?? null, other.scope ?? null)
  const isMade = ({ kind }: Value): boolean => kind === 'instance' || kind === 'built'
  return isMade(one) && isMade(other) ? isSameObject(one, other) : one.kind === other.kind
}
