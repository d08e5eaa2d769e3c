import { ts } from 'ts-morph'
import type { Value } from './value'

/** A number that chance draws, such as the jitter of a delay. */
export type Range = Extract<Value, { kind: 'range' }>

/** What `Math.random()` gives. */
export const random: Range = { kind: 'range', min: 0, max: 1, isBelow: true }

/** Functions of Math that leave the order of numbers as it is. */
const rising: Readonly<Record<string, (value: number) => number>> = {
  floor: Math.floor,
  ceil: Math.ceil,
  round: Math.round,
  trunc: Math.trunc,
}

/** A known number, or a range, as a range; null for all else. */
export function rangeOf(value: Value): Range | null {
  if (value.kind === 'range') return value
  const number = value.kind === 'constant' ? value.value : null
  return typeof number === 'number' && Number.isFinite(number) ? { kind: 'range', min: number, max: number, isBelow: false } : null
}

/** Sums, differences and products of ranges; null for all else. */
export function calculateRange(left: Value, operator: ts.SyntaxKind, right: Value): Value | null {
  const [a, b] = [rangeOf(left), rangeOf(right)]
  if (a === null || b === null) return null
  switch (operator) {
    case ts.SyntaxKind.PlusToken:
      return { kind: 'range', min: a.min + b.min, max: a.max + b.max, isBelow: a.isBelow || b.isBelow }
    case ts.SyntaxKind.MinusToken:
      return { kind: 'range', min: a.min - b.max, max: a.max - b.min, isBelow: a.isBelow }
    case ts.SyntaxKind.AsteriskToken: {
      const ends = [a.min * b.min, a.min * b.max, a.max * b.min, a.max * b.max]
      return {
        kind: 'range',
        min: Math.min(...ends),
        max: Math.max(...ends),
        isBelow: (a.isBelow || b.isBelow) && a.min >= 0 && b.min >= 0,
      }
    }
    case ts.SyntaxKind.SlashToken:
      return b.min === b.max && b.min > 0 ? { ...a, min: a.min / b.min, max: a.max / b.min } : null
    default:
      return null
  }
}

/** What a function of Math makes of ranges; null where that is not told. */
export function rangeCall(name: string, args: readonly Range[]): Value | null {
  const [first, ...others] = args
  if (first === undefined) return null
  if (name === 'min' || name === 'max') {
    const pick = (one: number, other: number): number => (name === 'min' ? Math.min(one, other) : Math.max(one, other))
    return args.reduce((a, b) => ({ ...a, min: pick(a.min, b.min), max: pick(a.max, b.max), isBelow: a.isBelow && b.isBelow }))
  }
  const round = Object.hasOwn(rising, name) ? rising[name] : undefined
  if (round === undefined || others.length > 0) return null
  const isCutOff = first.isBelow && (name === 'floor' || (name === 'trunc' && first.max > 0))
  return { kind: 'range', min: round(first.min), max: isCutOff ? Math.ceil(first.max) - 1 : round(first.max), isBelow: false }
}
