import { knownCall } from '../../words/knownCall'
import { place, spanKey } from '../../words/place'
import type { EventNode, HandlerSite, Lint, TextEdit } from '../../model/graph'
import type { Site, Span } from '../../model/site'
import { besideOthers, mostTogether } from '../events/besideOthers'
import { findingOfName, quote, replace, type Finding, type Subject } from './finding'
import { fitsPattern } from '../events/fitsPattern'
import type { CallFacts } from '../facts/callFacts'

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

type Refactoring = NonNullable<Lint['refactoring']>

/**
 * Gives each handler but the first an event of its own, `name.handler`, which every publish of the event publishes too, right after it.
 * Refused where a publish cannot be repeated, or where the text does not tell that all of them are known.
 */
function splitHandlers(event: EventNode, { events, unresolved, factsAt }: Pick<Subject, 'events' | 'unresolved' | 'factsAt'>): Refactoring {
  const title = `Split ${quote(event.name)} into an event for each handler`
  const refused = (reason: string, site: Site): Refactoring => ({ title, refused: `${place(site)} ${reason}.` })

  /** Null where the call is not of this event alone. */
  const onlyFacts = (site: Span): CallFacts | null => {
    const [only, ...others] = factsAt(site)
    return only === undefined || others.length > 0 || only.isGiven || only.events.length !== 1 ? null : only
  }

  const unknown = unresolved.find(({ pattern }) => pattern === null || fitsPattern(event.name, pattern))
  if (unknown !== undefined) return refused('may mean this event too, its name is computed', unknown)
  if (event.publishers.length === 0) return { title, refused: 'Nothing publishes the event.' }

  const [first, ...further] = event.handlers
  const edits: TextEdit[] = []
  const names: string[] = []
  for (const site of [first!, ...further]) {
    if (onlyFacts(site) === null) return refused('registers handlers of several events', site)
    if (site === first) continue
    const name = freshName(event, site, [...events.map((one) => one.name), ...names])
    names.push(name)
    edits.push(replace(site.name, quoted(name)))
  }
  for (const site of event.publishers) {
    const facts = onlyFacts(site)
    if (facts === null) return refused('publishes several events', site)
    const { repeat } = facts
    if (repeat === null || 'refused' in repeat) return refused(`cannot be repeated: ${repeat?.refused ?? 'it is no publish'}`, site)
    const { end, indent, before, after } = repeat
    edits.push(replace(end, names.map((name) => `\n${indent}${before}${quoted(name)}${after}`).join('')))
  }
  return { title, edits }
}

function freshName({ name }: EventNode, { order, function: run }: HandlerSite, taken: readonly string[]): string {
  const wanted = `${name}.${run?.name?.replace(/[^\w$-]/g, '') || order}`
  for (let count = 1; ; count++) {
    const fresh = count === 1 ? wanted : `${wanted}-${count}`
    if (!taken.includes(fresh)) return fresh
  }
}

function quoted(name: string): string {
  return `'${name.replace(/['\\]/g, '\\$&')}'`
}
