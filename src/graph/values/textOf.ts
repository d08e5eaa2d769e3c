import type { ts } from 'ts-morph'
import type { Evaluator } from './evaluate'
import { partsOf } from './text'
import { rootOf } from './router'
import { alternatives, type Value } from './value'

/** What an expression reads as: its text where that is known, with `*` for parts that are not; lists with `|`; else its source. */
export function textOf(evaluator: Evaluator, node: ts.Expression): string {
  const value = evaluator.evaluate(node)
  const texts = (value.kind === 'list' ? value.of : alternatives(value)).map((one) => {
    return one.kind === 'constant' || one.kind === 'text'
      ? partsOf(one)
          .map((part) => part ?? '*')
          .join('')
      : null
  })
  return texts.includes(null) || texts.length === 0 ? node.getText().replace(/\s+/g, ' ') : texts.join('|')
}

/** What the objects are called that a value may be: `nightly` of `schedule('nightly')`, `task('nightly', …).every('1 hour')`. */
export function namesOfMade(evaluator: Evaluator, value: Value): readonly string[] {
  return alternatives(value).flatMap((one) => {
    if (one.kind !== 'made') return []
    const { node, scope = null } = rootOf(one)
    const [name] = node.arguments ?? []
    // const job = (name, run) => task(name, run)
    return name === undefined ? [] : evaluator.within(scope, () => textOf(evaluator, name))
  })
}
