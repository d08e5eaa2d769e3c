import { plainName } from '../../contract/names'
import type { EventGraph, EventNode } from '../../model/graph'
import type { Site, Span } from '../../model/site'
import { UserError } from '../../model/userError'
import { indexOf, literalsOf } from './eventIndex'
import { textAt } from './textAt'

/** A literal, quotes included, and what takes its place. */
export interface NameEdit extends Span {
  readonly text: string
}

/** Why an event cannot be renamed by changing the literals that spell it; null when it can. */
export function whyNotRenamed(graph: EventGraph, event: EventNode): string | null {
  const calls = [...event.publishers, ...event.handlers]
  const computed = calls.find(({ name }) => name.literals === null)
  const reason = (site: Site, why: string): string => `${event.name} cannot be renamed here: ${why} at ${site.file}:${site.line}.`
  if (computed !== undefined) return reason(computed, 'its name is put together from parts')
  const [open] = [...indexOf(graph).possible('publish', event.name), ...indexOf(graph).possible('on', event.name)]
  return open === undefined ? null : reason(open, `it may also be what ${open.pattern} means`)
}

/** The literals that spell an event, as they would spell another. Throws `UserError` when there can be no such name. */
export function renameEdits(
  graph: EventGraph,
  event: EventNode,
  { name, linesOf }: { readonly name: string; readonly linesOf: (file: string) => readonly string[] },
): NameEdit[] {
  const plain = plainName(name.trim())
  if (plain === '') throw new UserError('An event has a name. Write one.')
  if (plain !== event.name && indexOf(graph).event(plain) !== undefined) {
    throw new UserError(`There is an event ${plain} already: its handlers would run for both. Choose another name.`)
  }
  return literalsOf(event).map((literal) => {
    const text = textAt(linesOf(literal.file), literal)
    const [, quote, prefix = ''] = /^(['"`])(custom:)?/.exec(text) ?? []
    if (quote === undefined) {
      throw new UserError(`${literal.file}:${literal.line} is not as it was when the workspace was read. Save the file, then rename.`)
    }
    return { ...literal, text: `${quote}${plain.includes(':') ? '' : prefix}${escaped(plain, quote)}${quote}` }
  })
}

function escaped(name: string, quote: string): string {
  const safe = name.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`)
  return quote === '`' ? safe.replaceAll('${', '\\${') : safe
}
