import { knownCall } from '../../words/knownCall'
import { place, spanKey } from '../../words/place'
import type { EventNode, HandlerSite } from '../../model/graph'
import type { Site } from '../../model/site'
import { besideOthers, mostTogether } from '../events/besideOthers'
import { findingOfName, quote, type Finding, type Subject } from './finding'
import { splitHandlers } from './splitHandlers'

/** Events with several handlers: when one fails, all run again. */
export function createRetryRule(): (subject: Subject) => readonly Finding[] {
  /** Those with several, and which. */
  const shared = new Map<EventNode, readonly HandlerSite[]>()

  return (subject) => {
    for (const event of subject.gone) shared.delete(event)
    for (const event of subject.come) {
      const handlers = besideOthers(event.handlers)
      if (handlers.length > 0) shared.set(event, handlers)
    }
    return [...shared].flatMap(([event, handlers]) => {
      const refactoring = splitHandlers(event, subject)
      const message = tell(event.name, handlers)
      return handlers.map((site) => ({ ...findingOfName('shared-retries', event.name, site, message), refactoring }))
    })
  }
}

function tell(name: string, handlers: readonly HandlerSite[]): string {
  const together = mostTogether(handlers)
  const places = `${together < handlers.length ? 'of ' : ''}${[...new Set(handlers.map((one) => place(whereFound(one, handlers))))].join(', ')}`
  return `${quote(name)} has ${together} handlers (${places}): when one of them fails, all run again. Make each safe to run twice, or give each an event of its own.`
}

/** Where a reader finds a handler: one of an event that is defined, or of a call that registers others too, has its own function alone. */
function whereFound(site: HandlerSite, handlers: readonly HandlerSite[]): Site {
  const call = knownCall(site)
  const isShared = handlers.some((other) => other !== site && spanKey(knownCall(other)) === spanKey(call))
  return isShared || site.name.definedAt !== undefined ? (site.function ?? call) : call
}
