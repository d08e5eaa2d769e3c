import { ts } from 'ts-morph'
import { argumentValues, passedTo } from '../calls/passedTo'
import { constructorOf, type FunctionNode } from '../syntax/functionAround'
import { madeLine, type Class, type Instance } from './classMembers'
import type { Evaluator } from './evaluate'
import type { Passed, Scope, Value } from './value'

/** An instance that `new` makes of a class with these arguments. */
export function instanceOf(evaluator: Evaluator, made: Class, node: ts.NewExpression, args: () => readonly Value[]): Instance {
  const passed = passedToConstructors(evaluator, made, args)
  const scope = evaluator.scopeOf({ of: made.node, passed, self: null, item: null, outer: made.scope ?? null })
  return { kind: 'instance', node: made.node, scope, made: [node] }
}

/** What `new` with these arguments passes to the constructors of a class, and these to those that it extends; null where it is not told which `new`. */
function passedToConstructors(evaluator: Evaluator, made: Class, args: () => readonly Value[] | null): Passed {
  const passed = new Map<ts.ParameterDeclaration | FunctionNode, Value>()
  let given = args
  for (const [owner, outer] of madeLine(evaluator, made)) {
    const runs = constructorOf(owner)
    if (runs === null) continue
    const values = given()
    if (values !== null) for (const [parameter, value] of passedTo(runs, values)) passed.set(parameter, value)
    const above = superCall(runs)
    if (above === null) break
    const scope = evaluator.scopeOf({ of: owner, passed: new Map(passed), self: null, item: null, outer })
    given = () => evaluator.within(scope, () => argumentValues(evaluator, above.arguments))
  }
  return passed
}

function superCall({ body }: ts.ConstructorDeclaration): ts.CallExpression | null {
  for (const statement of body?.statements ?? []) {
    if (!ts.isExpressionStatement(statement) || !ts.isCallExpression(statement.expression)) continue
    if (statement.expression.expression.kind === ts.SyntaxKind.SuperKeyword) return statement.expression
  }
  return null
}

/** Inside of the members that a class gives to an object: itself or one of its instances. */
export function scopeOfClass(evaluator: Evaluator, of: ts.ClassLikeDeclaration, self: Class | Instance): Scope {
  const made = self.kind === 'instance' ? (self.scope ?? scopeOfAny(evaluator, self.node)) : null
  const madeIn = madeLine(evaluator, self).get(of) ?? null
  const outer = made === null || madeIn === null || madeIn === made.outer ? (made ?? madeIn) : evaluator.scopeOf({ ...made, outer: madeIn })
  return evaluator.scopeOf({ of, passed: new Map(), self, item: null, outer })
}

/** Inside of any instance of a class: `super('user')` says what those above it are made with. */
function scopeOfAny(evaluator: Evaluator, of: ts.ClassLikeDeclaration): Scope | null {
  const passed = passedToConstructors(evaluator, { kind: 'class', node: of }, () => null)
  return passed.size === 0 ? null : evaluator.scopeOf({ of, passed, self: null, item: null, outer: null })
}
