import { ts } from 'ts-morph'
import { assignmentsTo } from '../syntax/assignments'
import type { Evaluator } from './evaluate'
import { innerItem, itemLine, type Item } from './item'
import { eventFor } from '../calls/handledEvent'
import { lookup } from '../syntax/scope'
import { walkOf, type Walk } from '../syntax/walkOf'
import { choice } from './choice'
import { objectCall } from './globalCalls'
import { alternatives, constant, isNothing, list, unknown, withItem, type Value } from './value'

/** The value of `event` in `events.on(name, (event) => …)`, of `name` in `names.forEach((name) => …)` and in `import(…).then((name) => …)`. */
export function listItem(evaluator: Evaluator, node: ts.ParameterDeclaration): Value | null {
  const { parent: run } = node
  if (!ts.isArrowFunction(run) && !ts.isFunctionExpression(run)) return null
  const place = run.parameters.indexOf(node)
  const held = place > 0 ? null : (eventFor(evaluator, node) ?? promised(evaluator, run))
  const walk = held === null ? walkOf(run) : null
  if (walk === null || (place !== walk.place && place !== walk.place + 1)) return held
  const { items, keys } = walkedBy(evaluator, walk)
  if (place === walk.place)
    return alternatives(items).every((one) => one.kind === 'list' || isNothing(one)) ? itemOf(evaluator, items, node) : null
  return keys.kind === 'list' ? itemOf(evaluator, keys, run.parameters[walk.place]!) : null
}

/** What a walk hands to its function, one after the other, and the key or the place of each. */
function walkedBy(evaluator: Evaluator, { list: walked, method, takesObjects }: Walk): { readonly items: Value; readonly keys: Value } {
  const value = evaluator.evaluate(walked)
  const isList = alternatives(value).some((one) => one.kind === 'list')
  const entries =
    value.kind === 'map' && method === 'forEach' ? value : takesObjects && !isList ? objectCall(evaluator, 'entries', [value]) : null
  if (entries === null) return { items: value, keys: value.kind === 'list' ? placesIn(value) : unknown }
  if (entries.kind !== 'map' && entries.kind !== 'list') return { items: unknown, keys: unknown }
  const [keys, items] = ['0', '1'].map((place) => list(entries.of.map((entry) => evaluator.member(entry, place))))
  return { items: items!, keys: keys! }
}

/** What a walk passes, call by call; `isRepeated` where it makes that call any number of times. */
export function handedInTurn(
  evaluator: Evaluator,
  walk: Walk,
): readonly { readonly args: readonly Value[]; readonly isRepeated: boolean }[] {
  const { items, keys } = walkedBy(evaluator, walk)
  return alternatives(items).flatMap((one) => {
    if (one.kind !== 'list') return [{ args: [unknown, unknown], isRepeated: true }]
    const keyAt = (place: number): Value => (keys.kind === 'list' ? keys.of[place]! : unknown)
    return one.of.map((value, place) => ({ args: [value, keyAt(place)], isRepeated: one.isLoose === true }))
  })
}

/** What a promise holds is what its `then` gives: waiting is not told apart. */
function promised(evaluator: Evaluator, run: ts.Node): Value | null {
  const { parent: call } = run
  if (!ts.isCallExpression(call) || call.arguments[0] !== run || !ts.isPropertyAccessExpression(call.expression)) return null
  return call.expression.name.text === 'then' ? evaluator.evaluate(call.expression.expression) : null
}

/** Where the items of a list stand. */
function placesIn({ of, isLoose }: Extract<Value, { kind: 'list' }>): Value {
  return isLoose === true ? unknown : list(of.map((_, place) => constant(place)))
}

/** `for (let i = 0; i < names.length; i++)` */
export function counted(evaluator: Evaluator, node: ts.VariableDeclaration, { condition, incrementor }: ts.ForStatement): Value | null {
  if (condition === undefined || !ts.isBinaryExpression(condition) || condition.operatorToken.kind !== ts.SyntaxKind.LessThanToken)
    return null
  if (incrementor === undefined || !(ts.isPostfixUnaryExpression(incrementor) || ts.isPrefixUnaryExpression(incrementor))) return null
  if (!ts.isPropertyAccessExpression(condition.right) || condition.right.name.text !== 'length') return null
  const isOwn = [condition.left, incrementor.operand].every((one) => ts.isIdentifier(one) && lookup(one, one.text) === node)
  if (!isOwn || incrementor.operator !== ts.SyntaxKind.PlusPlusToken || assignmentsTo(node).length > 1) return null
  const start = node.initializer === undefined ? unknown : evaluator.evaluate(node.initializer)
  const walked = evaluator.evaluate(condition.right.expression)
  return start.kind === 'constant' && start.value === 0 && walked.kind === 'list' ? itemOf(evaluator, placesIn(walked), node) : null
}

/** A value as an item of a walk, which stays the item of walks around that it is: `for (const one of [].concat(name))`. */
function asItem({ isSeveral, ...value }: Value, { walk, index }: Item, ofList: Item | undefined): Value {
  const added = value.item?.added
  const own = added !== undefined || itemLine(value.item).some((one) => one.walk === walk) ? undefined : value.item
  const around = innerItem(own, ofList)
  return withItem(value, {
    walk,
    index,
    ...(isSeveral && { isSeveral }),
    ...(around !== undefined && { around }),
    ...(added !== undefined && { added }),
  })
}

/** The item of a list that is at hand, else any, as a walk (the declaration that takes each) meets it. */
export function itemOf(evaluator: Evaluator, list: Value, walk: ts.Node): Value {
  const atHand = evaluator.indexIn(walk)
  const itemsIn = ({ of, item: around }: Extract<Value, { kind: 'list' | 'map' }>): readonly Value[] => {
    const items = of.map((one, index) => choice(alternatives(one).map((own) => asItem(own, { walk, index }, around))))
    return atHand === null ? items : items.slice(atHand, atHand + 1)
  }
  // Of several lists, such as the members of each item of a walk around this one, each item stays with its list.
  const all = alternatives(list).filter((one) => !isNothing(one) && !(one.kind === 'list' && one.of.length === 0))
  if (all.length > 1 && all.some((one) => one.kind === 'list')) {
    return choice(all.flatMap((one) => (one.kind !== 'list' ? [unknown] : one.item === undefined ? one.of : itemsIn(one))))
  }
  const [only] = all
  return only?.kind === 'list' || only?.kind === 'map' ? choice(itemsIn(only)) : unknown
}
