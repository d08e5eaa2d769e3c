import type { Trigger } from '../../model/graph'
import { compareText } from '../syntax/siteOf'

const words: Readonly<Record<Exclude<Trigger['kind'], 'event'>, (name: string) => string>> = {
  route: (name) => name,
  task: (name) => `task ${name}`,
  schedule: (name) => `schedule ${name}`,
  data: (name) => `data listener ${name}`,
  storage: (name) => `storage listener ${name}`,
  ws: (name) => `WebSocket ${name}`,
}

/** What runs a publish, in words: `POST /orders`, and last `handler of a, b`, behind which all are events; null where nothing is known to. */
export function tellTriggers(triggers: readonly Trigger[]): string | null {
  const events = triggers.filter(({ kind }) => kind === 'event').map(({ name }) => name)
  const handlers = events.length === 0 ? [] : [`handler of ${[...new Set(events)].sort(compareText).join(', ')}`]
  const others = triggers.flatMap(({ kind, name }) => (kind === 'event' ? [] : [words[kind](name)]))
  return [...new Set(others), ...handlers].join(', ') || null
}
