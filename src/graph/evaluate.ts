import { ts } from 'ts-morph'
import { assignmentsTo } from './assignments'
import { calculate } from './calculate'
import { evaluateCall, moduleOfCall } from './evaluateCall'
import { classMember, instanceMember, thisValue } from './classMembers'
import { moduleExports } from './moduleExports'
import type { Project } from './project'
import { declaredIn, lookup } from './scope'
import { alternatives, choice, constant, identity, joinText, partsOf, unknown, type FunctionNode, type SdkPart, type Value } from './value'

// Works out what an expression stands for by following names through scopes, files and parameters: no type checker (it answers
// `string` for an imported template constant, and costs ten times as much).

export interface Evaluator {
  readonly project: Project
  evaluate(node: ts.Expression): Value
  /** The value that a declaration, found by `lookup`, gives its name. */
  declared(node: ts.Node): Value
  /** `value.name`. */
  member(value: Value, name: string): Value
  /** What a file exports under a name. */
  exported(file: string, name: string): Value
  /** What `specifier` gives in `file`: its namespace, or one of its names. */
  imported(file: string, specifier: string, name: string | null): Value
  /** What the function's body returns for these arguments, when it is a single expression. */
  returned(node: FunctionNode, args: readonly Value[]): Value
  /** Adds what calls pass for a parameter. True when that is new. */
  bind(parameter: ts.ParameterDeclaration, value: Value): boolean
  /** Adds a class that extends `base`. True when that is new. */
  addSubclass(base: ts.ClassLikeDeclaration, subclass: ts.ClassLikeDeclaration): boolean
  subclasses(base: ts.ClassLikeDeclaration): readonly ts.ClassLikeDeclaration[]
  /** The value of an expression, and what else would have to be known for all of it. */
  evaluateAsking(node: ts.Expression): { readonly value: Value; readonly wanted: ReadonlySet<Wanted> }
  /** Says that the evaluation at hand would need this. */
  want(wanted: Wanted): void
}

/** What callers pass for a parameter; what subclasses put in place of a class's members. */
export type Wanted = ts.ParameterDeclaration | ts.ClassLikeDeclaration

/** Deeper than this is a recursion of the app, not a constant. */
const deepestCall = 16
/** Calls that one expression may lead to: budgets, not hangs. */
const mostCalls = 200

export function createEvaluator(project: Project): Evaluator {
  const bound = new Map<ts.ParameterDeclaration, Map<unknown, Value>>()
  const subclasses = new Map<ts.ClassLikeDeclaration, Set<ts.ClassLikeDeclaration>>()
  /** Being evaluated now: what is met again refers to itself, and is unknown. */
  const active = new Set<unknown>()
  /** Values by node, as long as nothing new is bound. Each with what it wanted, for those who ask a second time. */
  let known = new WeakMap<ts.Node, { readonly value: Value; readonly wanted: ReadonlySet<Wanted> | null }>()
  let wanted: Set<Wanted> | null = null
  let frames: readonly ReadonlyMap<ts.ParameterDeclaration, Value>[] = []
  let calls = 0

  const evaluator: Evaluator = {
    project,
    evaluate,
    evaluateAsking(node) {
      const outer = wanted
      wanted = null
      const value = evaluate(node)
      const result = { value, wanted: wanted ?? new Set<Wanted>() }
      wanted = outer
      return result
    },
    want,
    declared,
    member,
    exported,
    imported,
    returned,
    bind(parameter, value) {
      const values = bound.get(parameter) ?? new Map<unknown, Value>()
      const before = values.size
      for (const one of alternatives(value)) if (!values.has(identity(one))) values.set(identity(one), one)
      bound.set(parameter, values)
      if (values.size === before) return false
      known = new WeakMap()
      return true
    },
    addSubclass(base, subclass) {
      const found = subclasses.get(base) ?? new Set()
      subclasses.set(base, found)
      if (found.has(subclass)) return false
      found.add(subclass)
      known = new WeakMap()
      return true
    },
    subclasses: (base) => [...(subclasses.get(base) ?? [])],
  }

  function want(one: Wanted): void {
    wanted = (wanted ?? new Set()).add(one)
  }

  /** Evaluates once at a time: what needs itself is unknown. */
  function guarded(key: unknown, compute: () => Value): Value {
    if (active.has(key)) return unknown
    if (active.size === 0) calls = 0
    active.add(key)
    try {
      return compute()
    } finally {
      active.delete(key)
    }
  }

  /** Evaluates a node once, unless it stands in a function that is being called: there it hangs on the arguments. */
  function remembered(node: ts.Node, compute: () => Value): Value {
    if (frames.length > 0) return guarded(node, compute)
    let found = known.get(node)
    if (found === undefined) {
      if (active.has(node)) return unknown
      const outer = wanted
      wanted = null
      try {
        found = { value: guarded(node, compute), wanted }
      } finally {
        wanted = outer
      }
      known.set(node, found)
    }
    found.wanted?.forEach(want)
    return found.value
  }

  function evaluate(node: ts.Expression): Value {
    if (ts.isStringLiteralLike(node)) return constant(node.text)
    if (ts.isIdentifier(node)) return identifier(node)
    if (ts.isPropertyAccessExpression(node)) return access(node, node.expression, constant(node.name.text))
    if (ts.isElementAccessExpression(node)) return access(node, node.expression, evaluate(node.argumentExpression))
    if (ts.isNumericLiteral(node)) return constant(Number(node.text))
    if (ts.isTemplateExpression(node)) {
      return node.templateSpans.reduce(
        (left, span) => joinText(joinText(left, evaluate(span.expression)), constant(span.literal.text)),
        constant(node.head.text),
      )
    }
    if (ts.isCallExpression(node)) return remembered(node, () => evaluateCall(evaluator, node))
    if (ts.isBinaryExpression(node)) return binary(node)
    if (ts.isConditionalExpression(node)) return choice([evaluate(node.whenTrue), evaluate(node.whenFalse)])
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return { kind: 'function', node }
    if (ts.isObjectLiteralExpression(node)) return { kind: 'object', node }
    if (ts.isClassExpression(node)) return { kind: 'class', node }
    if (ts.isArrayLiteralExpression(node)) return { kind: 'list', of: node.elements.flatMap(elements) }
    if (ts.isNewExpression(node)) {
      const made = evaluate(node.expression)
      return made.kind === 'class' ? { kind: 'instance', node: made.node } : unknown
    }
    if (ts.isPrefixUnaryExpression(node)) {
      const operand = evaluate(node.operand)
      if (operand.kind !== 'constant' || typeof operand.value !== 'number') return unknown
      return node.operator === ts.SyntaxKind.MinusToken
        ? constant(-operand.value)
        : node.operator === ts.SyntaxKind.PlusToken
          ? operand
          : unknown
    }
    const inner = unwrapped(node)
    if (inner !== null) return evaluate(inner)
    switch (node.kind) {
      case ts.SyntaxKind.TrueKeyword:
        return constant(true)
      case ts.SyntaxKind.FalseKeyword:
        return constant(false)
      case ts.SyntaxKind.NullKeyword:
        return constant(null)
      case ts.SyntaxKind.ThisKeyword:
      case ts.SyntaxKind.SuperKeyword:
        return thisValue(evaluator, node)
      default:
        return unknown
    }
  }

  function elements(node: ts.Expression): readonly Value[] {
    if (!ts.isSpreadElement(node)) return [evaluate(node)]
    const spread = evaluate(node.expression)
    return spread.kind === 'list' ? spread.of : [unknown]
  }

  function identifier(node: ts.Identifier): Value {
    const declaration = lookup(node, node.text)
    return declaration === null ? (node.text === 'undefined' ? constant(undefined) : unknown) : declared(declaration)
  }

  function access(node: ts.Node, object: ts.Expression, key: Value): Value {
    return remembered(node, () => {
      if (key.kind !== 'constant') return key.kind === 'choice' ? choice(key.of.map((one) => keyed(evaluate(object), one))) : unknown
      return keyed(evaluate(object), key)
    })
  }

  function keyed(object: Value, key: Value): Value {
    return key.kind === 'constant' ? member(object, String(key.value)) : unknown
  }

  function binary(node: ts.BinaryExpression): Value {
    // A long concatenation leans left: walked down in a loop, so that its length is no depth of ours.
    const spine: ts.BinaryExpression[] = []
    let left: ts.Expression = node
    while (ts.isBinaryExpression(left)) {
      spine.push(left)
      left = left.left
    }
    return spine.reduceRight((value, { operatorToken, right }) => operate(value, operatorToken.kind, right), evaluate(left))
  }

  function operate(left: Value, operator: ts.SyntaxKind, rightNode: ts.Expression): Value {
    switch (operator) {
      case ts.SyntaxKind.BarBarToken:
      case ts.SyntaxKind.QuestionQuestionToken: {
        const decides = (value: Value): boolean =>
          (value.kind === 'constant' &&
            (operator === ts.SyntaxKind.BarBarToken ? Boolean(value.value) : value.value !== null && value.value !== undefined)) ||
          !['constant', 'unknown', 'text', 'choice'].includes(value.kind)
        const kept = alternatives(left).filter((value) => value.kind !== 'constant' || decides(value))
        return kept.length > 0 && kept.every(decides) ? choice(kept) : choice([...kept, evaluate(rightNode)])
      }
      case ts.SyntaxKind.AmpersandAmpersandToken:
      case ts.SyntaxKind.EqualsToken:
      case ts.SyntaxKind.CommaToken:
        return evaluate(rightNode)
      case ts.SyntaxKind.PlusToken: {
        const right = evaluate(rightNode)
        return calculate(left, operator, right) ?? (isText(left) || isText(right) ? joinText(left, right) : unknown)
      }
      default:
        return calculate(left, operator, evaluate(rightNode)) ?? unknown
    }
  }

  function declared(node: ts.Node): Value {
    return remembered(node, () => evaluateDeclaration(node))
  }

  function evaluateDeclaration(node: ts.Node): Value {
    if (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node)) return { kind: 'function', node }
    if (ts.isClassLike(node)) return { kind: 'class', node }
    if (ts.isEnumDeclaration(node)) return { kind: 'enum', node }
    if (ts.isEnumMember(node)) return enumMember(node)
    if (ts.isModuleDeclaration(node)) {
      return node.body !== undefined && ts.isModuleBlock(node.body) ? { kind: 'namespace', node: node.body } : unknown
    }
    if (ts.isVariableDeclaration(node)) return variable(node)
    if (ts.isParameter(node)) return parameterValue(node)
    if (ts.isBindingElement(node)) return bindingElement(node)
    const file = node.getSourceFile().fileName
    if (ts.isImportSpecifier(node)) {
      const declaration = node.parent.parent.parent
      return node.isTypeOnly ? unknown : fromImport(file, declaration, (node.propertyName ?? node.name).text)
    }
    if (ts.isNamespaceImport(node)) return fromImport(file, node.parent.parent, null)
    if (ts.isImportClause(node)) return fromImport(file, node.parent, 'default')
    if (ts.isImportEqualsDeclaration(node)) {
      const reference = node.moduleReference
      if (ts.isExternalModuleReference(reference)) {
        return ts.isStringLiteralLike(reference.expression) ? required(file, reference.expression.text) : unknown
      }
      return entity(reference)
    }
    return unknown
  }

  function entity(name: ts.EntityName): Value {
    return ts.isIdentifier(name) ? identifier(name) : member(entity(name.left), name.right.text)
  }

  function fromImport(file: string, declaration: ts.ImportDeclaration | ts.JSDocImportTag, name: string | null): Value {
    if (!ts.isImportDeclaration(declaration) || declaration.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return unknown
    return ts.isStringLiteral(declaration.moduleSpecifier) ? imported(file, declaration.moduleSpecifier.text, name) : unknown
  }

  function variable(node: ts.VariableDeclaration): Value {
    const { parent } = node
    if (ts.isVariableDeclarationList(parent) && ts.isForOfStatement(parent.parent)) return itemOf(evaluate(parent.parent.expression))
    const initial = node.initializer === undefined ? [] : [evaluate(node.initializer)]
    const isFixed = (parent.flags & ts.NodeFlags.Const) !== 0 || !ts.isIdentifier(node.name)
    if (isFixed) return choice(initial)
    const later = assignmentsTo(node)
    return later.includes(null) ? unknown : choice([...initial, ...later.flatMap((right) => (right === null ? [] : [evaluate(right)]))])
  }

  function parameterValue(node: ts.ParameterDeclaration): Value {
    const frame = frames.at(-1)?.get(node)
    const list = frame ?? listItem(node)
    if (list !== null) return withDefault(list, node.initializer)
    const values = bound.get(node)
    if (values === undefined || [...values.values()].some(({ kind }) => kind === 'constant' || kind === 'unknown' || kind === 'text')) {
      want(node)
    }
    return withDefault(values === undefined ? unknown : choice([...values.values()]), node.initializer)
  }

  /** The value of `name` in `names.forEach((name) => …)`. */
  function listItem(node: ts.ParameterDeclaration): Value | null {
    const { parent } = node
    if (!(ts.isArrowFunction(parent) || ts.isFunctionExpression(parent)) || parent.parameters[0] !== node) return null
    const call = parent.parent
    if (!ts.isCallExpression(call) || call.arguments[0] !== parent || !ts.isPropertyAccessExpression(call.expression)) return null
    if (!['forEach', 'map', 'flatMap', 'filter', 'some', 'every', 'find'].includes(call.expression.name.text)) return null
    const list = evaluate(call.expression.expression)
    return list.kind === 'list' ? itemOf(list) : null
  }

  function bindingElement(node: ts.BindingElement): Value {
    const pattern = node.parent
    const whole = ts.isVariableDeclaration(pattern.parent)
      ? variable(pattern.parent)
      : ts.isParameter(pattern.parent)
        ? parameterValue(pattern.parent)
        : bindingElement(pattern.parent)
    // The rest of an object still holds what was not taken out of it.
    if (node.dotDotDotToken !== undefined) return ts.isObjectBindingPattern(pattern) ? whole : unknown
    if (ts.isArrayBindingPattern(pattern)) return withDefault(member(whole, String(pattern.elements.indexOf(node))), node.initializer)
    const name = node.propertyName ?? node.name
    const key = ts.isComputedPropertyName(name) ? evaluate(name.expression) : ts.isObjectBindingPattern(name) ? unknown : plainKey(name)
    return withDefault(keyed(whole, key), node.initializer)
  }

  function withDefault(value: Value, initializer: ts.Expression | undefined): Value {
    if (initializer === undefined) return value
    const values = alternatives(value).map((one) => {
      if (one.kind === 'constant' && one.value === undefined) return evaluate(initializer)
      return one.kind === 'unknown' ? choice([one, evaluate(initializer)]) : one
    })
    return choice(values)
  }

  function enumMember(node: ts.EnumMember): Value {
    if (node.initializer !== undefined) return evaluate(node.initializer)
    const index = node.parent.members.indexOf(node)
    if (index === 0) return constant(0)
    return calculate(declared(node.parent.members[index - 1]!), ts.SyntaxKind.PlusToken, constant(1)) ?? unknown
  }

  function member(value: Value, name: string): Value {
    switch (value.kind) {
      case 'choice':
        return choice(value.of.map((one) => member(one, name)))
      case 'sdk':
        return sdkMember(value.part, name)
      case 'module':
        return exported(value.file, name)
      case 'object':
        return objectMember(value.node, name)
      case 'list':
        return value.of[Number(name)] ?? unknown
      case 'enum': {
        const found = declaredIn(value.node, name)
        if (found !== null) return declared(found)
        const reverse = value.node.members.find((one) => partsOf(declared(one))[0] === name)
        return reverse !== undefined && ts.isIdentifier(reverse.name) ? constant(reverse.name.text) : unknown
      }
      case 'namespace': {
        const found = declaredIn(value.node, name)
        return found === null ? unknown : declared(found)
      }
      case 'class':
        return classMember(evaluator, value.node, name) ?? unknown
      case 'instance':
        return instanceMember(evaluator, value.node, name) ?? unknown
      default:
        return unknown
    }
  }

  function objectMember(node: ts.ObjectLiteralExpression, name: string): Value {
    for (let index = node.properties.length - 1; index >= 0; index--) {
      const property = node.properties[index]!
      if (ts.isSpreadAssignment(property)) {
        // An object may be spread into itself: x = { ...x }.
        const found = guarded(property, () => member(evaluate(property.expression), name))
        // A spread object without the property leaves what stands before it; an unknown spread may hold anything.
        if (found.kind === 'constant' && found.value === undefined) continue
        return found
      }
      const key = ts.isComputedPropertyName(property.name) ? evaluate(property.name.expression) : plainKey(property.name)
      if (key.kind !== 'constant' || String(key.value) !== name) continue
      if (ts.isPropertyAssignment(property)) return evaluate(property.initializer)
      if (ts.isShorthandPropertyAssignment(property)) return identifier(property.name)
      if (ts.isMethodDeclaration(property)) return { kind: 'function', node: property }
      return ts.isGetAccessor(property) ? returned(property, []) : unknown
    }
    return constant(undefined)
  }

  function imported(file: string, specifier: string, name: string | null): Value {
    const target = project.resolve(file, specifier)
    if (target === null) return unknown
    if ('sdk' in target) return name === null ? { kind: 'sdk', part: target.sdk } : sdkMember(target.sdk, name)
    return name === null ? { kind: 'module', file: target.file } : exported(target.file, name)
  }

  /** What `require` gives: `module.exports` where the file sets it, else its namespace. */
  function required(file: string, specifier: string): Value {
    return moduleOfCall(evaluator, file, specifier)
  }

  function exported(file: string, name: string): Value {
    return guarded(`${file}\0${name}`, () => {
      const source = project.source(file)
      if (source === null) return unknown
      const { named, stars, assigned } = moduleExports(source)
      const found = named.get(name)
      if (found?.kind === 'declaration') return declared(found.node)
      if (found?.kind === 'expression') return evaluate(found.node)
      if (found?.kind === 'from') return imported(file, found.specifier, found.name)
      if (assigned !== null) return name === 'default' ? evaluate(assigned) : member(evaluate(assigned), name)
      if (name === 'default') return unknown
      for (const specifier of stars) {
        const value = imported(file, specifier, name)
        if (value.kind !== 'unknown') return value
      }
      return unknown
    })
  }

  function returned(node: FunctionNode, args: readonly Value[]): Value {
    const result = returnedExpression(node)
    if (result === null || frames.length >= deepestCall || ++calls > mostCalls) return unknown
    const frame = new Map(node.parameters.map((parameter, index) => [parameter, args[index] ?? constant(undefined)]))
    const outer = frames
    frames = [...outer, frame]
    try {
      return evaluate(result)
    } finally {
      frames = outer
    }
  }

  return evaluator
}

/** The expression inside parentheses, `as`, `satisfies`, `!`, `<T>` and `await`; null when the node is none of them. */
export function unwrapped(node: ts.Expression): ts.Expression | null {
  return ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isTypeAssertionExpression(node) ||
    ts.isAwaitExpression(node)
    ? node.expression
    : null
}

/** The text of a key that is not computed. */
export function plainKey(name: ts.PropertyName | ts.BindingName): Value {
  if (ts.isNumericLiteral(name)) return constant(Number(name.text))
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isPrivateIdentifier(name) ? constant(name.text) : unknown
}

function itemOf(list: Value): Value {
  return list.kind === 'list' ? choice(list.of) : unknown
}

function isText(value: Value): boolean {
  return (
    value.kind === 'text' ||
    alternatives(value).some((one) => one.kind === 'text' || (one.kind === 'constant' && typeof one.value === 'string'))
  )
}

const sdkMembers: Readonly<Record<SdkPart, Readonly<Partial<Record<string, SdkPart>>>>> = {
  module: { events: 'events', default: 'module' },
  eventsModule: { events: 'events', default: 'events' },
  events: { publish: 'publish', on: 'on' },
  publish: {},
  on: {},
}

function sdkMember(part: SdkPart, name: string): Value {
  const found = Object.hasOwn(sdkMembers[part], name) ? sdkMembers[part][name] : undefined
  return found === undefined ? unknown : { kind: 'sdk', part: found }
}

/** What a function returns when that is a single expression after nothing but constants, else null. */
export function returnedExpression(node: FunctionNode): ts.Expression | null {
  if (node.body === undefined) return null
  if (!ts.isBlock(node.body)) return node.body
  const last = node.body.statements.at(-1)
  if (last === undefined || !ts.isReturnStatement(last)) return null
  return node.body.statements.slice(0, -1).every((statement) => ts.isVariableStatement(statement)) ? (last.expression ?? null) : null
}
