import type { Trace } from '../model/trace'
import type { Expectation } from '../model/scenario'
import { nearestOf } from '../words/nearest'

/** A sentence for each event that is expected something of, and that the run met nowhere: of a misspelt one most counts hold whatever the run does. */
export function unmetNames({ tallies, handlers }: Trace, { events = {} }: Expectation): string[] {
  const published = tallies.flatMap(({ source, name }) => (source === 'event' ? [name] : []))
  const met = [...published, ...handlers.flatMap(({ source, event }) => (source === 'event' ? [event] : []))]
  return Object.keys(events).flatMap((name) => {
    if (met.includes(name)) return []
    const near = nearestOf(name, met)
    const hint = near === null ? '' : ` Did you mean "${near}"?`
    return [`The scenario expects something of "${name}", which nothing published and nobody handles in this run.${hint}`]
  })
}
