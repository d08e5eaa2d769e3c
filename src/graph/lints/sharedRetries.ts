import type { EventNode } from '../../model/graph'
import { finding, namedAt, quote, type Finding, type Subject } from './finding'
import { splitHandlers } from './splitHandlers'

/** Events with several handlers: when one fails, all run again. */
export function createRetryRule(): (subject: Subject) => readonly Finding[] {
  /** Those with several, and how many. */
  const shared = new Map<EventNode, number>()

  return (subject) => {
    for (const event of subject.gone) shared.delete(event)
    for (const event of subject.come) {
      const { length } = event.handlers
      if (length > 1) shared.set(event, length)
    }
    return [...shared].flatMap(([event, count]) => {
      const refactoring = splitHandlers(event, subject)
      return event.handlers.map((site) => ({
        ...finding('shared-retries', namedAt(site), site, tell(event, count)),
        event: event.name,
        refactoring,
      }))
    })
  }
}

function tell({ name, handlers }: EventNode, count: number): string {
  const places = [...new Set(handlers.map(({ file, line }) => `${file}:${line}`))].join(', ')
  return `${quote(name)} has ${count} handlers (${places}): when one of them fails, all run again. Make each safe to run twice, or give each an event of its own.`
}
