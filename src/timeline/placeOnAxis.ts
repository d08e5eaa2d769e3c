import type { LaneDraft, Draft } from './laneDrafts'
import type { Lane, Mark, MarkKind, Moment, Timeline } from './timeline'

/** More marks than this are not drawn: a picture with more says nothing. */
const MAX_MARKS = 20_000
/** As many of a lane at one instant are drawn one by one. */
const CROWD = 8

/** The axis of what lanes show, and their marks on it, as far as these are not too many. */
export function placeOnAxis(drafted: readonly LaneDraft[]): Timeline {
  const { shown, hidden } = cut(drafted)
  const times = [...new Set(shown.flatMap(({ drafts }) => drafts.flatMap(({ at, untilAt }) => [at, untilAt])))].sort((a, b) => a - b)
  const indexes = new Map(times.map((time, index) => [time, index]))
  const slots = times.map(() => 1)
  const placed = shown.map(({ drafts, ...lane }): Lane => {
    const counts = new Map<number, number>()
    const marks = drafts.map(({ at, untilAt, ...mark }): Mark => {
      const moment = indexes.get(at)!
      const slot = counts.get(moment) ?? 0
      counts.set(moment, slot + 1)
      slots[moment] = Math.max(slots[moment]!, slot + 1)
      return { ...mark, moment, until: indexes.get(untilAt)!, slot }
    })
    return { ...lane, marks }
  })
  const moments = times.map((time, index): Moment => ({ time, gapMs: index === 0 ? 0 : time - times[index - 1]!, slots: slots[index]! }))
  return { moments, lanes: placed, hidden }
}

/** Keeps the first marks of each lane in time. Crowds at one instant are drawn as one, so what goes beyond a few there costs nothing. */
function cut(lanes: readonly LaneDraft[]): { shown: readonly LaneDraft[]; hidden: number } {
  const each = Math.max(1, Math.floor(MAX_MARKS / lanes.length))
  let hidden = 0
  const shown = lanes.map((lane, index) => {
    const drafts = [...lane.drafts].sort((a, b) => a.at - b.at || turn(a.kind) - turn(b.kind))
    const kept = index < MAX_MARKS ? countAffordable(drafts, each) : 0
    hidden += drafts.length - kept
    return { ...lane, drafts: drafts.slice(0, kept) }
  })
  return { shown: shown.slice(0, MAX_MARKS), hidden }
}

function countAffordable(drafts: readonly Draft[], limit: number): number {
  let cost = 0
  let atOnce = 0
  for (const [index, { at, fold }] of drafts.entries()) {
    atOnce = index > 0 && drafts[index - 1]!.at === at ? atOnce + 1 : 1
    if (atOnce <= CROWD || fold !== null) cost++
    if (cost > limit) return index
  }
  return drafts.length
}

/** Of what shares an instant, a publish comes before its attempts and its end behind them. */
function turn(kind: MarkKind): number {
  return kind === 'publish' ? 0 : kind === 'dropped' || kind === 'ignored' ? 2 : 1
}
