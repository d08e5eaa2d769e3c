import { isRecord } from '../model/checks'
import { countUp } from '../model/countUp'
import { given } from '../words/given'
import { formatCount, formatNumber } from '../words/number'
import type { Flow } from './flow'
import type { FlowView, Selection } from './selectFlow'
import { kindWords } from './tellNode'

/** What the graph page shows, as its reader asked for. */
export interface GraphView extends FlowView {
  /** URI of the workspace folder, as text; null for the first. */
  readonly folder: string | null
  readonly isRunShown: boolean
  /** Whether layers lie below each other, as suits a page that is higher than wide, and not beside each other. */
  readonly isDown: boolean
}

export const firstView: GraphView = { folder: null, focus: null, depth: 2, isCyclesOnly: false, isRunShown: true, isDown: false }

/** Checks a view that an earlier version of us may have stored; the first one where it is none. */
export function readView(stored: unknown): GraphView {
  if (!isRecord(stored)) return firstView
  const { folder, focus, depth, isCyclesOnly, isRunShown, isDown } = stored
  return {
    folder: typeof folder === 'string' ? folder : null,
    focus: typeof focus === 'string' ? focus : null,
    depth: depth === null || (Number.isSafeInteger(depth) && (depth as number) > 0) ? (depth as number | null) : firstView.depth,
    isCyclesOnly: isCyclesOnly === true,
    isRunShown: isRunShown !== false,
    isDown: isDown === true,
  }
}

/** What is drawn, in numbers: `7 events · 1 route`. */
export function summarizeFlow({ nodes }: Flow): string {
  const counts = new Map<string, number>()
  for (const { kind } of nodes.values()) countUp(counts, kindWords[kind])
  return [...counts].map(([noun, count]) => formatCount(count, noun)).join(' · ')
}

/** Why nothing is drawn, and what to do; null when something is. `all` is the graph, `shown` what was picked of it. */
export function tellEmpty(all: Flow, shown: Flow, { isCyclesOnly }: GraphView): string | null {
  if (shown.nodes.size > 0) return null
  if (all.nodes.size === 0) return NO_EVENTS
  return isCyclesOnly ? 'No events publish each other in a circle. Turn off “Cycles only” to see all.' : 'Nothing is near this event.'
}

const NO_EVENTS = 'No events were found: no file here calls events.publish or events.on of @ampt/sdk.'

/** What the reader should know of what is not drawn. */
export function tellNotices(all: Flow, { focus, tooMany, hidden }: Selection, view: GraphView): string[] {
  const asked = view.focus === null ? null : (all.nodes.get(view.focus) ?? null)
  const isGone = view.focus !== null && asked === null
  const isOffCycle = asked !== null && view.isCyclesOnly && focus?.id !== asked.id
  return given(
    isGone && `${view.focus.slice(view.focus.indexOf(':') + 1)} is not in the graph any more.`,
    isOffCycle && `${asked.name} is on no cycle.`,
    tooMany > 0 &&
      `${formatNumber(tooMany)} nodes are too many to read at once: this is what is near ${focus?.name}. Search for another, or double-click one.`,
    hidden > 0 && `${formatNumber(hidden)} more within these steps are left out. Take fewer steps, or focus on another.`,
  )
}
