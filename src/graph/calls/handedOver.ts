import { ts } from 'ts-morph'
import { scopeOfClass } from '../values/constructed'
import { scopeOfBuilt } from '../values/builtMembers'
import type { Evaluator } from '../values/evaluate'
import type { Given } from './given'
import { givenAt } from './givenAt'
import { handledBy } from './handledEvent'
import { isReached } from './isReached'
import { argumentValues } from './passedTo'
import { alternatives, namesAmong, type Value } from '../values/value'
import { handedInTurn } from '../values/walkedItems'

/** A call with what it hands on in a call of the function around it; none where it does not come to it there. */
export function handedOver(evaluator: Evaluator, from: Given, link: Given): readonly Given[] {
  const { call, callee, passed, walk, isHandled = false } = link
  return evaluator.calling(from.to, from.args, () => {
    if (!isReached(evaluator, call, from.to.node)) return []
    if (walk !== undefined) {
      return handedInTurn(evaluator, walk).flatMap(({ args, isRepeated }) =>
        calledAs(evaluator, from, { ...link, isRepeated }, evaluator.evaluate(callee), () => args),
      )
    }
    if (!isHandled) return calledAs(evaluator, from, link, evaluator.evaluate(callee), () => argumentValues(evaluator, passed))
    const [name] = argumentValues(evaluator, passed)
    return namesAmong(name!).flatMap((one) => handledAt(evaluator, givenAt(evaluator, from, one.item), link, one))
  })
}

/** Of each item of a walk that names events, the handler that was handed over with it: `consume(name, runner(name))`. */
function handledAt(evaluator: Evaluator, from: Given, link: Given, name: Value): readonly Given[] {
  return evaluator.calling(from.to, from.args, () =>
    handledBy(evaluator, name, link.callee).flatMap(({ event, run }) => calledAs(evaluator, from, link, run, () => [event])),
  )
}

/** A call of what its callee comes to: of an item of a walk with what is of that. */
function calledAs(evaluator: Evaluator, from: Given, link: Given, callee: Value, values: () => readonly Value[]): readonly Given[] {
  const called = alternatives(callee)
  const same = called.filter((one) => one.kind === 'function').filter(({ node }) => node === link.to.node)
  // Of this object it is another method.
  if (same.length === 0 && called.every(({ kind }) => kind === 'function')) return []
  const all: readonly (Given['to'] & Pick<Value, 'item'>)[] = same.length > 0 ? same : [asMade(evaluator, link).to]
  return all.map(({ node, scope, bound = [], item }) => ({
    ...link,
    to: scope === undefined ? { node } : { node, scope },
    args: [...bound, ...evaluator.atItem(item, values)],
    from,
  }))
}

/** In a call of a constructor `this` is what it makes. */
export function asMade(evaluator: Evaluator, given: Given): Given {
  const { node } = given.to
  if (!ts.isNewExpression(given.call)) return given
  if (!ts.isConstructorDeclaration(node)) {
    const made = alternatives(evaluator.evaluate(given.call)).find((one) => one.kind === 'built' && one.node === node)
    return made?.kind === 'built' ? { ...given, to: { node, scope: scopeOfBuilt(evaluator, node, made) } } : given
  }
  const instance = alternatives(evaluator.evaluate(given.call)).find((one) => one.kind === 'instance')
  return instance === undefined ? given : { ...given, to: { node, scope: scopeOfClass(evaluator, node.parent, instance) } }
}
