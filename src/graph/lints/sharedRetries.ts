import type { EventNode } from '../../model/graph'
import { finding, keyOf, quote, type Finding, type Subject } from './finding'
import { splitHandlers } from './splitHandlers'

/** Events with several handlers: when one fails, all run again. */
export function lintSharedRetries(subject: Subject): Finding[] {
  return subject.events.flatMap((event) => {
    const calls = new Set(event.handlers.map(keyOf))
    if (calls.size < 2) return []
    const refactoring = splitHandlers(event, subject)
    return event.handlers.map((site) => ({ ...finding('shared-retries', site.name, site, tell(event, calls.size)), refactoring }))
  })
}

function tell({ name, handlers }: EventNode, count: number): string {
  const places = [...new Set(handlers.map(({ file, line }) => `${file}:${line}`))].join(', ')
  return `${quote(name)} has ${count} handlers (${places}): when one of them fails, all run again. Make each safe to run twice, or give each an event of its own.`
}
