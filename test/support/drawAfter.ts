import type { Prng } from '../../src/simulator/prng'

const DAY_MS = 24 * 60 * 60_000
const YEAR_MS = 365 * DAY_MS
const units = ['second', 'minute', 'hour', 'day', 'week', 'month', 'year', 'mins', 'ms', 'decade', 'fortnight', 'h', 'may', '']
const gaps = [' ', ' ', ' ', ' ', ' ', '', '  ', '\t', '\u00a0', '-']
const tails = ['', '', '', '', 's', 's', 's', ' ', ' ago', ' 30 minutes', '\n', ' GMT', 'ss']
const counts = ['', '-1', '1e3', '0x10', '+5', '01', '1.', '.5', 'NaN', 'Infinity', '-0', '1_000', 'an', '٣', '9'.repeat(30)]
const edges = [0, YEAR_MS, 366 * DAY_MS, 10 * YEAR_MS, -10 * YEAR_MS, 8.64e15, Number.MAX_SAFE_INTEGER]
const odd = [
  undefined,
  null,
  false,
  true,
  '',
  0n,
  5n,
  [],
  {},
  ['1 day'],
  NaN,
  Infinity,
  -Infinity,
  -0,
  '12',
  '1 may',
  { toLowerCase: () => '1 day' },
]

/** Draws a value for `after`, valid or not, some thousand times as fast as arbitraries that can shrink. `base` is the moment of the publish. */
export function drawAfter(chance: Prng, base: number): unknown {
  const below = (end: number): number => chance.nextUint32() % end
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!
  const moment = (): number =>
    base + (below(5) === 0 ? pick(edges) + below(7) - 3 : Math.floor((chance.nextFraction() - 0.2) * 3 * YEAR_MS))
  switch (below(8)) {
    case 0:
      return below(2) === 0 ? pick(edges) + below(7) - 3 : (chance.nextFraction() - 0.1) * 20 * YEAR_MS
    case 1:
      return below(2) === 0 ? below(2 ** 31) : moment()
    case 2:
      return new Date(below(20) === 0 ? NaN : moment())
    case 3: {
      const date = new Date(moment())
      if (Number.isNaN(date.getTime())) return 'Invalid Date'
      return pick([date.toISOString(), date.toUTCString(), date.toISOString().slice(0, 10), date.toISOString().slice(0, -1), String(date)])
    }
    case 4:
      return below(4) === 0 ? pick(odd) : text(below)
    default: {
      const count = below(6) === 0 ? pick(counts) : String(below(4) === 0 ? (below(4000) - 200) / 8 : below(500))
      const unit = pick(units)
      return `${count}${pick(gaps)}${below(4) === 0 ? unit.toUpperCase() : unit}${pick(tails)}`
    }
  }
}

const letters = ' 0123456789-:.TZeadhmnorstuwy'

function text(below: (end: number) => number): string {
  let drawn = ''
  for (let left = below(12); left > 0; left--) drawn += letters[below(letters.length)]
  return drawn
}
