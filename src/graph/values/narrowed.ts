import type { ts } from 'ts-morph'
import { compared } from './calculate'
import { choice } from './choice'
import type { Evaluator } from './evaluate'
import { factsOf, type Fact } from './factsOf'
import { alternatives, isNothing, truth, type Value } from './value'

/** Of what a name, or a member of what it names, may be, what it is where the code comes to read it: `if (!isTenant(name)) return`, `case 'paid':`. */
export function narrowed(evaluator: Evaluator, value: Value, node: ts.Expression): Value {
  const all = alternatives(value)
  if (!all.some(({ kind }) => kind === 'unknown') && (all.length === 1 || !all.some(({ kind }) => kind === 'constant'))) return value
  const facts = factsOf(evaluator, node)
  const kept = all.filter((one) => facts.every((fact) => mayBe(evaluator, one, fact)))
  const known = kept.filter(({ kind }) => kind !== 'unknown')
  const told = known.length < kept.length ? facts.flatMap(toldBy)[0] : undefined
  if (told?.kind === 'choice') evaluator.leaveUndecided()
  if (told !== undefined) return choice([...known, told])
  // What is never come to is left as it is.
  return kept.length === 0 || kept.length === all.length ? value : choice(kept)
}

function mayBe(evaluator: Evaluator, value: Value, fact: Fact): boolean {
  if ('isTrue' in fact) return truth(value) !== !fact.isTrue
  const isEqual = (other: Value): boolean | null => truth(compared(evaluator, value, other, true))
  return 'some' in fact ? fact.some.some((other) => isEqual(other) !== false) : !fact.none.some((other) => isEqual(other) === true)
}

/** What is not told otherwise is one of the values of a fact. */
function toldBy(fact: Fact): Value[] {
  return 'some' in fact && !fact.some.some(isNothing) ? [choice(fact.some)] : []
}
