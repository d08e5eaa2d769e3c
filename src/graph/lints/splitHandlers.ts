import { place } from '../../words/place'
import type { EventNode, HandlerSite, Lint, TextEdit } from '../../model/graph'
import type { Site } from '../../model/site'
import { fitsPattern } from '../events/fitsPattern'
import { quote, replace, type Subject } from './finding'

type Refactoring = NonNullable<Lint['refactoring']>

/**
 * Gives each handler but the first an event of its own, `name.handler`, which every publish of the event publishes too, right after it.
 * Refused where a publish cannot be repeated, or where the text does not tell that all of them are known.
 */
export function splitHandlers(
  event: EventNode,
  { events, unresolved, factsAt }: Pick<Subject, 'events' | 'unresolved' | 'factsAt'>,
): Refactoring {
  const title = `Split ${quote(event.name)} into an event for each handler`
  const refused = (reason: string, site: Site): Refactoring => ({ title, refused: `${place(site)} ${reason}.` })

  const unknown = unresolved.find(({ pattern }) => pattern === null || fitsPattern(event.name, pattern))
  if (unknown !== undefined) return refused('may mean this event too, its name is computed', unknown)
  if (event.publishers.length === 0) return { title, refused: 'Nothing publishes the event.' }

  const [first, ...further] = event.handlers
  const edits: TextEdit[] = []
  const names: string[] = []
  for (const site of [first!, ...further]) {
    const own = factsAt(site)
    if (own.length !== 1 || own[0]!.isGiven || own[0]!.events.length !== 1) return refused('registers handlers of several events', site)
    if (site === first) continue
    const name = freshName(event, site, [...events.map((one) => one.name), ...names])
    names.push(name)
    edits.push(replace(site.name, quoted(name)))
  }
  for (const site of event.publishers) {
    const own = factsAt(site)
    if (own.length !== 1 || own[0]!.isGiven || own[0]!.events.length !== 1) return refused('publishes several events', site)
    const { repeat } = own[0]!
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
