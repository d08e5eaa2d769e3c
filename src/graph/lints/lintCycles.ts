import type { Publisher } from '../../model/graph'
import { certainEdges } from '../events/eventEdges'
import { findingOfName, quote, type Finding, type Subject } from './finding'

/** Circles of events that nothing slows down, at each publish that is part of one. */
export function lintCycles({ cycles, events, taskRuns }: Pick<Subject, 'cycles' | 'events' | 'taskRuns'>): Finding[] {
  const endless = cycles.filter(({ delayed }) => !delayed)
  if (endless.length === 0) return []
  const byName = new Map(events.map((event) => [event.name, event]))
  return endless.flatMap(({ events: names }) => {
    const message = tell(names)
    return names.flatMap((from, index) => {
      const event = names[(index + 1) % names.length]!
      const to = byName.get(event)
      const leadsOn = (publisher: Publisher): boolean =>
        certainEdges([{ ...to!, publishers: [publisher] }], taskRuns).some((edge) => edge.from === from && !edge.delayed)
      const within = to?.publishers.filter((publisher) => publisher.after === null && leadsOn(publisher)) ?? []
      return within.map((site) => findingOfName('immediate-cycle', event, site, message))
    })
  })
}

function tell(names: readonly string[]): string {
  const endless = 'without a delay: unless a condition ends it, that goes on as fast as Ampt delivers, and never stops'
  if (names.length === 1) return `${quote(names[0]!)} leads to itself ${endless}. Give it an "after", or end it.`
  return `${[...names, names[0]!].map(quote).join(' → ')} publish each other ${endless}. Give one of them an "after", or end it.`
}
