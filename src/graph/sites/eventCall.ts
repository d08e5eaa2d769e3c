import type { ts } from 'ts-morph'
import type { Value } from '../values/value'
import type { Given } from '../calls/given'

/** A call of the SDK's `events.publish` or `events.on`, of `task`, or one that starts a task: by `run`, or by a schedule of its own. */
export interface EventCall {
  readonly kind: 'publish' | 'on' | 'task' | 'run'
  readonly node: ts.CallExpression
  /** What it is called with, whether directly or by `call` and `apply`; what starts a task, on that. */
  readonly args: readonly ts.Expression[]
  /** What its first argument gives. */
  readonly name: Value
  /** The call of the function around it that gives this name, where parameters make it: one entry for each such call. */
  readonly given: Given | null
  /** It is not told whether it is one: it is called on something that is not known. */
  readonly isOpen: boolean
}
