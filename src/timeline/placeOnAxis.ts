import { foldMarks } from './foldMarks'
import type { LaneDraft, Draft } from './laneDrafts'
import type { Lane, Mark, MarkKind, Moment, Timeline } from './timeline'

/** More lanes than this are not drawn: a picture with more says nothing. */
const MAX_LANES = 1_000

/** The axis of what lanes show, and their marks on it. */
export function placeOnAxis(drafted: readonly LaneDraft[]): Timeline {
  const shown = drafted.slice(0, MAX_LANES).map((lane) => ({ ...lane, drafts: foldMarks(lane.drafts).toSorted(inTime) }))
  const times = [...new Set(shown.flatMap(({ drafts }) => drafts.flatMap(({ at, untilAt }) => [at, untilAt])))].sort((a, b) => a - b)
  const indexes = new Map(times.map((time, index) => [time, index]))
  const place = ({ at, untilAt, what: _what, ...mark }: Draft): Mark => ({
    ...mark,
    moment: indexes.get(at)!,
    until: indexes.get(untilAt)!,
  })
  const lanes = shown.map(({ drafts, ...lane }): Lane => ({ ...lane, marks: drafts.map(place) }))
  const moments = times.map((time, index): Moment => ({ time, gapMs: index === 0 ? 0 : time - times[index - 1]! }))
  return { moments, lanes, hidden: drafted.length - shown.length }
}

function inTime(a: Draft, b: Draft): number {
  return a.at - b.at || turn(a.kind) - turn(b.kind)
}

/** Of what shares an instant, a publish comes before its attempts and its end behind them. */
function turn(kind: MarkKind): number {
  return kind === 'publish' ? 0 : kind === 'dropped' || kind === 'ignored' ? 2 : 1
}
