import { joinText } from './choice'
import { constant, truth, unknown, type Value } from './value'

/** Global functions that make text, a number or a boolean of a value. */
const conversions: Readonly<Record<string, (value: Value, radix?: Value) => Value>> = {
  Boolean: (value) => constantOr(truth(value)),
  String: (value) => joinText(constant(''), value),
  Number: (value) => (value.kind === 'constant' ? constant(Number(value.value)) : unknown),
  parseFloat: (value) => (value.kind === 'constant' ? constant(parseFloat(String(value.value))) : unknown),
  parseInt: (value, radix = constant(undefined)) =>
    value.kind === 'constant' && radix.kind === 'constant' ? constant(parseInt(String(value.value), Number(radix.value))) : unknown,
}

/** The names of these functions, which are values as well: `parts.filter(Boolean)`. */
export const conversionNames: readonly string[] = Object.keys(conversions)

/** What one of them gives. */
export function convert(name: string, [value, radix]: readonly Value[]): Value {
  return value === undefined ? unknown : conversions[name]!(value, radix)
}

function constantOr(value: boolean | null): Value {
  return value === null ? unknown : constant(value)
}
