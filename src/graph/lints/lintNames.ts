import type { EventNode, Fix, HandlerSite, Publisher, UnresolvedSite } from '../../model/graph'
import type { Span } from '../../model/site'
import { fitsPattern, isOpenPattern } from '../events/fitsPattern'
import { isSameData } from '../journal/isSameData'
import { finding, findingOfName, fix, ownLiteral, quote, replace, inShort, type Finding, type Subject } from './finding'
import { createNearestNames, editsBetween } from './nearestName'

/** Events of these namespaces come from the platform: nobody publishes them in the code. */
const platform = /^(data|storage|task-lifecycle):/

type Side = 'handlers' | 'publishers'

/** What is said of an event that has none of the one side, at those of the other; `open` where a site whose name is not told may be one. */
const lacking = {
  handlers: {
    code: 'unknown-event',
    at: 'publishers',
    kind: 'on',
    sure: (name: string) => `No handler is registered for ${name}, so it is ignored.`,
    open: (name: string) => `No handler that can be told is registered for ${name}; one whose name is not static may be.`,
  },
  publishers: {
    code: 'unpublished-event',
    at: 'handlers',
    kind: 'publish',
    sure: (name: string) => `Nothing in this workspace publishes ${name}, so this handler never runs.`,
    open: (name: string) => `Nothing that can be told publishes ${name}; a publish whose name is not static may.`,
  },
} as const

/** What was found of an event, and what that hangs on. */
interface Told {
  readonly chances: Chances
  readonly nearest: EventNode | undefined
  readonly near: string | null
  readonly isSure: boolean
  readonly findings: readonly Finding[]
}

/**
 * Finds events that nobody handles or publishes, and names that cannot be told. A name that an unresolved site might stand for is left
 * alone, unless nothing is known of that site and the name looks mistyped. What it found of an event is kept for as long as it is the same.
 */
export function createNameRule(): (subject: Pick<Subject, 'gone' | 'come' | 'unresolved' | 'loose'>) => readonly Finding[] {
  /** Those that nobody handles, or nobody publishes. */
  const alone = new Set<EventNode>()
  const known = new Map<string, EventNode>()
  const names = { handlers: createNearestNames(), publishers: createNearestNames() }
  const ofEvents = new WeakMap<EventNode, Told>()
  const ofSites = new WeakMap<UnresolvedSite, readonly Finding[]>()
  /** Another where there are other names, or sites that may stand for them. */
  let chances = chancesIn([])

  /** What it says of an event that has no sites of one side, by the others that may stand for it. */
  function ofEvent(event: EventNode, side: Side): readonly Finding[] {
    const before = ofEvents.get(event)
    if (before?.chances === chances && (before.nearest === undefined || known.get(before.nearest.name) === before.nearest)) {
      return before.findings
    }
    const { at, kind } = lacking[side]
    const chance = chances.of(kind, event.name)
    const name = chance === 'likely' ? null : names[side].nearest(event.name)
    const nearest = name === null ? undefined : known.get(name)
    // An event that has all that it needs was hardly meant, unless it is a slip of the keys away.
    const isMeant = name !== null && ((names[at].has(name) && !isTypo(event.name, name)) || isStep(event, nearest))
    const near = isMeant ? null : name
    const isSure = chance === 'none'
    const isTold = isSure || (near !== null && isTypo(event.name, near))
    const isSame = before !== undefined && before.near === near && before.isSure === isSure
    const findings = isSame ? before.findings : isTold ? findingsOf(event, side, near, isSure) : []
    ofEvents.set(event, { chances, nearest, near, isSure, findings })
    return findings
  }

  function unnamed(site: UnresolvedSite): readonly Finding[] {
    const known = ofSites.get(site) ?? [finding('name-not-static', site.name, site, tellUnnamed(site))]
    ofSites.set(site, known)
    return known
  }

  return ({ gone, come, unresolved, loose }) => {
    const sides = ['handlers', 'publishers'] as const
    const areOthers = sides.map((side) => names[side].change(namesWith(side, gone), namesWith(side, come)))
    for (const event of gone) {
      alone.delete(event)
      known.delete(event.name)
    }
    for (const event of come) {
      known.set(event.name, event)
      if (event.handlers.length === 0 || event.publishers.length === 0) alone.add(event)
    }
    const now = chancesIn([...unresolved, ...loose])
    if (areOthers.includes(true) || !isSameData(chances.patterns, now.patterns)) chances = now
    const ofAlone = [...alone].flatMap((event) => {
      if (event.handlers.length === 0) return ofEvent(event, 'handlers')
      return platform.test(event.name) ? [] : ofEvent(event, 'publishers')
    })
    return [...ofAlone, ...unresolved.flatMap(unnamed)]
  }
}

function tellUnnamed({ kind, expression, pattern }: UnresolvedSite): string {
  const text = inShort(expression)
  const [does, one] = kind === 'publish' ? ['publish', 'publish'] : ['handle', 'handler']
  if (pattern?.includes('*') === false) {
    const what = kind === 'publish' ? 'publishes' : 'handles'
    return `Whether ${text} ${what} ${quote(pattern)} cannot be told from the code: what it is called on is not known.`
  }
  const known = pattern === null ? '' : ` Known is ${quote(pattern)}.`
  const told = `The event name cannot be told from the code: ${text}.${known}`
  return isOpenPattern(pattern ?? '')
    ? `${told} An event that it may ${does} is told to have no ${one} only where its name looks mistyped.`
    : told
}

function namesWith(side: Side, events: readonly EventNode[]): string[] {
  return events.filter((event) => event[side].length > 0).map(({ name }) => name)
}

function findingsOf(event: EventNode, side: Side, near: string | null, isSure: boolean): readonly Finding[] {
  const { code, at, sure, open } = lacking[side]
  const { name } = event
  const sites: readonly (Publisher | HandlerSite)[] = event[at]
  const hint = near === null ? '' : ` Did you mean ${quote(near)}?`
  const message = `${(isSure ? sure : open)(quote(name))}${hint}`
  return sites.map((site) => {
    const literal = ownLiteral(site)
    const fixes = near === null || literal === null ? [] : renamed(literal, name, near, isSure)
    return findingOfName(code, name, site, message, fixes)
  })
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

/** In longer names two slips are as likely as one. */
const longName = 12

/** Whether a name was meant to be another for certain: not by a number or a plural alone, one letter is wrong, or two are exchanged; two such in a long name. */
function isTypo(name: string, near: string): boolean {
  const bare = (one: string): string => one.replace(/\d+|(?<=\p{L})s(?!\p{Ll})/gu, '')
  return editsBetween(name, near) <= (name.length > longName ? 2 : 1) && bare(name) !== bare(near)
}

/** Whether an unresolved site may stand for a name: `likely` where it fits words that are known of its name, `open` where none are. */
type Chance = 'none' | 'open' | 'likely'

interface Chances {
  readonly patterns: Readonly<Record<UnresolvedSite['kind'], ReadonlySet<string>>>
  of(kind: UnresolvedSite['kind'], name: string): Chance
}

function chancesIn(unresolved: readonly Pick<UnresolvedSite, 'kind' | 'pattern'>[]): Chances {
  const patterns = { on: new Set<string>(), publish: new Set<string>() }
  for (const { kind, pattern } of unresolved) patterns[kind].add(pattern ?? '*')
  return {
    patterns,
    of(kind, name) {
      const fitting = [...patterns[kind]].filter((pattern) => fitsPattern(name, pattern))
      return fitting.length === 0 ? 'none' : fitting.every(isOpenPattern) ? 'open' : 'likely'
    },
  }
}
