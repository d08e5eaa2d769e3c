import { distance } from 'fastest-levenshtein'
import type { CallName, EventNode, Fix, UnresolvedSite } from '../../model/graph'
import type { Span } from '../../model/site'
import { fitsPattern } from '../fitsPattern'
import { finding, fix, isWithin, quote, replace, type Finding, type Subject } from './finding'
import { createNearestNames } from './nearestName'

/** Events of these namespaces come from the platform: nobody publishes them in the code. */
const platform = /^(data|storage|task-lifecycle):/

/**
 * Finds events that nobody handles or publishes, and names that cannot be told. A name that an unresolved site might stand for is left
 * alone. What it found of an event is kept for as long as it is the same.
 */
export function createNameRule(): (subject: Pick<Subject, 'gone' | 'come' | 'unresolved'>) => readonly Finding[] {
  /** Those that nobody handles, or nobody publishes. */
  const alone = new Set<EventNode>()
  const handled = createNearestNames()
  const published = createNearestNames()
  const ofEvents = new WeakMap<EventNode, { readonly near: string | null; readonly findings: readonly Finding[] }>()
  const ofSites = new WeakMap<UnresolvedSite, readonly Finding[]>()

  function ofEvent(event: EventNode, near: string | null, find: () => readonly Finding[]): readonly Finding[] {
    const known = ofEvents.get(event)
    if (known !== undefined && known.near === near) return known.findings
    const findings = find()
    ofEvents.set(event, { near, findings })
    return findings
  }

  function unhandled(event: EventNode): readonly Finding[] {
    const near = handled.nearest(event.name)
    const message = `No handler is registered for ${quote(event.name)}, so it is ignored.`
    return ofEvent(event, near, () => event.publishers.map((site) => ofName('unknown-event', event.name, site, message, near)))
  }

  function unpublished(event: EventNode): readonly Finding[] {
    const near = published.nearest(event.name)
    const message = `Nothing in this workspace publishes ${quote(event.name)}, so this handler never runs.`
    return ofEvent(event, near, () => event.handlers.map((site) => ofName('unpublished-event', event.name, site, message, near)))
  }

  function unnamed(site: UnresolvedSite): readonly Finding[] {
    const known = ofSites.get(site)
    if (known !== undefined) return known
    const pattern = site.pattern === null ? '' : ` Known is ${quote(site.pattern)}.`
    const message = `The event name cannot be told from the code: ${site.expression.replace(/\s+/g, ' ')}.${pattern}`
    const findings = [finding('name-not-static', site.name, site, message)]
    ofSites.set(site, findings)
    return findings
  }

  return ({ gone, come, unresolved }) => {
    handled.change(namesWith('handlers', gone), namesWith('handlers', come))
    published.change(namesWith('publishers', gone), namesWith('publishers', come))
    for (const event of gone) alone.delete(event)
    for (const event of come) if (event.handlers.length === 0 || event.publishers.length === 0) alone.add(event)
    const mayBeHandled = amongPatterns(unresolved, 'on')
    const mayBePublished = amongPatterns(unresolved, 'publish')
    return [
      ...[...alone].flatMap((event) => {
        if (event.handlers.length === 0) return mayBeHandled(event.name) ? [] : unhandled(event)
        return platform.test(event.name) || mayBePublished(event.name) ? [] : unpublished(event)
      }),
      ...unresolved.flatMap(unnamed),
    ]
  }
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
): Finding {
  const literal = ownLiteral(site.name, site)
  const hint = near === null ? '' : ` Did you mean ${quote(near)}?`
  const fixes = near === null || literal === null ? [] : renamed(literal, name, near)
  return { ...finding(code, literal ?? site.name, site, `${message}${hint}`, fixes), event: name }
}

/** The literal that spells the name, where it is the call's own and no other call's. */
function ownLiteral({ literals }: CallName, call: Span): Span | null {
  const [only, ...others] = literals ?? []
  return only !== undefined && others.length === 0 && isWithin(only, call) ? only : null
}

function renamed(literal: Span, name: string, near: string): readonly Fix[] {
  // Within its quotes, whichever they are.
  if (literal.line !== literal.endLine || /['"`\\$]/.test(near)) return []
  const inner = { ...literal, column: literal.column + 1, endColumn: literal.endColumn - 1 }
  const made = fix(`Change to ${quote(near)}`, replace(inner, near))
  return [isTypo(name, near) ? made : { ...made, isGuess: true }]
}

/** Whether a name was meant to be another for certain: apart from a number, one letter is wrong, or two are exchanged. */
function isTypo(name: string, near: string): boolean {
  const withoutNumbers = (one: string): string => one.replace(/\d+/g, '')
  return distance(name, near) <= 2 && withoutNumbers(name) !== withoutNumbers(near)
}

/** Tells whether a name may be that of an unresolved site. */
function amongPatterns(unresolved: readonly UnresolvedSite[], kind: UnresolvedSite['kind']): (name: string) => boolean {
  const patterns = [...new Set(unresolved.filter((site) => site.kind === kind).map(({ pattern }) => pattern))]
  return (name) => patterns.some((pattern) => pattern === null || fitsPattern(name, pattern))
}
