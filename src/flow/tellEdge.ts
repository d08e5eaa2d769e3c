import type { EdgeMark, PlacedEdge } from '../model/graphPageProtocol'
import type { FlowEdge } from './flow'
import { given } from '../words/given'
import { formatNumber } from '../words/number'
import { oneLine } from '../words/oneLine'
import { shorten } from '../words/shorten'
import { placesOf } from './placesOf'

export type EdgeText = Pick<PlacedEdge, 'text' | 'marks' | 'label' | 'facts' | 'places'>

/** Longer delays are cut on the drawing; the tooltip has them whole. */
const MOST_CHARACTERS = 26

/** An edge in words: its delay as a label, with a sign for a cycle, and all of it in the tooltip. */
export function tellEdge({ delays, isMatch, isInCycle, isThroughCalls, seen, times, sites }: FlowEdge, from: string, to: string): EdgeText {
  const waits = delays.filter((delay) => delay !== '').map(oneLine)
  const ways = waits.length > 0 && delays.includes('') ? ['at once', ...waits] : waits
  const delay = shorten(ways.length > 2 ? `${ways[0]!}, ${ways.length - 1} more` : ways.join(' or '), MOST_CHARACTERS)
  const facts = given(
    ways.length > 0 && ways.join(' or '),
    isMatch && 'May be: the name is known only in a run',
    isInCycle && 'On a cycle',
    isThroughCalls && 'Through calls of other functions',
    seen === 'both' && `Went this way ${formatNumber(times)}× in the run`,
    seen === 'static' && 'Not in the run',
    seen === 'run' && `Only in the run, ${formatNumber(times)}×: the code does not tell it`,
  )
  return {
    text: given(isInCycle && '↻', delay !== '' && delay, seen === 'run' && !isMatch && 'run only').join(' '),
    marks: given<EdgeMark>(isMatch && 'match', isInCycle && 'cycle', seen === 'both' && 'seen', seen === 'run' && 'run'),
    label: [`${from} to ${to}`, ...facts].join('. '),
    facts,
    places: placesOf(sites),
  }
}
