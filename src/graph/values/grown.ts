import { ts } from 'ts-morph'
import type { Evaluator } from './evaluate'
import { functionAround } from '../syntax/functionAround'
import { inEachCall } from '../calls/inEachCall'
import { isTogether } from '../calls/isTogether'
import { argumentValues } from '../calls/passedTo'
import type { Way } from '../calls/waysInto'
import { type Change } from '../syntax/assignments'
import { ownerOf } from '../syntax/ownerOf'
import { isStatic } from '../syntax/unwrapped'
import { metadataCall } from '../syntax/metadataCall'
import { entryOf } from '../syntax/entryOf'
import { lookup } from '../syntax/scope'
import { pathRoot } from '../syntax/pathRoot'
import { choice } from './choice'
import { identity, nodeId } from './identity'
import { alternatives, eachPair, isNothing, list, mayBeAny, unknown, withItem, type ListNode, type Scope, type Value } from './value'

/** More pairs of keys and values than this are not told apart. */
const mostEntries = 1000

/** A call that adds to a list, set or map by another name than that it is declared with. */
export interface Growth {
  readonly list: ts.Expression
  readonly added: readonly ts.Expression[]
}

type ListValue = Extract<Value, { kind: 'list' }>

/** A list or map with what calls of its methods add, `changes` by their arguments: once for each known call of the function around. */
export function grown(evaluator: Evaluator, value: Value, changes: readonly Change[], scope: Scope | null): Value {
  const inCalls = (at: ts.Expression | null | undefined, read: (at: ts.Expression, by?: Way) => readonly Value[]): readonly Value[] => {
    if (at === null || at === undefined) return [unknown]
    const readThis = (way: Way | undefined): readonly Value[] => {
      // Another object's is not this one's.
      if (!isTogether(evaluator.scope(), scope)) return []
      return isOfThis(evaluator, at, value) ? read(at, way) : [unknown]
    }
    return inEachCall(evaluator, at, scope, readThis, [unknown]).flat()
  }
  if (value.kind === 'list')
    return withItems(
      value,
      changes.flatMap(itemsOf).flatMap((one) => inCalls(one, (at, by) => itemsAt(evaluator, at).map((item) => addedBy(item, value, by)))),
    )
  if (value.kind !== 'map') return value
  const entriesBy = ({ added: [key, item], under }: Change): readonly Value[] =>
    inCalls(key, (at) => entriesOf(evaluator, at, item ?? null, under))
  const ofItems = changes.filter(({ added: [key, item], under }) => under === 'item' || (key && item && isPutBack(key, item)))
  const others = changes.filter((one) => !ofItems.includes(one))
  const entries = [...others.flatMap(entriesBy), ...joinedByKey(ofItems.flatMap(entriesBy))]
  const isLoose = changes.some(({ added: [key] }) => key === null || key === undefined || !isMadeOnce(key))
  return { ...value, of: [...value.of, ...entries], ...(isLoose && { isLoose }) }
}

/** What a change adds to a list. */
function itemsOf({ added, under }: Change): Change['added'] {
  return under === undefined ? added : under === 'value' ? added.slice(1) : []
}

/** Whether what is added at a node is known to come to this very list: there is one of it, or the call at hand is of what made it, or of its method. */
function isOfThis(evaluator: Evaluator, at: ts.Expression, value: Value): boolean {
  if (value.kind !== 'list' || value.node === undefined || isMadeOnce(value.node)) return true
  const around = ts.findAncestor(at, ts.isFunctionLike)
  if (around === undefined || ts.findAncestor(value.node, (one) => one === around) !== undefined) return true
  for (let one = evaluator.scope(); one !== null; one = one.outer) if (one.of === around) return true
  return false
}

/** What a call adds to a list of which there may be several. */
function addedBy(one: Value, { node }: ListValue, way: Way | undefined): Value {
  if (way === undefined || isMadeOnce(way.call) || (node !== undefined && isMadeOnce(node)) || one.kind === 'function') return one
  return withItem(one, { walk: way.call.expression, index: nodeId(way.call), added: way })
}

function itemsAt(evaluator: Evaluator, added: ts.Expression): readonly Value[] {
  if (!ts.isSpreadElement(added)) return [evaluator.evaluate(added)]
  const spread = evaluator.evaluate(added.expression)
  return spread.kind === 'list' ? spread.of : [unknown]
}

/** The entries of a map that a change adds: of a walk, one for each item, with the value where that is at hand. */
function entriesOf(evaluator: Evaluator, key: ts.Expression, value: ts.Expression | null, under: Change['under']): readonly Value[] {
  const valueOf = (): Value =>
    value === null ? unknown : under === 'item' ? list(itemsAt(evaluator, value), true) : valueUnder(evaluator, key, value)
  const keys = evaluator.evaluate(key)
  const all = alternatives(keys).flatMap((one) => eachPair(one, evaluator.atItem(one.item, valueOf), (own, other) => list([own, other])))
  return all.length > mostEntries ? [list([keys, valueOf()])] : all
}

/** Entries by which items come to the list under their key, as one for each key that is told. */
function joinedByKey(entries: readonly Value[]): readonly Value[] {
  const joined = new Map<unknown, Value>()
  for (const entry of entries) {
    const [key, items] = entry.kind === 'list' ? entry.of : []
    const isOfList = key !== undefined && !mayBeAny(key) && items?.kind === 'list'
    const place = isOfList ? identity(withItem(key, entry.item)) : entry
    const before = joined.get(place)
    const known = before?.kind === 'list' ? before.of[1] : undefined
    joined.set(place, isOfList && known?.kind === 'list' ? withItem(list([key, withItems(known, items.of)]), entry.item) : entry)
  }
  return [...joined.values()]
}

/** What is set under a key; of what is put back there, as after `const own = table.get(key) ?? []`, what else it may be. */
function valueUnder(evaluator: Evaluator, key: ts.Expression, value: ts.Expression): Value {
  const all = evaluator.evaluate(value)
  const others = alternatives(all).filter((one) => !mayBeAny(one) && !isNothing(one))
  return isPutBack(key, value) && others.length > 0 ? choice(others) : all
}

/** Whether what is set under a key is what is there: `table.set(key, own)` after `const own = table.get(key) ?? []`. */
function isPutBack({ parent }: ts.Expression, value: ts.Expression): boolean {
  const table = tableIn(parent)
  return table !== null && entryOf(value)?.table.getText() === table.getText()
}

/** The table of `table[key]`, `table.set(key, own)` or `Reflect.defineMetadata(KEY, own, target)`. */
function tableIn(node: ts.Node): ts.Expression | null {
  if (ts.isElementAccessExpression(node)) return node.expression
  if (!ts.isCallExpression(node)) return null
  const { expression: callee } = node
  return metadataCall(node)?.table ?? (ts.isPropertyAccessExpression(callee) ? callee.expression : null)
}

function withItems(value: ListValue, added: readonly Value[]): Value {
  const all = new Map([...value.of, ...added].map((one) => [identity(one), one]))
  const { node } = value
  return node === undefined ? list([...all.values()], true) : { ...list([...all.values()], true), node }
}

/** Whether others may add to what a node makes: it has a name, and is not fixed by its type. */
export function mayGrow(node: ListNode): boolean {
  let made: ts.Node = node
  while (ts.isParenthesizedExpression(made.parent) || ts.isSatisfiesExpression(made.parent)) made = made.parent
  const { parent } = made
  if (ts.isPropertyAssignment(parent)) return true
  if (!ts.isVariableDeclaration(parent) && !ts.isPropertyDeclaration(parent)) return false
  return ts.isIdentifier(parent.name) && (parent.type === undefined || !isFixed(parent.type))
}

function isFixed(type: ts.TypeNode): boolean {
  return ts.isTypeOperatorNode(type) || (ts.isTypeReferenceNode(type) && type.typeName.getText().startsWith('Readonly'))
}

/** What a node makes, with what is added to it elsewhere. */
export function grownElsewhere(evaluator: Evaluator, node: ListNode, made: Extract<Value, { kind: 'list' | 'map' }>): Value {
  const value = { ...made, node }
  evaluator.want(node)
  const changes = (evaluator.project.journal.told('grown', node) as readonly Growth[]).filter(({ list: other }) => !isOwn(other, node))
  const added = changes.flatMap((change) => addedElsewhere(evaluator, change, node))
  if (added.length === 0) return value
  if (value.kind === 'list') return withItems(value, added.flat())
  const isLoose = changes.some(({ list: changed }) => !isMadeOnce(changed))
  return { ...value, of: [...value.of, ...added.map((of): Value => ({ kind: 'list', of }))], ...(isLoose && { isLoose }) }
}

/** What each call of the function around a change adds to what a node makes. */
function addedElsewhere(evaluator: Evaluator, { list: changed, added }: Growth, node: ListNode): readonly (readonly Value[])[] {
  const around = functionAround(changed)
  const root = lookup(changed, pathRoot(changed).getText())
  const isPassed = root !== null && root.parent === around
  const isOfNode = (one: Value): boolean => (one.kind === 'list' || one.kind === 'map') && one.node === node
  const read = (): readonly Value[] =>
    !isPassed || alternatives(evaluator.evaluate(changed)).some(isOfNode) ? argumentValues(evaluator, added) : []
  // Where there is one for each call or object, it is not told which of them grows.
  const unknowns = added.map(() => unknown)
  if (!isMadeOnce(node) && around !== functionAround(node)) return [unknowns]
  return inEachCall(evaluator, changed, null, read, unknowns)
}

/** Whether there is one of it, whoever calls. */
export function isMadeOnce(node: ts.Node): boolean {
  return ts.findAncestor(node, (one) => ts.isFunctionLike(one) || (ts.isPropertyDeclaration(one) && !isStatic(one))) === undefined
}

/** Whether what is changed is named by what was declared with it, or by what is made there: that the declaration tells. */
function isOwn(changed: ts.Expression, node: ListNode): boolean {
  const owner = ts.isPropertyAccessExpression(changed) ? ownerOf(changed.expression) : null
  if (owner !== null) return owner.node === ts.findAncestor(node, ts.isClassLike)
  const declaration = ts.isIdentifier(changed) ? lookup(changed, changed.text) : null
  if (declaration === null || !ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return false
  const { initializer } = declaration
  return initializer === node || (ts.isCallExpression(initializer) && !isMadeOnce(node))
}
