import type { EventNode, UnresolvedSite } from '../../model/graph'
import { fitsPattern } from './fitsPattern'
import { compareText } from '../syntax/siteOf'

/** Tells the known events that a pattern may stand for: those with a site of the other kind. */
export function createMatching(events: ReadonlyMap<string, EventNode>) {
  const known = { publish: new Map<string, readonly string[]>(), on: new Map<string, readonly string[]>() }
  const others = { publish: 'handlers', on: 'publishers' } as const
  const isOther = (kind: UnresolvedSite['kind'], event: EventNode | undefined): boolean => (event?.[others[kind]].length ?? 0) > 0

  return {
    of({ kind, pattern }: Pick<UnresolvedSite, 'kind' | 'pattern'>): readonly string[] {
      if (pattern === null) return nothing
      let found = known[kind].get(pattern)
      if (found === undefined) {
        const matching = [...events.values()].filter((event) => isOther(kind, event) && fitsPattern(event.name, pattern))
        known[kind].set(pattern, (found = matching.map(({ name }) => name).sort(compareText)))
      }
      return found
    },
    /** Takes in that an event is another. */
    change(before: EventNode | undefined, now: EventNode | undefined): void {
      for (const kind of ['publish', 'on'] as const) {
        if (isOther(kind, before) === isOther(kind, now)) continue
        const { name } = (before ?? now)!
        for (const pattern of known[kind].keys()) if (fitsPattern(name, pattern)) known[kind].delete(pattern)
      }
    },
  }
}

const nothing: readonly string[] = []
