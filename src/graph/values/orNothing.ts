import { ts } from 'ts-morph'
import { unwrapped } from '../syntax/unwrapped'
import { choice } from './choice'
import { constant, type Value } from './value'

/** What is taken out of a list or an object by a key that is not told, or nothing where it has none such and a variable takes it, which can be asked for that. What is handed on at once is held to be there. */
export function orNothing(value: Value, node: ts.Expression): Value {
  const { parent } = node
  if (ts.isExpression(parent) && unwrapped(parent) !== null) return orNothing(value, parent)
  const isTaken = ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) && value.kind !== 'unknown'
  return isTaken ? choice([value, constant(undefined)]) : value
}
