import { ts } from 'ts-morph'
import { resolveAfter } from '../../contract/after'
import type { Delay, DelayRange } from '../../model/graph'
import type { Span } from '../../model/site'
import type { Evaluator } from '../values/evaluate'
import { momentsToTry } from './momentsToTry'
import { spanOf } from '../syntax/siteOf'
import { filling, isAsWritten } from '../values/objectMembers'
import { choice } from '../values/choice'
import { alternatives, constant, unknown, withoutItem, type Value } from '../values/value'

/** An option of a call: the text that gives it, and what that is known to be. */
export interface Option {
  readonly text: string
  /** Where the text stands; null where the options are not in the code. */
  readonly at: Span | null
  readonly value: Value
}

/** Finds an option in the expression of an options object, or of what it is spread from; null when it is not set. */
export function readOption(
  evaluator: Evaluator,
  options: ts.Expression,
  name: string,
  object = evaluator.evaluate(options),
): Option | null {
  if (object.kind === 'constant') return null
  // Options from elsewhere: they may hold it.
  const whole = ts.isLeftHandSideExpression(options) ? options.getText() : `(${options.getText()})`
  const text = `${whole}.${name}`
  if (object.kind !== 'object' && object.kind !== 'record') return { text, at: null, value: unknown }
  const value = evaluator.member(object, name)
  if (value.kind === 'constant' && value.value === undefined) return null
  if (object.kind === 'record') return { text, at: null, value }
  // What is spread behind it, and may hold it or not, says as much.
  const own = object.node.properties.findLast((property) =>
    property.name === undefined ? value.kind === 'choice' : property.name.getText().replace(/^['"]|['"]$/g, '') === name,
  )
  const [filled, ...others] = filling(object.node, name)
  if (filled !== undefined && others.length === 0 && value.kind !== 'choice') return { text: filled.getText(), at: spanOf(filled), value }
  const isThere = own !== undefined && !ts.isSpreadAssignment(own) && isAsWritten(evaluator, object.node, name)
  if (!isThere) return { text, at: null, value }
  const node = ts.isPropertyAssignment(own) ? own.initializer : own
  return { text: ts.isPropertyAssignment(own) ? node.getText() : name, at: spanOf(node), value }
}

/** An app has few delays, and many calls with each. */
const delays = new Map<unknown, number | null>()

/** When a call asks for what it starts, by its `after`. */
export function delayOf(after: Option | null): Delay {
  if (after === null) return atOnce
  const { text, at } = after
  // Rows of a table may have the same.
  const value = choice(alternatives(after.value).map(withoutItem))
  const known = value.kind === 'constant' ? value.value : null
  const afterValue = typeof known === 'string' || typeof known === 'number' ? known : null
  return { after: text, afterAt: at, afterMs: fixedDelay(value), afterRangeMs: delayRange(value), afterValue }
}

const atOnce: Delay = { after: null, afterAt: null, afterMs: null, afterRangeMs: null, afterValue: null }

/** The delay of an `after` value in ms where it is the same at any time; null for moments, months, years and what is not valid or not known. */
function fixedDelay(value: Value): number | null {
  if (value.kind !== 'constant') return null
  let delay = delays.get(value.value)
  if (delay === undefined) delays.set(value.value, (delay = readDelay(value.value)))
  return delay
}

function readDelay(after: unknown): number | null {
  const [first, ...others] = momentsToTry.map((now) => {
    const result = resolveAfter(after, now, 'documented')
    return 'error' in result ? null : result.delayMs
  })
  return others.every((delay) => delay === first) ? first! : null
}

/** The least and the most that an `after` value in ms may be, where chance draws it; null for all else. */
function delayRange(value: Value): DelayRange | null {
  return value.kind === 'range' && value.min >= 0 ? { min: value.min, max: value.max } : null
}

/** A number that an option is known to be, else null. */
export function numberOf(value: Value = constant(null)): number | null {
  return value.kind === 'constant' && typeof value.value === 'number' && Number.isFinite(value.value) ? value.value : null
}
