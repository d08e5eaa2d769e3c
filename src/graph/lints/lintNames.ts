import { distance } from 'fastest-levenshtein'
import type { CallName, EventNode, Fix, UnresolvedSite } from '../../model/graph'
import type { Span } from '../../model/site'
import { fitsPattern } from '../fitsPattern'
import { finding, fix, isWithin, quote, replace, type Finding, type Subject } from './finding'

/** Events of these namespaces come from the platform: nobody publishes them in the code. */
const platform = /^(data|storage|task-lifecycle):/

/** Events that nobody handles or publishes, and names that cannot be told. A name that an unresolved site might stand for is left alone. */
export function lintNames({ events, unresolved }: Pick<Subject, 'events' | 'unresolved'>): Finding[] {
  const found: Finding[] = []
  const handled = events.filter(({ handlers }) => handlers.length > 0).map(({ name }) => name)
  const published = events.filter(({ publishers }) => publishers.length > 0).map(({ name }) => name)
  for (const event of events) {
    const { name, publishers, handlers } = event
    if (handlers.length === 0 && !mayBeAmong(name, unresolved, 'on')) {
      const near = nearest(name, handled)
      const message = `No handler is registered for ${quote(name)}, so it is ignored.`
      found.push(...publishers.map((site) => ofName('unknown-event', site, message, near)))
    }
    if (publishers.length === 0 && !platform.test(name) && !mayBeAmong(name, unresolved, 'publish')) {
      const near = nearest(name, published)
      const message = `Nothing in this workspace publishes ${quote(name)}, so this handler never runs.`
      found.push(...handlers.map((site) => ofName('unpublished-event', site, message, near)))
    }
  }
  for (const site of unresolved) {
    const known = site.pattern === null ? '' : ` Known is ${quote(site.pattern)}.`
    const message = `The event name cannot be told from the code: ${site.expression.replace(/\s+/g, ' ')}.${known}`
    found.push(finding('name-not-static', site.name, site, message))
  }
  return found
}

function ofName(
  code: Finding['code'],
  site: EventNode['publishers'][number] | EventNode['handlers'][number],
  message: string,
  near: string | null,
): Finding {
  const literal = ownLiteral(site.name, site)
  const hint = near === null ? '' : ` Did you mean ${quote(near)}?`
  return finding(code, literal ?? site.name, site, `${message}${hint}`, near === null || literal === null ? [] : renamed(literal, near))
}

/** The literal that spells the name, where it is the call's own and no other call's. */
function ownLiteral({ literals }: CallName, call: Span): Span | null {
  const [only, ...others] = literals ?? []
  return only !== undefined && others.length === 0 && isWithin(only, call) ? only : null
}

function renamed(literal: Span, name: string): readonly Fix[] {
  // Within its quotes, whichever they are.
  if (literal.line !== literal.endLine || /['"`\\$]/.test(name)) return []
  const inner = { ...literal, column: literal.column + 1, endColumn: literal.endColumn - 1 }
  return [fix(`Change to ${quote(name)}`, replace(inner, name))]
}

function mayBeAmong(name: string, unresolved: readonly UnresolvedSite[], kind: UnresolvedSite['kind']): boolean {
  return unresolved.some((site) => site.kind === kind && (site.pattern === null || fitsPattern(name, site.pattern)))
}

/** The known name with the fewest edits, when a third of the letters or fewer differ. */
function nearest(name: string, known: readonly string[]): string | null {
  const most = Math.floor(name.length / 3)
  let best: string | null = null
  let least = most + 1
  for (const one of known) {
    if (one === name || Math.abs(one.length - name.length) >= least) continue
    const edits = distance(name, one)
    if (edits < least) [best, least] = [one, edits]
  }
  return best
}
