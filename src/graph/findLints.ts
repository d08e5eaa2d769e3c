import type { EventNode, Lint, UnresolvedSite } from '../model/graph'
import type { Span } from '../model/site'
import { fitsPattern } from './fitsPattern'
import { compareSites, compareText } from './siteOf'

/** Events of these namespaces come from the platform: nobody publishes them in the code. */
const platform = /^(data|storage|task-lifecycle):/

/** Lints that the graph alone makes certain. A name that an unresolved site might stand for is left alone. */
export function findLints(events: readonly EventNode[], unresolved: readonly UnresolvedSite[]): Lint[] {
  const lints: Lint[] = []
  const handled = events.filter(({ handlers }) => handlers.length > 0).map(({ name }) => name)
  for (const { name, publishers, handlers } of events) {
    if (handlers.length === 0 && !mayBeAmong(name, unresolved, 'on')) {
      const near = nearest(name, handled)
      const hint = near === null ? '' : ` Did you mean "${near}"?`
      lints.push(...publishers.map((site) => lint('unknown-event', 'warning', site, `No handler is registered for "${name}".${hint}`)))
    }
    if (publishers.length === 0 && !platform.test(name) && !mayBeAmong(name, unresolved, 'publish')) {
      lints.push(
        ...handlers.map((site) => lint('unpublished-event', 'information', site, `Nothing in this workspace publishes "${name}".`)),
      )
    }
  }
  for (const site of unresolved) {
    const known = site.pattern === null ? '' : ` Known is "${site.pattern}".`
    lints.push(
      lint('name-not-static', 'information', site, `The event name cannot be told from the code: ${oneLine(site.expression)}.${known}`),
    )
  }
  return lints.sort((a, b) => compareSites(a, b) || compareText(a.code, b.code) || compareText(a.message, b.message))
}

function lint(code: string, severity: Lint['severity'], { file, line, column, endLine, endColumn }: Span, message: string): Lint {
  return { code, severity, file, line, column, endLine, endColumn, message, fixes: [] }
}

function mayBeAmong(name: string, unresolved: readonly UnresolvedSite[], kind: UnresolvedSite['kind']): boolean {
  return unresolved.some((site) => site.kind === kind && (site.pattern === null || fitsPattern(name, site.pattern)))
}

/** The known name with the fewest edits, when a third of the letters or fewer differ. */
function nearest(name: string, known: readonly string[]): string | null {
  let best: string | null = null
  let least = Math.floor(name.length / 3) + 1
  for (const one of known) {
    const distance = edits(name, one, least)
    if (distance < least) [best, least] = [one, distance]
  }
  return best
}

/** Letters to insert, delete or replace to make `b` of `a`; `enough` as soon as it is that many. */
function edits(a: string, b: string, enough: number): number {
  if (Math.abs(a.length - b.length) >= enough) return enough
  let start = 0
  let [endA, endB] = [a.length, b.length]
  while (start < endA && start < endB && a[start] === b[start]) start++
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) [endA, endB] = [endA - 1, endB - 1]
  if (start === endA || start === endB) return endA + endB - 2 * start
  let row = Array.from({ length: endB - start + 1 }, (_, index) => index)
  for (let i = start; i < endA; i++) {
    const next = [i - start + 1]
    for (let j = start; j < endB; j++) {
      const at = j - start
      next.push(Math.min(row[at + 1]! + 1, next[at]! + 1, row[at]! + (a[i] === b[j] ? 0 : 1)))
    }
    if (next.every((distance) => distance >= enough)) return enough
    row = next
  }
  return row.at(-1)!
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}
