import { ts } from 'ts-morph'
import type { Evaluator } from '../evaluate'
import type { EventCall } from '../eventCalls'
import { namesOf } from '../namesOf'
import { spanOf, withSpan } from '../siteOf'
import { plainKey, unwrapped } from '../unwrapped'
import { bodyFacts } from './bodyFacts'
import type { CallFacts, GivenValue, ObjectFacts } from './callFacts'
import { commentForm } from './commentForm'
import { floatingFacts } from './floating'
import { givenValues } from './givenValues'
import { repeatFacts } from './repeatFacts'

/** Reads what lints need of a call. */
export function readCallFacts(evaluator: Evaluator, call: EventCall): CallFacts {
  const { kind, node, args, name } = call
  const shape = readShape(evaluator, node, kind, args)
  // Where the name stands somewhere else, as in a bound function, so do the rest of the arguments.
  const isShifted = ['object', 'list', 'function', 'class', 'instance'].includes(name.kind)
  return {
    ...shape,
    ...(isShifted && { argumentCount: null, body: null, timeout: [] }),
    events: [...namesOf(call.name).names.keys()],
    isGiven: call.given !== null,
  }
}

/** The same of a call of `task`. */
export function readTaskFacts(evaluator: Evaluator, node: ts.CallExpression): CallFacts {
  return { ...readShape(evaluator, node, 'task', node.arguments), events: [], isGiven: false }
}

function readShape(
  evaluator: Evaluator,
  node: ts.CallExpression,
  kind: CallFacts['kind'],
  args: readonly ts.Expression[],
): Omit<CallFacts, 'events' | 'isGiven'> {
  const count = args.some(ts.isSpreadElement) ? null : args.length
  const [, second, third] = args
  const object = count === null || second === undefined || (kind === 'on' && count === 2) ? null : objectOf(evaluator, second, count === 2)
  const options = count !== null && count > 2 && object !== null ? object : null
  const body = count === 2 ? second : count === 3 ? third : undefined
  const given = (name: string): readonly GivenValue[] => {
    const value = options === null ? null : optionIn(options, name)
    return value === null ? [] : givenValues(evaluator, value, node)
  }
  return withSpan(node, {
    kind,
    argumentCount: count,
    lastArgument: (count === 1 || object !== null) && args.length > 0 ? spanOf(args.at(-1)!) : null,
    object: object === null ? null : objectFacts(object, node),
    after: kind === 'publish' ? (count === 2 && object !== null ? inBody(object) : given('after')) : [],
    timeout: kind === 'on' ? given('timeout') : [],
    body: kind === 'publish' && body !== undefined ? bodyFacts(evaluator, body) : null,
    floating: kind === 'publish' ? floatingFacts(node) : null,
    repeat: kind !== 'publish' ? null : args === node.arguments ? repeatFacts(node) : { refused: 'it is called through call or apply' },
    comment: commentForm(node),
  })

  /** What `after` is in a body that may be meant as the options. */
  function inBody(body: ts.ObjectLiteralExpression): readonly GivenValue[] {
    const value = optionIn(body, 'after')
    return value === null ? [] : givenValues(evaluator, value, node)
  }
}

/** The object literal that an expression is, where it stands or as a constant; of a body only one that holds but one thing, as options do. */
function objectOf(evaluator: Evaluator, node: ts.Expression, isBody: boolean): ts.ObjectLiteralExpression | null {
  let inner = node
  for (let next = unwrapped(inner); next !== null; next = unwrapped(inner)) inner = next
  const value = ts.isObjectLiteralExpression(inner) ? { kind: 'object' as const, node: inner } : evaluator.evaluate(inner)
  return value.kind === 'object' && !(isBody && value.node.properties.length !== 1) ? value.node : null
}

/** The expression that sets an option; null where a spread or a computed key behind it may set it again. */
function optionIn(object: ts.ObjectLiteralExpression, name: string): ts.Expression | null {
  for (const property of [...object.properties].reverse()) {
    const key = property.name === undefined ? null : plainKey(property.name)
    if (key === null || key.kind !== 'constant') return null
    if (key.value !== name) continue
    if (ts.isPropertyAssignment(property)) return property.initializer
    return ts.isShorthandPropertyAssignment(property) ? property.name : null
  }
  return null
}

function objectFacts(object: ts.ObjectLiteralExpression, call: ts.CallExpression): ObjectFacts {
  const keys = object.properties.flatMap((property) => {
    const key = property.name === undefined ? null : plainKey(property.name)
    return key?.kind === 'constant' ? [withSpan(property.name!, { name: String(key.value) })] : []
  })
  const isInCall = object.getSourceFile() === call.getSourceFile() && object.pos >= call.pos && object.end <= call.end
  return withSpan(object, { keys, isWhole: keys.length === object.properties.length, isInCall })
}
