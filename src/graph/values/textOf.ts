import type { ts } from 'ts-morph'
import type { Evaluator } from './evaluate'
import { partsOf } from './text'
import { alternatives } from './value'

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
