import { distance } from 'fastest-levenshtein'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../words/duration'

/** The units of "<number> <units>", each also without its `s` (documentation, Events). */
export const afterUnits = ['seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'years'] as const
export type AfterUnit = (typeof afterUnits)[number]

/** The length of a unit in ms; months and years have none. */
export const afterUnitMs: Readonly<Partial<Record<AfterUnit, number>>> = {
  seconds: SECOND_MS,
  minutes: MINUTE_MS,
  hours: HOUR_MS,
  days: DAY_MS,
  weeks: 7 * DAY_MS,
}

/** The unit that a word names, whatever its case; null when it names none. */
export function findAfterUnit(word: string): AfterUnit | null {
  const name = word.toLowerCase()
  return afterUnits.find((one) => one === name || one === `${name}s`) ?? null
}

/** Letters of a word that are compared. */
const LONGEST_WORD = 20

/** Words for spans that are none of the units, as a number of one. */
const otherUnits: ReadonlyMap<string, readonly [number, AfterUnit]> = new Map([
  ['m', [1, 'minutes']],
  ['ms', [0.001, 'seconds']],
  ['millisecond', [0.001, 'seconds']],
  ['fortnight', [2, 'weeks']],
  ['quarter', [3, 'months']],
  ['decade', [10, 'years']],
  ['century', [100, 'years']],
])

/** What `amount` of a unit that does not exist probably means: "10 mins" is "10 minutes", "3 fortnights" is "6 weeks". */
export function nearestSpan(amount: number, word: string): string {
  const name = word.toLowerCase()
  const [factor, unit] = otherUnits.get(name) ?? otherUnits.get(name.replace(/s$/, '')) ?? [1, nearestUnit(name.slice(0, LONGEST_WORD))]
  const count = Number((amount * factor).toPrecision(12))
  return `${count} ${count === 1 ? unit.slice(0, -1) : unit}`
}

/** The unit that starts most alike, then the one that is the fewest edits away. */
function nearestUnit(name: string): AfterUnit {
  const rank = (unit: string): number => commonStart(unit, name) * 100 - distance(unit, name)
  return afterUnits.reduce((best, unit) => (rank(unit) > rank(best) ? unit : best))
}

function commonStart(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return length
}
