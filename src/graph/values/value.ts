import { ts } from 'ts-morph'
import { innerItem, isApart, type Item } from './item'
import type { FunctionNode } from '../syntax/functionAround'
import type { SdkPart } from '../modules/resolveModule'

/**
 * What the evaluation of an expression gives without running anything. It covers what names, delays and call sites are built from;
 * all else is `unknown`, never a guess.
 */
export type Value = Shape & {
  /** Which item of a list that is walked through it comes from: parts of different items never stand side by side. */
  readonly item?: Item
  /** The keys that are taken out of it: `const { handler, ...options } = definition`. */
  readonly without?: ReadonlySet<string>
  /** In a list: it stands for any number of items, such as all of a list that is not told and spread there, or for what is made of each. */
  readonly isSeveral?: boolean
}

type Shape =
  /**
   * `isMany`: of arguments, any number of them. `isOther`: nothing that known calls pass. `isObject`: what `new` made of a class that is not
   * known. `made`: the one that is made there, a symbol too, and in the call of `scope`. `by`: the call of what is no part of the project that made it of a function.
   */
  | {
      readonly kind: 'unknown'
      readonly isMany?: boolean
      readonly isOther?: boolean
      readonly isObject?: boolean
      readonly made?: ts.CallExpression | ts.NewExpression
      readonly scope?: Scope
      readonly by?: ts.CallExpression
    }
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
  /** What a call of a part of the SDK gave, such as `task('nightly', …)`, or a router of another module, or what makes procedures; `of` is what it was called on, as in `api('main').router('/users')`. */
  | {
      readonly kind: 'made'
      readonly part: SdkPart | 'router' | 'trpc'
      readonly node: ts.CallExpression | ts.NewExpression
      readonly of: Made | null
      readonly scope?: Scope
    }
  /** The namespace of a project file. */
  | { readonly kind: 'module'; readonly file: string }
  /** `scope` tells of objects, classes, instances, functions and what the SDK or a package made in which call they were made. */
  | { readonly kind: 'object'; readonly node: ts.ObjectLiteralExpression; readonly scope?: Scope }
  /** `isLoose`: which of the items stand where, and whether all of them stay, is not told. `node` is what makes it, where others may add to it. */
  | { readonly kind: 'list'; readonly of: readonly Value[]; readonly isLoose?: boolean; readonly node?: ListNode }
  /** A `Map`, by its entries: lists of a key and a value. `isLoose`: some are set by functions, and may not be there yet. */
  | { readonly kind: 'map'; readonly of: readonly Value[]; readonly isLoose?: boolean; readonly node?: ListNode }
  /** An object that is put together by `Object.assign` or `Object.fromEntries`: its members. `isOpen`: it has others. */
  | { readonly kind: 'record'; readonly of: readonly (readonly [name: string, value: Value])[]; readonly isOpen?: boolean }
  /** A function of the language such as `String`. */
  | { readonly kind: 'conversion'; readonly name: string }
  | { readonly kind: 'pattern'; readonly node: ts.RegularExpressionLiteral }
  | { readonly kind: 'enum'; readonly node: ts.EnumDeclaration }
  | { readonly kind: 'namespace'; readonly node: ts.ModuleBlock }
  | { readonly kind: 'class'; readonly node: ts.ClassLikeDeclaration; readonly scope?: Scope }
  /**
   * `made`: the ones that are made there, and given by these calls, the innermost first. `step`: what was called on it last, as in a chain of calls.
   * `isFresh`: nothing came between that and the call at hand.
   */
  | {
      readonly kind: 'instance'
      readonly node: ts.ClassLikeDeclaration
      readonly scope?: Scope
      readonly made?: readonly Making[]
      readonly step?: Step
      readonly isFresh?: boolean
    }
  /** What `new` makes of a function that is no class. */
  | { readonly kind: 'built'; readonly node: FunctionNode; readonly scope?: Scope }
  | FunctionValue

export type Making = ts.NewExpression | ts.CallExpression

/** A call of an object's own method that gives the object back: `message.to('paid')`. */
export interface Step {
  readonly call: ts.CallExpression
  /** Inside of the call. */
  readonly scope: Scope
  readonly before: Step | undefined
  /** Whether it took steps of its own. */
  readonly isOuter: boolean
  /** Whether nothing came between the step before and this. */
  readonly isFresh: boolean
}

/** A function, and the call that it was made in. */
export interface FunctionValue {
  readonly kind: 'function'
  readonly node: FunctionNode
  readonly scope?: Scope
  /** The first arguments, by `bind`. */
  readonly bound?: readonly Value[]
  /** What `Object.assign` gave it. */
  readonly members?: Value
  /** Its calls do not give what it returns, as those of what `promisify` makes. */
  readonly isCalledBack?: true
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

/** What others may add to, or write to: a list, a set, a map, an object, and by its name a class with its instances. */
export type Container = ListNode | ts.ObjectLiteralExpression | ts.Identifier

export function isContainer(node: ts.Node): node is Container {
  return ts.isArrayLiteralExpression(node) || ts.isNewExpression(node) || ts.isObjectLiteralExpression(node) || ts.isIdentifier(node)
}

export type Primitive = string | number | boolean | null | undefined

export type Made = Extract<Value, { kind: 'made' }>
export const unknown: Value = { kind: 'unknown' }
export const unknownArguments: Value = { kind: 'unknown', isMany: true }
export const otherArgument: Value = { kind: 'unknown', isOther: true }
/** All items of a list that is not told. */
export const otherItems: Value = { kind: 'unknown', isSeveral: true }
export const someObject: Value = { kind: 'unknown', isObject: true }

/** Whether a value may be any. */
export function mayBeAny(value: Value): value is Extract<Value, { kind: 'unknown' }> {
  return value.kind === 'unknown' && value.isOther !== true
}

/** Longer lists tell no names of events, and code that doubles them a few dozen times would fill the memory. */
const mostItems = 2000

export function constant(value: Primitive): Value {
  return { kind: 'constant', value }
}

/** Whether a value counts as true; null where that is not told. */
export function truth(value: Value): boolean | null {
  const all = alternatives(value).map(truthOfOne)
  return all.every((one) => one === all[0]) ? all[0]! : null
}

function truthOfOne(value: Value): boolean | null {
  switch (value.kind) {
    case 'constant':
      return Boolean(value.value)
    case 'unknown':
      return value.isObject === true || null
    case 'range':
      return value.min > 0 || value.max < 0 || null
    default:
      // Of a text some part is known, so that it is not empty.
      return true
  }
}

const typesOfKinds: Readonly<Partial<Record<Value['kind'], string>>> = {
  ...{ text: 'string', range: 'number', function: 'function', class: 'function', conversion: 'function' },
  ...{ object: 'object', list: 'object', map: 'object', record: 'object', instance: 'object', built: 'object' },
}

/** What `typeof` gives for one value. */
export function typeofValue(value: Value): Value {
  const type = value.kind === 'constant' ? typeof value.value : isObject(value) ? 'object' : typesOfKinds[value.kind]
  return type === undefined ? unknown : constant(type)
}

/** Whether a value is an object of which no more is known. */
export function isObject(value: Value): boolean {
  return value.kind === 'unknown' && value.isObject === true
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

export function withItem(value: Value, item: Item | undefined): Value {
  if (item === undefined) return value
  return value.kind === 'choice' ? { kind: 'choice', of: value.of.map((one) => withItem(one, item)) } : { ...value, item }
}

/** What is left of a value where keys are taken out of it. */
export function withoutKeys(value: Value, keys: readonly string[]): Value {
  if (value.kind === 'unknown' || keys.length === 0) return value
  if (value.kind === 'choice') return { ...value, of: value.of.map((one) => withoutKeys(one, keys)) }
  return { ...value, without: new Set([...(value.without ?? []), ...keys]) }
}

export function withoutItem({ item: _, ...value }: Value): Value {
  return value
}

/** What was called on an object, the last first. */
export function stepsOf({ step }: { readonly step?: Step | undefined }): readonly Step[] {
  const steps: Step[] = []
  for (let one = step; one !== undefined; one = one.before) steps.push(one)
  return steps
}

/** An object as whoever keeps it finds it later. */
export function withoutFreshness({ isFresh: _, ...object }: Extract<Value, { kind: 'instance' }>): Extract<Value, { kind: 'instance' }> {
  return object
}

/** The first arguments of a function, that a call of it does not pass. */
export function boundTo(value: Value): readonly Value[] {
  return value.kind === 'function' ? (value.bound ?? []) : []
}
