import { ts } from 'ts-morph'
import { assignedValues } from './assignedValues'
import { asMethod, basesOf, builtMember } from './builtMembers'
import { classMember, classOf, instanceMember } from './classMembers'
import type { Evaluator } from './evaluate'
import { innerItem } from './item'
import { moduleExports, lacksExport } from '../modules/moduleExports'
import { exportedNames } from './moduleValues'
import { keyOf, keysOfObject, memberOfObject } from './objectMembers'
import { methodOf } from '../syntax/prototypes'
import { declaredIn } from '../syntax/scope'
import { sdkMember } from './sdkMember'
import { choice } from './choice'
import { partsOf } from './text'
import { alternatives, constant, isNothing, otherArgument, unknown, withItem, type Value } from './value'
import { writtenTo } from './written'
import type { FunctionNode } from '../syntax/functionAround'

/** `value.name`: unknown where the value is, `undefined` where an object literal does not have it. */
export function memberOf(evaluator: Evaluator, value: Value, name: string): Value {
  const found = value.without?.has(name) === true ? constant(undefined) : ownMember(evaluator, value, name)
  // What a member of an item is, is of that item.
  return found.kind === 'choice' ? found : withItem(found, innerItem(found.item, value.item))
}

function ownMember(evaluator: Evaluator, value: Value, name: string): Value {
  switch (value.kind) {
    case 'choice':
      return choice(evaluator.eachOf(value.of, (one) => withItem(memberOf(evaluator, one, name), one.item)))
    case 'unknown':
      return value.isOther === true ? otherArgument : unknown
    case 'sdk':
      return sdkMember(value.part, name)
    case 'made':
      // t.procedure, t.router
      return value.part === 'trpc' ? value : unknown
    case 'module':
      return ofModule(evaluator, value.file, name)
    case 'object':
      return putInto(
        evaluator,
        evaluator.within(value.scope ?? null, () => memberOfObject(evaluator, value.node, name)),
        value,
      )
    case 'function': {
      const given = value.members === undefined ? constant(undefined) : evaluator.member(value.members, name)
      if (!isNothing(given)) return given
      return evaluator.within(value.scope ?? null, () => functionMember(evaluator, value.node, name))
    }
    case 'record':
      return putInto(
        evaluator,
        value.of.findLast(([one]) => one === name)?.[1] ?? (value.isOpen === true ? unknown : constant(undefined)),
        value,
      )
    case 'list':
      return ofList(value, name)
    case 'enum':
    case 'namespace': {
      const found = declaredIn(value.node, name)
      return found !== null ? evaluator.declared(found) : value.kind === 'enum' ? nameInEnum(evaluator, value.node, name) : unknown
    }
    case 'class':
      return classMember(evaluator, value, name) ?? wantedOf(evaluator, value.node)
    case 'instance':
      if (name === 'constructor') return classOf(value)
      return instanceMember(evaluator, value, name) ?? unknown
    case 'built':
      return builtMember(evaluator, value, name)
    case 'constant':
      if (typeof value.value === 'string') return ofText(value.value, name)
      // `options?.after` of none.
      return value.value === null || value.value === undefined ? constant(undefined) : unknown
    default:
      return unknown
  }
}

/** A method of another object that is spread, or copied: `this` in it is what has it. */
function putInto(evaluator: Evaluator, value: Value, self: Extract<Value, { kind: 'object' | 'record' }>): Value {
  const isOther = (one: Value): boolean => {
    const object = one.kind === 'function' ? methodOf(one.node).object : null
    return object !== null && (self.kind === 'record' || object !== self.node)
  }
  return choice(alternatives(value).map((one) => (isOther(one) ? withItem(asMethod(evaluator, one, self), one.item) : one)))
}

/** What a module exports, or is given elsewhere: `store.bus = events`. */
function ofModule(evaluator: Evaluator, file: string, name: string): Value {
  const own = evaluator.exported(file, name)
  const source = own.kind === 'unknown' || isNothing(own) ? evaluator.project.source(file) : null
  if (source === null) return own
  const given = writtenTo(evaluator, source, name, { kind: 'module', file })
  return given.length > 0 ? choice(given) : lacksExport(source, name) ? constant(undefined) : own
}

function ofList({ of, isLoose }: Extract<Value, { kind: 'list' }>, name: string): Value {
  if (name === 'length' && isLoose !== true) return constant(of.length)
  // The methods are no items.
  if (!/^-?\d+$/.test(name)) return unknown
  if (isLoose === true) return choice(of)
  // What is to come into an empty one may come in ways that are not told.
  return of[Number(name)] ?? (of.length > 0 ? constant(undefined) : unknown)
}

/** The name of the member that has a number. */
function nameInEnum(evaluator: Evaluator, { members }: ts.EnumDeclaration, number: string): Value {
  const found = members.find((one) => partsOf(evaluator.declared(one))[0] === number)
  return found !== undefined && ts.isIdentifier(found.name) ? constant(found.name.text) : unknown
}

function ofText(text: string, name: string): Value {
  if (name === 'length') return constant(text.length)
  return /^\d+$/.test(name) ? constant(text[Number(name)]) : unknown
}

/** Which class it is, those who call on it tell. */
function wantedOf(evaluator: Evaluator, node: ts.ClassLikeDeclaration): Value {
  evaluator.want(node)
  return unknown
}

/** `fire.later = …`, and `module.exports.later = …` where the function is what the module gives. */
function functionMember(evaluator: Evaluator, node: FunctionNode, name: string): Value {
  const owner = ts.isVariableDeclaration(node.parent) ? node.parent : node
  const values = assignedValues(evaluator, owner, name)
  if (values.length > 0) return choice(values)
  if (name === 'super_') return choice(basesOf(evaluator, owner))
  const { named, assigned } = moduleExports(node.getSourceFile())
  const added = named.get(name)
  if (added?.kind !== 'expression' || assigned === null) return unknown
  const given = evaluator.evaluate(assigned)
  return given.kind === 'function' && given.node === node ? evaluator.evaluate(added.node) : unknown
}

/** `value[key]` for a key that is not known: any of its members, where the text lists them all. */
export function anyMember(evaluator: Evaluator, value: Value): Value {
  const names = memberNames(evaluator, value)
  if (value.kind === 'list') return choice(value.of)
  return names === null ? unknown : choice(names.map((name) => memberOf(evaluator, value, name)))
}

/** The names of an object's or enum's members; null where the text does not list them all. */
export function memberNames(evaluator: Evaluator, value: Value): string[] | null {
  const names = allNames(evaluator, value)
  return value.without === undefined || names === null ? names : names.filter((name) => !value.without!.has(name))
}

/** Whether an object has a key, where its literal says all that it has. */
export function hasKey(evaluator: Evaluator, object: Value, key: Value): Value {
  if (object.kind === 'choice') return choice(object.of.map((one) => hasKey(evaluator, one, key)))
  const names = object.kind === 'object' ? memberNames(evaluator, object) : null
  // What is set later may not be there yet, and what is spread may be missing.
  const isWritten =
    object.kind === 'object' && names !== null && names.every((name) => object.node.properties.some((one) => one.name?.getText() === name))
  if (!isWritten || key.kind !== 'constant') return unknown
  return constant(names.includes(String(key.value)))
}

function allNames(evaluator: Evaluator, value: Value): string[] | null {
  if (value.kind === 'choice') return namesOfAll(value.of.filter((one) => !isNothing(one)).map((one) => memberNames(evaluator, one)))
  if (value.kind === 'record' && value.isOpen === true) return null
  if (value.kind === 'record') return [...new Set(value.of.map(([name]) => name))]
  if (value.kind === 'module') return exportedNames(evaluator, value.file)
  if (value.kind !== 'object' && value.kind !== 'enum') return null
  const keys =
    value.kind === 'enum'
      ? value.node.members.map(({ name }) => keyOf(evaluator, name))
      : evaluator.within(value.scope ?? null, () => keysOfObject(evaluator, value.node))
  return keys.every((one) => one.kind === 'constant') ? [...new Set(keys.map((one) => String(one.value)))] : null
}

function namesOfAll(all: readonly (readonly string[] | null)[]): string[] | null {
  return all.includes(null) ? null : [...new Set(all.flatMap((names) => names ?? []))]
}
