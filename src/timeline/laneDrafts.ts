import { getOrMake } from '../model/getOrMake'
import { exactPlace } from '../words/place'
import type { EventSource, Trace, TraceHandler } from '../model/trace'
import type { Lane, Mark } from './timeline'

/** A mark before its place on the axis is known: by its virtual times, and by what it came to, in words. */
export type Draft = Omit<Mark, 'moment' | 'until'> & { readonly at: number; readonly untilAt: number; readonly what: string }
export type LaneDraft = Omit<Lane, 'marks'> & { readonly drafts: Draft[] }

/** Gathers the marks of a run by lane. */
export class LaneDrafts {
  private readonly lanes = new Map<string, LaneDraft>()
  /** By title: the key of the lane of its first handler. */
  private readonly firsts = new Map<string, string>()

  constructor({ handlers, events }: Trace) {
    const came = new Set(events.map(({ source, name }) => `${source} ${name}`))
    for (const [handler, registration] of handlers.entries()) {
      const { source, event } = registration
      // Handlers of events that never came would only make the picture longer.
      if (!listens(source) && !came.has(`${source} ${event}`)) continue
      const [key, title] = [handlerKey(registration), titleOf(source, event)]
      this.lanes.set(key, { kind: 'handler', title, handler, registration, drafts: [] })
      if (!this.firsts.has(title)) this.firsts.set(title, key)
    }
  }

  add(key: string, kind: Lane['kind'], title: string, draft: Draft): void {
    getOrMake(this.lanes, key, () => ({ kind, title, handler: null, registration: null, drafts: [] })).drafts.push(draft)
  }

  /** The lane in which an event's own marks (publish, drop) stand: that of its first handler. */
  firstOf(title: string): string {
    return this.firsts.get(title) ?? `unhandled ${title}`
  }

  /** By the time of what they show first; what publishes before what it publishes, and an event's handlers side by side. */
  inOrder(): LaneDraft[] {
    const groups = new Map<string, { readonly lanes: LaneDraft[]; readonly rank: number; at: number; event: number }>()
    for (const lane of this.lanes.values()) {
      if (lane.drafts.length === 0) continue
      const key = `${lane.kind} ${lane.title}`
      const group = getOrMake(groups, key, () => ({ lanes: [], rank: rank(lane), at: Infinity, event: Number.MAX_VALUE }))
      group.lanes.push(lane)
      for (const { at, event } of lane.drafts) {
        group.at = Math.min(group.at, at)
        group.event = Math.min(group.event, event ?? group.event)
      }
    }
    return [...groups.values()].sort((a, b) => a.at - b.at || a.rank - b.rank || a.event - b.event).flatMap(({ lanes }) => lanes)
  }
}

const rank = ({ kind }: LaneDraft): number => ['call', 'handler', 'unhandled'].indexOf(kind)

/** An event's handlers are told apart by its name: one line can register for many names. A listener's is a pattern, so its place counts. */
export function handlerKey({ source, site, order, event }: Pick<TraceHandler, 'source' | 'site' | 'order' | 'event'>): string {
  return listens(source) && site !== null ? `${exactPlace(site)}#${order}` : `${source} ${event}#${order}`
}

/** Whether handlers of a source say what they want by a pattern. */
function listens(source: EventSource): boolean {
  return source === 'data' || source === 'storage'
}

/** What a lane is called: events by their names, all else with what it is. */
export function titleOf(source: EventSource, name: string): string {
  return source === 'event' || listens(source) ? name : `${source} ${name}`
}
