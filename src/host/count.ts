import { formatCount } from '../words/number'

/** Such as `no handler`, `1 handler`, `2 handlers`. */
export function count(number: number, noun: string): string {
  return number === 0 ? `no ${noun}` : formatCount(number, noun)
}
