import { distance } from 'fastest-levenshtein'
import type { EventNode, Fix, UnresolvedSite } from '../../model/graph'
import type { Span } from '../../model/site'
import { fitsPattern } from '../events/fitsPattern'
import { isSameData } from '../journal/isSameData'
import { finding, findingOfName, fix, ownLiteral, quote, replace, inShort, type Finding, type Subject } from './finding'
import { createNearestNames, type NearestNames } from './nearestName'

/** Events of these namespaces come from the platform: nobody publishes them in the code. */
const platform = /^(data|storage|task-lifecycle):/

/**
 * Finds events that nobody handles or publishes, and names that cannot be told. A name that an unresolved site might stand for is left
 * alone, unless nothing is known of that site and the name looks mistyped. What it found of an event is kept for as long as it is the same.
 */
export function createNameRule(): (subject: Pick<Subject, 'gone' | 'come' | 'unresolved'>) => readonly Finding[] {
  /** Those that nobody handles, or nobody publishes. */
  const alone = new Set<EventNode>()
  const known = new Map<string, EventNode>()
  const handled = createNearestNames()
  const published = createNearestNames()
  const ofEvents = new WeakMap<EventNode, Told>()
  const ofSites = new WeakMap<UnresolvedSite, readonly Finding[]>()
  /** Another where there are other names, or sites that may stand for them. */
  let chances = chancesIn([])

  function eventNamed(name: string | null): EventNode | undefined {
    return name === null ? undefined : known.get(name)
  }

  /** What it says of an event that has no sites of one side, by the others that may stand for it. */
  function ofEvent(
    event: EventNode,
    names: NearestNames,
    others: NearestNames,
    kind: UnresolvedSite['kind'],
    find: (near: string | null, isSure: boolean) => readonly Finding[],
  ): readonly Finding[] {
    const before = ofEvents.get(event)
    if (before?.chances === chances && before.other === eventNamed(before.nearest)) return before.findings
    const chance = chances.of(kind, event.name)
    const nearest = chance === 'likely' ? null : names.nearest(event.name)
    const other = eventNamed(nearest)
    // An event that has all that it needs was hardly meant, unless it is a slip of the keys away.
    const isMeant = nearest !== null && ((others.has(nearest) && !isTypo(event.name, nearest)) || isStep(event, other))
    const near = isMeant ? null : nearest
    const isSure = chance === 'none'
    const isTold = isSure || (near !== null && isTypo(event.name, near))
    const isSame = before !== undefined && before.near === near && before.isSure === isSure && before.isTold === isTold
    const findings = isSame ? before.findings : isTold ? find(near, isSure) : []
    ofEvents.set(event, { chances, nearest, other, near, isSure, isTold, findings })
    return findings
  }

  function unhandled(event: EventNode): readonly Finding[] {
    const name = quote(event.name)
    return ofEvent(event, handled, published, 'on', (near, isSure) => {
      const message = isSure
        ? `No handler is registered for ${name}, so it is ignored.`
        : `No handler that can be told is registered for ${name}; one whose name is not static may be.`
      return event.publishers.map((site) => ofName('unknown-event', event.name, site, message, near, isSure))
    })
  }

  function unpublished(event: EventNode): readonly Finding[] {
    const name = quote(event.name)
    return ofEvent(event, published, handled, 'publish', (near, isSure) => {
      const message = isSure
        ? `Nothing in this workspace publishes ${name}, so this handler never runs.`
        : `Nothing that can be told publishes ${name}; a publish whose name is not static may.`
      return event.handlers.map((site) => ofName('unpublished-event', event.name, site, message, near, isSure))
    })
  }

  function unnamed(site: UnresolvedSite): readonly Finding[] {
    const known = ofSites.get(site)
    if (known !== undefined) return known
    const findings = [finding('name-not-static', site.name, site, tellUnnamed(site))]
    ofSites.set(site, findings)
    return findings
  }

  return ({ gone, come, unresolved }) => {
    const areOthers = [
      handled.change(namesWith('handlers', gone), namesWith('handlers', come)),
      published.change(namesWith('publishers', gone), namesWith('publishers', come)),
    ].includes(true)
    for (const event of gone) {
      alone.delete(event)
      known.delete(event.name)
    }
    for (const event of come) known.set(event.name, event)
    for (const event of come) if (event.handlers.length === 0 || event.publishers.length === 0) alone.add(event)
    const now = chancesIn(unresolved)
    if (areOthers || !isSameData(chances.patterns, now.patterns)) chances = now
    return [
      ...[...alone].flatMap((event) =>
        event.handlers.length === 0 ? unhandled(event) : platform.test(event.name) ? [] : unpublished(event),
      ),
      ...unresolved.flatMap(unnamed),
    ]
  }
}

/** What was found of an event, and what that hangs on. */
interface Told {
  readonly chances: Chances
  readonly nearest: string | null
  readonly other: EventNode | undefined
  readonly near: string | null
  readonly isSure: boolean
  readonly isTold: boolean
  readonly findings: readonly Finding[]
}

function tellUnnamed({ kind, expression, pattern }: UnresolvedSite): string {
  const text = inShort(expression)
  if (pattern?.includes('*') === false) {
    const what = kind === 'publish' ? 'publishes' : 'handles'
    return `Whether ${text} ${what} ${quote(pattern)} cannot be told from the code: what it is called on is not known.`
  }
  const known = pattern === null ? '' : ` Known is ${quote(pattern)}.`
  const others = isOpen(pattern ?? '') ? ` ${openSites[kind]}` : ''
  return `The event name cannot be told from the code: ${text}.${known}${others}`
}

function namesWith(sites: 'publishers' | 'handlers', events: readonly EventNode[]): string[] {
  return events.filter((event) => event[sites].length > 0).map(({ name }) => name)
}

function ofName(
  code: Finding['code'],
  name: string,
  site: EventNode['publishers'][number] | EventNode['handlers'][number],
  message: string,
  near: string | null,
  isSure: boolean,
): Finding {
  const literal = ownLiteral(site)
  const hint = near === null ? '' : ` Did you mean ${quote(near)}?`
  const fixes = near === null || literal === null ? [] : renamed(literal, name, near, isSure)
  return { ...findingOfName(code, site, `${message}${hint}`, fixes), event: name }
}

function renamed(literal: Span, name: string, near: string, isSure: boolean): readonly Fix[] {
  // Within its quotes, whichever they are.
  if (literal.line !== literal.endLine || /['"`\\$]/.test(near)) return []
  const inner = { ...literal, column: literal.column + 1, endColumn: literal.endColumn - 1 }
  const made = fix(`Change to ${quote(near)}`, replace(inner, near))
  return [isSure && isTypo(name, near) ? made : { ...made, isGuess: true }]
}

/** Whether the handler of one event publishes the other: both are meant, as `mail.send` and `mail.sent`. */
function isStep(event: EventNode, other: EventNode | undefined): boolean {
  const leads = (from: EventNode, to: EventNode): boolean =>
    to.publishers.some(({ triggers }) => triggers.some(({ kind, name }) => kind === 'event' && name === from.name))
  return other !== undefined && (leads(event, other) || leads(other, event))
}

/** Whether a name was meant to be another for certain: apart from a number, one letter is wrong, or two are exchanged. */
function isTypo(name: string, near: string): boolean {
  const withoutNumbers = (one: string): string => one.replace(/\d+/g, '')
  return distance(name, near) <= 2 && withoutNumbers(name) !== withoutNumbers(near)
}

/** Whether an unresolved site may stand for a name: `likely` where it fits words that are known of its name, `open` where none are. */
type Chance = 'none' | 'open' | 'likely'

interface Chances {
  readonly patterns: Readonly<Record<UnresolvedSite['kind'], ReadonlySet<string>>>
  of(kind: UnresolvedSite['kind'], name: string): Chance
}

function chancesIn(unresolved: readonly UnresolvedSite[]): Chances {
  const patterns = { on: new Set<string>(), publish: new Set<string>() }
  for (const { kind, pattern } of unresolved) patterns[kind].add(pattern ?? '*')
  return {
    patterns,
    of(kind, name) {
      const fitting = [...patterns[kind]].filter((pattern) => fitsPattern(name, pattern))
      return fitting.length === 0 ? 'none' : fitting.every(isOpen) ? 'open' : 'likely'
    },
  }
}

/** Whether no word of a name is known. */
function isOpen(pattern: string): boolean {
  return !/[\p{L}\d]/u.test(pattern)
}

/** What an unresolved site whose name may be nearly any keeps this rule from saying. */
const openSites: Readonly<Record<UnresolvedSite['kind'], string>> = {
  on: 'An event that it may handle is told to have no handler only where its name looks mistyped.',
  publish: 'An event that it may publish is told to have no publish only where its name looks mistyped.',
}
