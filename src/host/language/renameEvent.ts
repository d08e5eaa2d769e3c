import { plainName } from '../../contract/names'
import { place, spanKey } from '../../words/place'
import { distinctBy } from '../../model/distinctBy'
import type { EventGraph, EventNode } from '../../model/graph'
import type { Site, Span } from '../../model/site'
import { UserError } from '../../model/userError'
import { holds, indexOf, literalsOf } from '../eventIndex'
import { textAt } from './textAt'

/** A literal, quotes included, and what takes its place. */
export interface NameEdit extends Span {
  readonly text: string
}

/** Why an event cannot be renamed by changing the literals that spell it; null when it can. */
export function whyNotRenamed(graph: EventGraph, event: EventNode): string | null {
  const calls = [...event.publishers, ...event.handlers]
  const computed = calls.find(({ name }) => name.literals === null)
  const keyed = calls.find(({ name }) => name.inTypes === null)
  const reason = (site: Site, why: string): string => `${event.name} cannot be renamed here: ${why} at ${place(site)}.`
  if (computed !== undefined) return reason(computed, 'its name is put together from parts')
  if (keyed !== undefined) return reason(keyed, 'a type allows its name by no literal that could change with it')
  const part = sharesItsText(event) ? partOf(graph, event.name) : null
  if (part !== null) return reason(part.site, `its text may be a part of ${part.name}`)
  const [open] = [...indexOf(graph).possible('publish', event.name), ...indexOf(graph).possible('on', event.name)]
  return open === undefined ? null : reason(open, `it may also be what ${open.pattern} means`)
}

/** Whether a literal stands outside of the call: as a constant, it may have other uses. */
function sharesItsText({ publishers, handlers }: EventNode): boolean {
  return [...publishers, ...handlers].some((call) => call.name.literals?.some((literal) => !holds(call, literal)) === true)
}

/** A call whose name is put together and holds another. */
function partOf({ events }: EventGraph, text: string): { readonly name: string; readonly site: Site } | null {
  for (const { name, publishers, handlers } of events) {
    const site = name.includes(text) ? [...publishers, ...handlers].find((call) => call.name.literals === null) : undefined
    if (site !== undefined) return { name, site }
  }
  return null
}

/** All literals that spell an event, those in tests too. */
export function spellings({ tests }: EventGraph, event: EventNode): readonly Span[] {
  const inTests = tests.flatMap((test) => (test.event === event.name && test.literal !== null ? [test.literal] : []))
  return distinctBy([...literalsOf(event), ...inTests], spanKey)
}

/** The literals that spell an event, as they would spell another. Throws `UserError` when there can be no such name. */
export function renameEdits(
  graph: EventGraph,
  event: EventNode,
  literals: readonly Span[],
  { name, linesOf }: { readonly name: string; readonly linesOf: (file: string) => readonly string[] },
): NameEdit[] {
  const plain = plainName(name.trim())
  if (plain === '') throw new UserError('An event has a name. Write one.')
  if (plain !== event.name && indexOf(graph).event(plain) !== null) {
    throw new UserError(`There is an event ${plain} already: its handlers would run for both. Choose another name.`)
  }
  return literals.map((literal) => {
    const text = textAt(linesOf(literal.file), literal)
    const [, quote, prefix = ''] = /^(['"`])(custom:)?/.exec(text) ?? []
    if (quote === undefined) {
      throw new UserError(`${place(literal)} is not as it was when the workspace was read. Save the file, then rename.`)
    }
    // Ampt takes `custom:` for no part of a name only where that has no other colon.
    return { ...literal, text: `${quote}${plain.includes(':') ? '' : prefix}${escaped(plain, quote)}${quote}` }
  })
}

function escaped(name: string, quote: string): string {
  const safe = name.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`)
  return quote === '`' ? safe.replaceAll('${', '\\${') : safe
}
