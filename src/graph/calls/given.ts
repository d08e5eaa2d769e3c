import type { ts } from 'ts-morph'
import type { Journal } from '../journal/journal'
import type { FunctionNode } from '../syntax/functionAround'
import type { Walk } from '../syntax/walkOf'
import type { FunctionValue, Value } from '../values/value'

/** A call of a function that tells what its parameters are. */
export interface Given {
  readonly call: ts.CallExpression | ts.NewExpression
  /** What gives the function. */
  readonly callee: ts.Expression
  /** How many arguments are bound to it, and what is passed after these; nothing where that is told otherwise. */
  readonly bound: number
  readonly passed: readonly ts.Expression[]
  /** Ampt calls it, with the event of which the name is passed. */
  readonly isHandled?: boolean
  /** The walk that calls it, with each item of a list. */
  readonly walk?: Walk
  /** How often it is called is not told: once for each item of a list of any length. */
  readonly isRepeated?: boolean
  /** It makes the function; who calls that is not told. */
  readonly isMaker?: boolean
  /** It is not told whether it calls the function: it is called on something that is not known. */
  readonly isOpen?: boolean
  readonly to: Omit<FunctionValue, 'kind'>
  readonly args: readonly Value[]
  /** The call of the function around this one that it hands arguments on of; null where that makes no difference. */
  readonly from: Given | null
}

/** Whether calls of a function that is asked for are known. */
export function isCalled(journal: Journal, node: FunctionNode): boolean {
  return journal.isTold('called', node)
}

/** The calls of a function that is asked for. */
export function callsOf(journal: Journal, node: ts.Node): readonly Given[] {
  return journal.told('called', node) as readonly Given[]
}

/** The same; while files are visited, those that were met so far. */
export function callsNow(journal: Journal, node: ts.Node): readonly Given[] {
  return journal.told(journal.isTold('called', node) ? 'called' : 'met', node) as readonly Given[]
}

/** With those of which it is not told whether they call it. */
export function possibleCallsOf(journal: Journal, node: FunctionNode): readonly Given[] {
  return [...callsOf(journal, node), ...(journal.told('mayBeCalled', node) as readonly Given[])]
}
