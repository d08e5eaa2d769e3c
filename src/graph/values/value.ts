import { ts } from 'ts-morph'
import { innerItem, isApart, placesOf, type Item } from './item'

/**
 * What the evaluation of an expression gives without running anything. It covers what names, delays and call sites are built from;
 * all else is `unknown`, never a guess.
 */
export type Value = Shape & {
  /** Which item of a list that is walked through it comes from: parts of different items never stand side by side. */
  readonly item?: Item
}

type Shape =
  /** `isMany`: of arguments, any number of them. `isOther`: nothing that known calls pass. */
  | { readonly kind: 'unknown'; readonly isMany?: boolean; readonly isOther?: boolean }
  /** `literal` is the text that spells it, where one does. */
  | { readonly kind: 'constant'; readonly value: Primitive; readonly literal?: ts.StringLiteralLike }
  /** A number that chance draws, from `min` up to `max`; `isBelow`: never `max` itself. */
  | { readonly kind: 'range'; readonly min: number; readonly max: number; readonly isBelow: boolean }
  /** A string of which some parts (`null`) are not known; never all known, that is a constant. */
  | { readonly kind: 'text'; readonly parts: readonly (string | null)[] }
  /** One of several, as after `a ? b : c`. */
  | { readonly kind: 'choice'; readonly of: readonly Value[] }
  /** `bound`: the first arguments, by `bind`. */
  | { readonly kind: 'sdk'; readonly part: SdkPart; readonly bound?: readonly ts.Expression[] }
  /** What a call of a part of the SDK gave, such as `task('nightly', …)`, or a router of another module; `of` is what it was called on, as in `api('main').router('/users')`. */
  | {
      readonly kind: 'made'
      readonly part: SdkPart | 'router'
      readonly node: ts.CallExpression | ts.NewExpression
      readonly of: Made | null
    }
  /** The namespace of a project file. */
  | { readonly kind: 'module'; readonly file: string }
  /** `scope` tells of objects, instances and functions in which call they were made. */
  | { readonly kind: 'object'; readonly node: ts.ObjectLiteralExpression; readonly scope?: Scope }
  /** `isLoose`: which of the items stand where, and whether all of them stay, is not told. `node` is what makes it, where others may add to it. */
  | { readonly kind: 'list'; readonly of: readonly Value[]; readonly isLoose?: boolean; readonly node?: ListNode }
  /** A `Map`, by its entries: lists of a key and a value. `isLoose`: some are set by functions, and may not be there yet. */
  | { readonly kind: 'map'; readonly of: readonly Value[]; readonly isLoose?: boolean; readonly node?: ListNode }
  /** An object that is put together by `Object.assign` or `Object.fromEntries`: its members. `isOpen`: it has others. */
  | { readonly kind: 'record'; readonly of: readonly (readonly [name: string, value: Value])[]; readonly isOpen?: boolean }
  | { readonly kind: 'pattern'; readonly node: ts.RegularExpressionLiteral }
  | { readonly kind: 'enum'; readonly node: ts.EnumDeclaration }
  | { readonly kind: 'namespace'; readonly node: ts.ModuleBlock }
  | { readonly kind: 'class'; readonly node: ts.ClassLikeDeclaration }
  | { readonly kind: 'instance'; readonly node: ts.ClassLikeDeclaration; readonly scope?: Scope }
  | FunctionValue

/** A function, and the call that it was made in. */
export interface FunctionValue {
  readonly kind: 'function'
  readonly node: FunctionNode
  readonly scope?: Scope
  /** The first arguments, by `bind`. */
  readonly bound?: readonly Value[]
}

/** What is known inside of a call: what it passes, and what the calls around pass. There is one object for all that are the same. */
export interface Scope {
  readonly id: number
  /** What is called, or the class whose members are read. */
  readonly of: ts.Node
  readonly passed: Passed
  /** What `this` is, where that is known. */
  readonly self: Value | null
  /** The item that is at hand, inside of a walk through a list. */
  readonly item: Item | null
  /** Of the call that what is called was made in. */
  readonly outer: Scope | null
}

/** By parameter; by the function itself, the list of all `arguments`. */
export type Passed = ReadonlyMap<ts.ParameterDeclaration | FunctionNode, Value>

/** What makes a list, a set or a map. */
export type ListNode = ts.ArrayLiteralExpression | ts.NewExpression

/** Whether a node makes something that others may add to: a list, a set, a map, an object. */
export function isContainer(node: ts.Node): node is ListNode | ts.ObjectLiteralExpression {
  return ts.isArrayLiteralExpression(node) || ts.isNewExpression(node) || ts.isObjectLiteralExpression(node)
}

export type Primitive = string | number | boolean | null | undefined

export type Made = Extract<Value, { kind: 'made' }>

/**
 * `module` is `@ampt/sdk` (or `@serverless/cloud`), `eventsModule` is `@ampt/sdk/events`, `neighbours` is any other module of Ampt: what
 * those have is known only as far as it runs functions of the app.
 */
export type SdkPart = 'module' | 'eventsModule' | 'events' | 'publish' | 'on' | 'neighbours' | Neighbour

export type Neighbour = 'api' | 'task' | 'schedule' | 'data' | 'storage' | 'ws'

export type FunctionNode =
  | ts.FunctionDeclaration
  | ts.FunctionExpression
  | ts.ArrowFunction
  | ts.MethodDeclaration
  | ts.ConstructorDeclaration
  | ts.AccessorDeclaration

export const unknown: Value = { kind: 'unknown' }
export const unknownArguments: Value = { kind: 'unknown', isMany: true }
export const otherArgument: Value = { kind: 'unknown', isOther: true }

/** Whether a value may be any. */
export function mayBeAny(value: Value): boolean {
  return value.kind === 'unknown' && value.isOther !== true
}

/** More alternatives than this say nothing to a reader; of the rest it is told what they have in common. */
const mostChoices = 200
/** Longer texts and lists are no names of events, and code that doubles them a few dozen times would fill the memory. */
const longestText = 10_000
const mostParts = 200
const mostItems = 2000

export function constant(value: Primitive): Value {
  return { kind: 'constant', value }
}

/** Every alternative once, in order; a single one stands for itself. */
export function choice(values: readonly Value[]): Value {
  if (values.length === 1) return values[0]!
  const distinct: Value[] = []
  const seen = new Set<unknown>()
  for (const value of values.flatMap((one) => (one.kind === 'choice' ? one.of : [one]))) {
    const key = identity(value)
    if (seen.has(key)) continue
    seen.add(key)
    distinct.push(value)
  }
  const kept = distinct.length > mostChoices ? [...distinct.slice(0, mostChoices), distinct.slice(mostChoices).reduce(widened)] : distinct
  return kept.length === 1 ? kept[0]! : kept.length === 0 ? unknown : { kind: 'choice', of: kept }
}

/** Whether a value counts as true; null where that is not told. */
export function truth(value: Value): boolean | null {
  const all = alternatives(value).map((one) =>
    // Of a text some part is known, so that it is not empty.
    one.kind === 'constant' ? Boolean(one.value) : one.kind === 'unknown' || one.kind === 'range' ? null : true,
  )
  return all.every((one) => one === all[0]) ? all[0]! : null
}

/** What `typeof` gives for one value. */
export function typeOf(value: Value): Value {
  switch (value.kind) {
    case 'constant':
      return constant(typeof value.value)
    case 'text':
      return constant('string')
    case 'range':
      return constant('number')
    case 'function':
    case 'class':
      return constant('function')
    case 'object':
    case 'list':
    case 'map':
    case 'record':
    case 'instance':
      return constant('object')
    default:
      return unknown
  }
}

/** The functions that a value may be, or holds as a list. */
export function functionsIn(value: Value): readonly FunctionValue[] {
  return alternatives(value).flatMap((one) => (one.kind === 'function' ? [one] : one.kind === 'list' ? one.of.flatMap(functionsIn) : []))
}

export function alternatives(value: Value): readonly Value[] {
  return value.kind === 'choice' ? value.of : [value]
}

/** What a value may be where it is used as a name: what may be missing there is checked before, `cond ? name : undefined`. */
export function namesAmong(value: Value): readonly Value[] {
  const all = alternatives(value)
  const there = all.filter((one) => !isNothing(one))
  return there.length === 0 ? all : there
}

export function isNothing(value: Value): boolean {
  return value.kind === 'constant' && (value.value === undefined || value.value === null)
}

/** The same for equal values, to tell new ones from known ones. */
export function identity(value: Value): unknown {
  const own = ownIdentity(value)
  return value.item === undefined ? own : `${asText(own)} #${placesOf(value.item)}`
}

function asText(identity: unknown): string {
  return typeof identity === 'string' ? identity : `@${nodeId(identity as object)}`
}

function ownIdentity(value: Value): unknown {
  switch (value.kind) {
    case 'constant':
      return `${typeof value.value} ${String(value.value)}`
    case 'text':
      return JSON.stringify(value.parts)
    case 'range':
      return `range ${value.min} ${value.max} ${value.isBelow}`
    case 'sdk':
      return value.bound === undefined ? `sdk ${value.part}` : `sdk ${value.part} ${value.bound.map(nodeId).join()}`
    case 'module':
      return `module ${value.file}`
    case 'unknown':
      return value.isOther === true ? 'other' : 'unknown'
    case 'list':
    case 'map':
    case 'choice':
      return value.of.length > longestIdentity
        ? value.of
        : `${value.kind}${isLoose(value) ? '~' : ''}${madeAt(value)} [${value.of.map(identityText).join()}]`
    case 'record':
      return value.of.length > longestIdentity
        ? value.of
        : `record [${value.of.map(([name, one]) => `${name}: ${identityText(one)}`).join()}]`
    case 'object':
    case 'instance':
    case 'function':
      return `@${nodeId(value.node)} ${value.kind} ${value.scope?.id ?? ''} ${boundTo(value).map(identityText).join()}`
    default:
      return value.node
  }
}

/** The first arguments of a function, that a call of it does not pass. */
export function boundTo(value: Value): readonly Value[] {
  return value.kind === 'function' ? (value.bound ?? []) : []
}

function madeAt(value: Value): string {
  return (value.kind === 'list' || value.kind === 'map') && value.node !== undefined ? ` @${nodeId(value.node)}` : ''
}

function isLoose(value: Value): boolean {
  return (value.kind === 'list' || value.kind === 'map') && value.isLoose === true
}

/** Longer lists are only the same as themselves. */
const longestIdentity = 20

function identityText(value: Value): string {
  return asText(identity(value))
}

const nodeIds = new WeakMap<object, number>()
let nodes = 0

export function nodeId(node: object): number {
  let id = nodeIds.get(node)
  if (id === undefined) nodeIds.set(node, (id = ++nodes))
  return id
}

/** `left + right` as strings, for each pair of alternatives. */
export function joinText(left: Value, right: Value): Value {
  return choice(eachPair(left, right, (one, other) => text([...partsOf(one), ...partsOf(other)])))
}

/** What is made of each two alternatives that can come together. */
export function eachPair(left: Value, right: Value, make: (one: Value, other: Value) => Value): readonly Value[] {
  return alternatives(left).flatMap((one) =>
    alternatives(right).flatMap((other) =>
      isApart(one.item, other.item) ? [] : [withItem(make(one, other), innerItem(one.item, other.item))],
    ),
  )
}

/** A list of items; what a long one holds after the first thousands is not told. */
export function list(of: readonly Value[], isLoose = false): Extract<Value, { kind: 'list' }> {
  if (of.length > mostItems) return { kind: 'list', of: [...of.slice(0, mostItems), unknown], isLoose: true }
  return isLoose ? { kind: 'list', of, isLoose } : { kind: 'list', of }
}

/** What two values have in common, as text: how it begins and ends. */
export function widened(one: Value, other: Value): Value {
  if (identity(one) === identity(other)) return one
  const [a, b] = [one, other].map((value) => (isText(value) ? partsOf(value) : [null]))
  const shortest = Math.min(lengthOf(a!), lengthOf(b!))
  const start = common(a![0] ?? '', b![0] ?? '')
  const end = common(reversed(a!.at(-1) ?? ''), reversed(b!.at(-1) ?? '')).slice(0, shortest - start.length)
  return text([start, null, reversed(end)])
}

function isText(value: Value): boolean {
  return value.kind === 'text' || (value.kind === 'constant' && typeof value.value === 'string')
}

function lengthOf(parts: readonly (string | null)[]): number {
  return parts.reduce((length, part) => length + (part?.length ?? 0), 0)
}

function common(a: string, b: string): string {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return a.slice(0, length)
}

function reversed(text: string): string {
  return [...text].reverse().join('')
}

export function withItem(value: Value, item: Item | undefined): Value {
  if (item === undefined) return value
  return value.kind === 'choice' ? { kind: 'choice', of: value.of.map((one) => withItem(one, item)) } : { ...value, item }
}

export function withoutItem({ item: _, ...value }: Value): Value {
  return value
}

/** What a value reads as inside a template literal. */
export function partsOf(value: Value): readonly (string | null)[] {
  if (value.kind === 'constant') return [String(value.value)]
  return value.kind === 'text' ? value.parts : [null]
}

function text(parts: readonly (string | null)[]): Value {
  const merged: (string | null)[] = []
  for (const part of parts.filter((one) => one !== '')) {
    const last = merged.at(-1)
    if (typeof part === 'string' && typeof last === 'string') merged[merged.length - 1] = last + part
    else if (part !== null || last !== null) merged.push(part)
  }
  if (merged.length > mostParts || lengthOf(merged) > longestText) return unknown
  if (merged.length === 0) return constant('')
  if (merged.length === 1) return merged[0] === null ? unknown : constant(merged[0])
  return { kind: 'text', parts: merged }
}
