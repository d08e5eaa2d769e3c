import { ts } from 'ts-morph'
import { onceFor } from '../../model/onceFor'
import { append } from '../../model/append'
import { actsIn } from './actsIn'
import { copiesIn } from './copiesIn'
import { entryOf } from './entryOf'
import { filledBehind } from './filledBehind'
import { isThis, ownerOfMembers } from './ownerOf'
import { metadataCall } from './metadataCall'
import { lookup } from './scope'
import { writesBy, type Assigned } from './writesBy'

/** A new value of a member; the name is null where it is computed, by the key. */
export interface MemberAssignment {
  readonly name: string | null
  readonly key: ts.Expression | null
  readonly right: Assigned
  /** Of the instances, when a class, or the prototype of a function, is written to. */
  readonly isOfInstance: boolean
  /** Whether each object has it from the start: the constructor gives it, whatever it is called with, or the statements behind what makes the object. */
  readonly isAtOnce: boolean
  /** It gives all members of what is on the right: `Object.assign(Orders.prototype, …)`. */
  readonly isCopy?: true
}

/** What is added to a list, a map or an object. */
export interface Change {
  /** Items; or a key and a value. */
  readonly added: readonly Assigned[]
  /** What stands behind the key: the `value` itself, `table[key] = run`, or an `item` of the list there, `table[key].push(run)`. */
  readonly under?: 'value' | 'item'
}

/** A change of what is in a field. */
interface FieldChange extends Change {
  readonly name: string
  readonly isOfInstance: boolean
}

interface Assignments {
  readonly variables: ReadonlyMap<ts.Node, readonly Assigned[]>
  /** By the declaration that names the object, or the class around `this`. */
  readonly members: ReadonlyMap<ts.Node, readonly MemberAssignment[]>
  /** By the class: what is added to what is in a field, `this.names.push(name)`. */
  readonly fields: ReadonlyMap<ts.Node, readonly FieldChange[]>
  /** By the declaration that names a list, a map or an object: what is added; nothing where items only move or go. */
  readonly changes: ReadonlyMap<ts.Node, readonly Change[]>
}

/** What the file assigns to a variable after its declaration. */
export function assignmentsTo(declaration: ts.Node): readonly Assigned[] {
  return assignmentsIn(declaration.getSourceFile()).variables.get(declaration) ?? []
}

/** What the file of a declaration assigns to members of what it names: `names.a = …`, `names[key] = …`, `this.a = …`. */
export function assignmentsToMembers(declaration: ts.Node): readonly MemberAssignment[] {
  return assignmentsIn(declaration.getSourceFile()).members.get(declaration) ?? []
}

/** What the file adds to the list, the map or the object that a declaration names; none where it leaves that as it is. */
export function changesOf(declaration: ts.Node): readonly Change[] {
  return assignmentsIn(declaration.getSourceFile()).changes.get(declaration) ?? []
}

/** What the file of a class, or of a function that `new` is called on, adds to what is in a field of it; none where it leaves that as it is. */
export function changesOfField(owner: ts.Node, name: string, isOfInstance: boolean): readonly Change[] {
  const changes = assignmentsIn(owner.getSourceFile()).fields.get(owner) ?? []
  return changes.filter((one) => one.name === name && one.isOfInstance === isOfInstance)
}

const assignmentsIn = onceFor(collect)

/** Methods that change the list they are called on, and from which of their arguments on these become items. */
const changing: ReadonlyMap<string, number> = new Map([
  ...['push', 'unshift', 'add', 'set'].map((name) => [name, 0] as const),
  ['splice', 2],
  ...['pop', 'shift', 'sort', 'reverse', 'copyWithin'].map((name) => [name, Infinity] as const),
])

function collect(source: ts.SourceFile): Assignments {
  const found = new Map<ts.Node, Assigned[]>()
  const members = new Map<ts.Node, MemberAssignment[]>()
  const changes = new Map<ts.Node, Change[]>()
  const fields = new Map<ts.Node, FieldChange[]>()
  const addMember = (of: ts.Expression, assignment: Omit<MemberAssignment, 'isOfInstance' | 'isAtOnce'>): void => {
    const owner = ownerOfMembers(of)
    if (owner === null) return
    const { node, isOfInstance } = owner
    append(members, node, {
      ...assignment,
      isOfInstance,
      isAtOnce: isThis(of) ? ts.isClassLike(node) && isOfConstructor(of) : isBehind(of, node),
    })
  }
  const add = (target: ts.Node, right: Assigned): void => {
    if (ts.isIdentifier(target)) {
      const declaration = lookup(target, target.text)
      if (declaration !== null) append(found, declaration, right)
    } else if (ts.isPropertyAccessExpression(target)) addMember(target.expression, { name: target.name.text, key: null, right })
    else if (ts.isElementAccessExpression(target)) {
      const key = target.argumentExpression
      if (ts.isStringLiteralLike(key)) addMember(target.expression, { name: key.text, key: null, right })
      else {
        addMember(target.expression, { name: null, key, right })
        addEntry(target.expression, { added: [key, right], under: 'value' })
      }
    }
  }
  const addChange = (of: ts.Expression, change: Change): void => {
    const declaration = ts.isIdentifier(of) ? lookup(of, of.text) : null
    if (declaration !== null) append(changes, declaration, change)
    const owner = ts.isPropertyAccessExpression(of) ? ownerOfMembers(of.expression) : null
    if (owner !== null)
      append(fields, owner.node, { ...change, name: (of as ts.PropertyAccessExpression).name.text, isOfInstance: owner.isOfInstance })
  }
  const addEntry = (table: ts.Expression, change: Change): void => {
    const items = itemsPutBack(table, change)
    if (items === null) addChange(table, change)
    else for (const one of items) addChange(table, { added: [change.added[0]!, one], under: 'item' })
  }
  const addCall = (call: ts.CallExpression): void => {
    const [target, ...copied] = copiesIn(call)
    if (target !== undefined && ownerOfMembers(target)?.isOfInstance === true)
      for (const right of copied) addMember(target, { name: null, key: null, right, isCopy: true })
    const kept = metadataCall(call)
    if (kept !== null && kept.value !== null) addEntry(kept.table, { added: [kept.target, kept.value] })
    const change = changeBy(call)
    if (change === null) return
    const { list, added } = change
    addEntry(list, { added })
    const entry = entryOf(list)
    if (entry !== null) for (const one of added) addChange(entry.table, { added: [entry.key, one], under: 'item' })
  }
  for (const node of actsIn(source)) {
    if (ts.isCallExpression(node)) addCall(node)
    else for (const { target, right } of writesBy(node)) add(target, right)
  }
  return { variables: found, members, fields, changes }
}

/** The items that are new in the list under a key, where those that were there are put back, `table.set(key, [...table.get(key), item])`; null where they are not. */
function itemsPutBack(table: ts.Expression, { added: [key, list] }: Change): readonly ts.Expression[] | null {
  if (!key || !list || !ts.isArrayLiteralExpression(list)) return null
  const isOld = (one: ts.Expression): boolean => {
    const entry = ts.isSpreadElement(one) ? entryOf(one.expression) : null
    return entry !== null && entry.table.getText() === table.getText() && entry.key.getText() === key.getText()
  }
  return list.elements.some(isOld) ? list.elements.filter((one) => !isOld(one)) : null
}

/** The list, set or map that a call of its methods changes, and what that adds; null for any other call. */
export function changeBy({
  expression,
  arguments: args,
}: ts.CallExpression): { readonly list: ts.Expression; readonly added: readonly ts.Expression[] } | null {
  const from = ts.isPropertyAccessExpression(expression) ? changing.get(expression.name.text) : undefined
  return from === undefined || !ts.isPropertyAccessExpression(expression) ? null : { list: changedBy(expression), added: args.slice(from) }
}

/** What `s` of `s.add('a').add('b')` is: both calls change it. */
function changedBy({ expression }: ts.PropertyAccessExpression): ts.Expression {
  const inner = ts.isCallExpression(expression) ? expression.expression : expression
  return inner !== expression && ts.isPropertyAccessExpression(inner) && (inner.name.text === 'add' || inner.name.text === 'set')
    ? changedBy(inner)
    : expression
}

function isBehind(object: ts.Expression, declaration: ts.Node): boolean {
  return ts.isVariableDeclaration(declaration) && filledBehind(declaration).has(object.parent.parent.parent)
}

/** Whether what is written to a member of an object is a statement of a constructor by itself. */
function isOfConstructor(object: ts.Expression): boolean {
  const { parent: statement } = object.parent.parent
  return ts.isExpressionStatement(statement) && ts.isConstructorDeclaration(statement.parent.parent)
}
