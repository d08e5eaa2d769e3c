import { ts } from 'ts-morph'
import { memberByType } from './declaredType'
import type { Evaluator } from './evaluate'
import { itemOf, withType } from './evaluateDeclaration'
import { inferredClasses } from './inferredClass'
import { moduleExports } from './moduleExports'
import { namesOf } from './members'
import { argumentValues } from './passedTo'
import { makesRouter } from './routers'
import { lookup } from './scope'
import { sdkNames } from './sdkMember'
import { unwrapped } from './unwrapped'
import { alternatives, boundTo, choice, constant, identity, joinText, list, unknown, type Primitive, type Value } from './value'

/** What a call gives, for the calls that constants and imports are made of. */
export function evaluateCall(evaluator: Evaluator, node: ts.CallExpression): Value {
  const callee = node.expression
  const [first, second] = node.arguments
  if (isModuleCall(node)) return requiredBy(evaluator, node, callee.kind === ts.SyntaxKind.ImportKeyword) ?? unknown
  const wrapped = first !== undefined && ts.isCallExpression(first) && isInterop(callee) ? requiredBy(evaluator, first) : null
  if (wrapped !== null) return wrapped
  if (ts.isIdentifier(callee) && Object.hasOwn(conversions, callee.text) && first !== undefined && isGlobal(callee)) {
    return conversions[callee.text]!(evaluator.evaluate(first), second && evaluator.evaluate(second))
  }
  if (ts.isPropertyAccessExpression(callee) && callee.expression.kind !== ts.SyntaxKind.SuperKeyword) {
    const { expression: object, name } = callee
    if (ts.isIdentifier(object) && Object.hasOwn(globalCalls, object.text) && isGlobal(object)) {
      return globalCalls[object.text]!(evaluator, name.text, argumentValues(evaluator, node.arguments, 0))
    }
    const value = evaluator.evaluate(object)
    if (value.kind === 'made') return { kind: 'made', part: value.part, node, of: value }
    if (name.text === 'bind' && (value.kind === 'sdk' || value.kind === 'function')) return bound(evaluator, value, node.arguments.slice(1))
    if (name.text === 'then' && first !== undefined && value.kind !== 'unknown') {
      const next = evaluator.evaluate(first)
      return next.kind === 'function' ? evaluator.returned(next, [value]) : unknown
    }
    const builtIn = methodCall(evaluator, value, name.text, node.arguments) ?? takenOf(evaluator, value, name.text, node)
    return builtIn ?? returnedOf(evaluator, evaluator.member(value, name.text), node)
  }
  return returnedOf(evaluator, evaluator.evaluate(callee), node)
}

/** `send.bind(null, 'mail')` */
function bound(evaluator: Evaluator, value: Extract<Value, { kind: 'sdk' | 'function' }>, args: readonly ts.Expression[]): Value {
  if (args.length === 0) return value
  if (args.some(ts.isSpreadElement)) return unknown
  if (value.kind === 'sdk') return { ...value, bound: [...(value.bound ?? []), ...args] }
  return { ...value, bound: [...boundTo(value), ...args.map((one) => evaluator.evaluate(one))] }
}

function returnedOf(evaluator: Evaluator, called: Value, node: ts.CallExpression): Value {
  if (called.kind === 'sdk') return { kind: 'made', part: called.part, node, of: null }
  if (called.kind === 'unknown' && makesRouter(evaluator, node)) return { kind: 'made', part: 'router', node, of: null }
  if (called.kind === 'unknown') return resolvedByType(evaluator, node)
  if (called.kind !== 'function') return unknown
  const value = evaluator.returned(called, argumentValues(evaluator, node.arguments, called.node.parameters.length))
  if (value.kind !== 'unknown') return value
  const classes = inferredClasses(evaluator, called.node, node)
  return withType(evaluator, choice(classes.map((one): Value => ({ kind: 'instance', node: one }))), called.node.type)
}

/** `container.resolve(Mailer)` of a container that is known by its type alone. */
function resolvedByType(evaluator: Evaluator, node: ts.CallExpression): Value {
  const isOfClass = node.arguments.some(
    (one) => ts.isIdentifier(one) && alternatives(evaluator.evaluate(one)).some(({ kind }) => kind === 'class'),
  )
  const member = isOfClass ? memberByType(evaluator, node.expression)?.member : undefined
  if (member === undefined) return unknown
  return choice(inferredClasses(evaluator, member, node).map((one): Value => ({ kind: 'instance', node: one })))
}

/** What `require` and `import()` give. `require` gives `module.exports` where the file sets it, both else the namespace. */
export function moduleOfCall(evaluator: Evaluator, file: string, specifier: string, isImport = false): Value {
  const target = evaluator.imported(file, specifier, null)
  if (target.kind !== 'module' || isImport) return target
  const source = evaluator.project.source(target.file)
  const assigned = source === null ? null : moduleExports(source).assigned
  if (source === null || assigned === null) return target
  const value = evaluator.evaluate(assigned)
  // To what is assigned more may be added: module.exports.name = …
  const { named, computed } = moduleExports(source)
  return value.kind === 'object' && named.size + computed.length > 0 ? target : value
}

/** What a call of `require` or `import` gives; null where it is none, or the module is not told. */
function requiredBy(evaluator: Evaluator, node: ts.CallExpression, isImport = true): Value | null {
  const [first] = node.arguments
  const specifier = first === undefined || !isModuleCall(node) ? unknown : evaluator.evaluate(first)
  if (specifier.kind !== 'constant' || typeof specifier.value !== 'string') return null
  return moduleOfCall(evaluator, node.getSourceFile().fileName, specifier.value, isImport)
}

/** Functions of compilers that make the namespace of an `import` of what `require` gives. */
const interop = /^_*(?:importStar|importDefault|toESM|interopRequire(?:Default|Wildcard))$/

function isInterop(callee: ts.Expression): boolean {
  const inner = unwrapped(callee)
  if (inner !== null) return isInterop(inner)
  // (0, tslib_1.__importStar)(…)
  if (ts.isBinaryExpression(callee)) return isInterop(callee.right)
  return interop.test(ts.isPropertyAccessExpression(callee) ? callee.name.text : ts.isIdentifier(callee) ? callee.text : '')
}

function isModuleCall({ expression }: ts.CallExpression): boolean {
  if (expression.kind === ts.SyntaxKind.ImportKeyword) return true
  if (!ts.isIdentifier(expression) || expression.text !== 'require') return false
  const declaration = lookup(expression, 'require')
  if (declaration === null) return true
  // const require = createRequire(import.meta.url)
  return (
    ts.isVariableDeclaration(declaration) &&
    declaration.initializer !== undefined &&
    ts.isCallExpression(declaration.initializer) &&
    declaration.initializer.expression.getText() === 'createRequire'
  )
}

function isGlobal(node: ts.Identifier): boolean {
  return lookup(node, node.text) === null
}

function objectCall(evaluator: Evaluator, name: string, [first, ...others]: readonly Value[]): Value {
  if (first === undefined) return unknown
  if (name === 'freeze' || name === 'seal') return first
  if (name === 'assign') return assembled(evaluator, [first, ...others])
  if (name === 'fromEntries') return fromEntries(evaluator, first)
  if (name !== 'values' && name !== 'keys' && name !== 'entries') return unknown
  const names = namesOf(evaluator, first)
  if (names === null) return unknown
  const valueOf = (key: string): Value => evaluator.member(first, key)
  const item = { keys: constant, values: valueOf, entries: (key: string): Value => ({ kind: 'list', of: [constant(key), valueOf(key)] }) }[
    name
  ]
  return { kind: 'list', of: names.map(item) }
}

/** What `Object.assign` makes of objects whose members are all told. */
function assembled(evaluator: Evaluator, objects: readonly Value[]): Value {
  const members: (readonly [string, Value])[] = []
  for (const object of objects) {
    const names = object.kind === 'sdk' ? sdkNames(object.part) : namesOf(evaluator, object)
    if (names === null) return unknown
    for (const name of names) members.push([name, evaluator.member(object, name)])
  }
  return objects.some(({ kind }) => kind === 'sdk') ? { kind: 'record', of: members, isOpen: true } : { kind: 'record', of: members }
}

function fromEntries(evaluator: Evaluator, entries: Value): Value {
  if (entries.kind !== 'list' && entries.kind !== 'map') return unknown
  const members: (readonly [string, Value])[] = []
  for (const entry of entries.of) {
    const key = evaluator.member(entry, '0')
    if (key.kind !== 'constant') return unknown
    members.push([String(key.value), evaluator.member(entry, '1')])
  }
  return { kind: 'record', of: members }
}

/** Functions of Math that give the same for the same; `random` is not among them. */
const math: Readonly<Record<string, (...values: number[]) => number>> = {
  abs: Math.abs,
  ceil: Math.ceil,
  floor: Math.floor,
  max: Math.max,
  min: Math.min,
  pow: Math.pow,
  round: Math.round,
  trunc: Math.trunc,
}

/** Global functions that make text or a number of a value. */
const conversions: Readonly<Record<string, (value: Value, radix?: Value) => Value>> = {
  String: (value) => joinText(constant(''), value),
  Number: (value) => (value.kind === 'constant' ? constant(Number(value.value)) : unknown),
  parseFloat: (value) => (value.kind === 'constant' ? constant(parseFloat(String(value.value))) : unknown),
  parseInt: (value, radix = constant(undefined)) =>
    value.kind === 'constant' && radix.kind === 'constant' ? constant(parseInt(String(value.value), Number(radix.value))) : unknown,
}

function mathCall(_: Evaluator, name: string, args: readonly Value[]): Value {
  const compute = Object.hasOwn(math, name) ? math[name] : undefined
  const numbers = args.flatMap((value) => (value.kind === 'constant' && typeof value.value === 'number' ? [value.value] : []))
  return compute === undefined || numbers.length !== args.length ? unknown : constant(compute(...numbers))
}

/** What promises hold is not told apart from them. */
function promiseCall(_: Evaluator, name: string, [first = unknown]: readonly Value[]): Value {
  return name === 'all' || name === 'resolve' ? first : unknown
}

const globalCalls: Readonly<Record<string, (evaluator: Evaluator, name: string, args: readonly Value[]) => Value>> = {
  Object: objectCall,
  Math: mathCall,
  Promise: promiseCall,
}

/** `queue.shift()`: any item of the list, as a walk meets it. */
function takenOf(evaluator: Evaluator, value: Value, name: string, node: ts.CallExpression): Value | null {
  return value.kind === 'list' && ['shift', 'pop', 'at', 'find', 'findLast'].includes(name) ? itemOf(evaluator, value, node) : null
}

const textMethods: Readonly<Record<string, (text: string) => Primitive>> = {
  toLowerCase: (text) => text.toLowerCase(),
  toUpperCase: (text) => text.toUpperCase(),
  toString: String,
  trim: (text) => text.trim(),
}

function methodCall(evaluator: Evaluator, value: Value, name: string, args: readonly ts.Expression[]): Value | null {
  if (value.kind === 'list' && name === 'join') {
    if (value.isLoose === true) return unknown
    const separator = args[0] === undefined ? constant(',') : evaluator.evaluate(args[0])
    return value.of.reduce<Value>((left, item, index) => joinText(index === 0 ? left : joinText(left, separator), item), constant(''))
  }
  if (value.kind === 'map' && name === 'get' && args[0] !== undefined) {
    const keys = alternatives(evaluator.evaluate(args[0])).map(identity)
    const entries = value.of.map((entry) => ({ key: evaluator.member(entry, '0'), value: evaluator.member(entry, '1') }))
    const isTold = [...keys, ...entries.map(({ key }) => identity(key))].every((one) => typeof one === 'string' && /^\w+ /.test(one))
    const found = entries.filter(({ key }) => !isTold || keys.includes(identity(key)))
    return choice(found.map((one) => one.value))
  }
  if ((value.kind === 'map' && name === 'set') || (value.kind === 'list' && name === 'add')) return withAdded(evaluator, value, args)
  if (value.kind === 'list') {
    if (name === 'map' && args[0] !== undefined) {
      const run = evaluator.evaluate(args[0])
      if (run.kind === 'function') {
        return list(
          value.of.map((one, index) => evaluator.returned(run, [one, constant(index)])),
          value.isLoose,
        )
      }
    }
    if (name === 'slice' && value.isLoose !== true) {
      const bounds = args.map((argument) => evaluator.evaluate(argument))
      const numbers = bounds.flatMap((one) => (one.kind === 'constant' && typeof one.value === 'number' ? [one.value] : []))
      if (numbers.length === bounds.length) return { kind: 'list', of: value.of.slice(...numbers) }
    }
    if ((name === 'reverse' || name === 'toReversed') && value.isLoose !== true) return { kind: 'list', of: value.of.toReversed() }
    // Which of them stay, and where, is not told; any may.
    if (['filter', 'slice', 'sort', 'toSorted', 'reverse', 'toReversed'].includes(name)) return list(value.of, true)
  }
  const all = alternatives(value)
  const texts = all.flatMap((one) => (one.kind === 'constant' && typeof one.value === 'string' ? [one.value] : []))
  if (texts.length === 0 || texts.length !== all.length) return null
  if (name === 'concat') return args.reduce<Value>((left, argument) => joinText(left, evaluator.evaluate(argument)), value)
  const method = Object.hasOwn(textMethods, name) ? textMethods[name] : undefined
  return method === undefined ? null : choice(texts.map((text) => constant(method(text))))
}

/** `new Map().set('a', run)`: of a variable, what is added is among the items already. */
function withAdded(evaluator: Evaluator, value: Extract<Value, { kind: 'list' | 'map' }>, args: readonly ts.Expression[]): Value {
  const values = args.map((one) => evaluator.evaluate(one))
  const added: Value = value.kind === 'map' ? { kind: 'list', of: values } : (values[0] ?? unknown)
  return value.of.some((one) => identity(one) === identity(added)) ? value : { ...value, of: [...value.of, added] }
}
