import { ts } from 'ts-morph'
import type { Evaluator } from '../values/evaluate'
import type { EventCall } from '../sites/eventCall'
import { eventNames } from '../values/eventNames'
import { spanOf, withSpan } from '../syntax/siteOf'
import { bare, plainKey } from '../syntax/unwrapped'
import { bodyFacts } from './bodyFacts'
import type { BodyFacts, CallFacts, GivenValue, MisplacedOptions, ObjectFacts } from './callFacts'
import { commentForm } from './commentForm'
import type { Callers } from './endsWithout'
import { floatingFacts } from './floating'
import { givenValues } from './givenValues'
import { isAsWritten } from '../values/objectMembers'
import { optionIn, type Written } from './optionIn'
import { asPassed, passedFor } from './passedFor'
import { repeatFacts } from './repeatFacts'
import type { Given } from '../calls/given'

/** Reads what lints need of a call. */
export function readCallFacts(evaluator: Evaluator, call: EventCall, callers: Callers): CallFacts {
  const { kind, node, name, given } = call
  const facts = Object.assign(readShape(evaluator, call), {
    floating: kind === 'publish' ? floatingFacts(node, given, callers) : [],
    events: [...eventNames(name).names.keys()],
  })
  // Where the name stands somewhere else, as in a bound function, so do the rest of the arguments.
  const isShifted = ['object', 'list', 'function', 'class', 'instance'].includes(name.kind)
  return isShifted ? { ...facts, argumentCount: null, misplaced: null, body: null, timeout: [] } : facts
}

/** The body where it is written: in the call, or in that of the function around it that it is a parameter of. */
function bodyAt(evaluator: Evaluator, node: ts.Expression, given: Given | null): BodyFacts {
  const passed = given === null ? null : passedFor(node, given)
  if (passed === null) return bodyFacts(evaluator, node)
  return asPassed(evaluator, given!, () => bodyAt(evaluator, passed, given!.from))
}

/** The same of a call of `task`. */
export function readTaskFacts(evaluator: Evaluator, node: ts.CallExpression): CallFacts {
  return readShape(evaluator, { kind: 'task', node, args: node.arguments, given: null })
}

/** The same of a call of a task's `run`, whose first argument is its `after`, or looks so. */
export function readRunFacts(evaluator: Evaluator, node: ts.CallExpression): CallFacts {
  const shape = readShape(evaluator, { kind: 'run', node, args: node.arguments, given: null })
  const [first] = node.arguments
  return { ...shape, after: shape.argumentCount === null || first === undefined ? [] : givenValues(evaluator, first, node) }
}

type AnyCall = Pick<EventCall, 'node' | 'args' | 'given'> & Pick<CallFacts, 'kind'>

function readShape(evaluator: Evaluator, call: AnyCall): CallFacts {
  const { kind, node, args, given } = call
  const count = args.some(ts.isSpreadElement) ? null : args.length
  const [, second, third] = args
  const object = count !== null && count > 2 && second !== undefined ? objectOf(evaluator, second) : null
  const body = count === 2 ? second : count === 3 ? third : undefined
  const optionOf = (name: string): readonly GivenValue[] => {
    const value = object === null ? null : optionIn(object, name)
    return value === null || !isAsWritten(evaluator, object!.node, name) ? [] : givenValues(evaluator, value, node, given)
  }
  return withSpan(node, {
    kind,
    argumentCount: count,
    lastArgument: count === 1 || object !== null ? spanOf(args.at(-1)!) : null,
    object: object === null ? null : objectFacts(object, node),
    misplaced: body === undefined ? null : misplacedOptions(evaluator, call, body, count === 3 ? second! : null),
    after: kind === 'publish' ? optionOf('after') : [],
    timeout: kind === 'on' ? optionOf('timeout') : [],
    body: kind === 'publish' && body !== undefined ? bodyAt(evaluator, body, given) : null,
    repeat: kind !== 'publish' ? null : args === node.arguments ? repeatFacts(node) : { refused: 'it is called through call or apply' },
    comment: commentForm(node),
    floating: [],
    events: [],
    isGiven: given !== null,
  })
}

/** The object literal that an expression is, where it stands or as a constant. */
function objectOf(evaluator: Evaluator, node: ts.Expression): Written | null {
  const inner = bare(node)
  if (ts.isObjectLiteralExpression(inner)) return { node: inner, properties: inner.properties }
  const value = evaluator.evaluate(inner)
  if (value.kind !== 'object') return null
  const isLeft = ({ name }: ts.ObjectLiteralElementLike): boolean => name === undefined || value.without?.has(plainKey(name) ?? '') !== true
  return { node: value.node, properties: value.node.properties.filter(isLeft) }
}

function misplacedOptions(
  evaluator: Evaluator,
  { kind, node: call, given }: AnyCall,
  node: ts.Expression,
  before: ts.Expression | null,
): MisplacedOptions | null {
  if (kind === 'task' || kind === 'run') return null
  // What stands behind something else must be written there to be told from a body that is made elsewhere.
  const mayBeElsewhere = before === null && kind === 'publish'
  const isTold = kind === 'on' || mayBeElsewhere || ts.isObjectLiteralExpression(bare(node))
  const object = isTold ? objectOf(evaluator, node) : null
  if (object === null || (kind === 'publish' && object.properties.length !== 1)) return null
  const value = kind === 'publish' ? optionIn(object, 'after') : null
  if (kind === 'publish' && value === null) return null
  return withSpan(node, {
    text: node.getText(),
    after: value === null ? [] : givenValues(evaluator, value, call, given),
    isComputedTime: value !== null && computedTime.test(value.getText()),
    before: before === null ? null : withSpan(before, { text: before.getText() }),
  })
}

/** A date, what is added to now, a text that ends in a unit, or what is called a delay. */
const computedTime =
  /^new Date\(|(?:delay|backoff)\w*$|\bDate\.now\(\)\s*\+|\+\s*Date\.now\(\)|\}\s*(?:second|minute|hour|day|week|month|year)s?`$/i

function objectFacts({ node: object, properties }: Written, call: ts.CallExpression): ObjectFacts {
  const keys = properties.flatMap((property) => {
    const key = property.name === undefined ? null : plainKey(property.name)
    const isShorthand = ts.isShorthandPropertyAssignment(property)
    return key === null ? [] : [withSpan(property.name!, { name: key, isShorthand })]
  })
  const isInCall = object.getSourceFile() === call.getSourceFile() && object.pos >= call.pos && object.end <= call.end
  return withSpan(object, { keys, isWhole: keys.length === properties.length, isInCall })
}
