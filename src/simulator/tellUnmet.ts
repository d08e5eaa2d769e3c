import { nearestOf } from '../words/nearest'
import { formatCount, formatNumber } from '../words/number'
import type { Unmet } from './chooser'

/** Keys that are told one by one. */
const MOST_TOLD = 3

/** What a scenario asked for and the run did not do, in sentences. `came` has the names of what came. */
export function tellUnmet({ keys, copies, crashes, injections, draws }: Unmet, came: readonly string[]): string[] {
  const hint = (name: string): string => {
    const near = came.includes(name) ? null : nearestOf(name, came)
    return near === null ? '' : ` Did you mean "${near}"?`
  }
  return [
    ...tellKeys(keys, 'and no such attempt came'),
    ...tellKeys(copies, 'where "copies" does nothing: only the first attempt of a first delivery is copied'),
    ...tellKeys(crashes, 'where "crashAfterEffect" did nothing: the effect did not come'),
    ...injections.map(
      ({ event, ordinal }) =>
        `Attempts of "${event}"${ordinal === null ? '' : `, number ${ordinal},`} were to fail (--fail), and none of those came.${hint(event)}`,
    ),
    ...(draws
      ? ['The schedule has a choice for each attempt of the run: what is drawn beside it (duplicates, lateness, cold starts) did nothing.']
      : []),
  ]
}

function tellKeys(keys: readonly string[], why: string): string[] {
  const [only] = keys
  if (only === undefined) return []
  if (keys.length === 1) return [`The schedule has a choice for ${only}, ${why}.`]
  const told = keys.slice(0, MOST_TOLD).join(', ')
  const more = keys.length > MOST_TOLD ? ` and ${formatNumber(keys.length - MOST_TOLD)} more` : ''
  return [`The schedule has choices for ${formatCount(keys.length, 'attempt')} (${told}${more}), ${why}.`]
}
