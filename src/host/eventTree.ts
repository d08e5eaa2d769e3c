import { formatDuration } from '../contract/duration'
import type { EventGraph, EventNode, HandlerSite, Publisher } from '../model/graph'
import type { Json } from '../model/json'
import type { Site } from '../model/site'
import { bodySample } from './bodySample'

/** A row of the tree, without what VS Code makes of it. */
export interface TreeNode {
  /** Unique among all rows of the graph, and the same after an edit elsewhere. */
  readonly id: string
  readonly label: string
  readonly description: string
  /** Name of a codicon. */
  readonly icon: string
  readonly tooltip: string
  readonly site: Site | null
  /** What "Simulate" on this row publishes; null where nothing can be. */
  readonly offer: { readonly event: string; readonly afterMs: number | null; readonly bodySample: Json } | null
  readonly children: readonly TreeNode[]
}

/** The rows for a graph: each event with its publishers and handlers, then what could not be resolved or read. */
export function eventTree({ events, unresolved, cycles, problems }: EventGraph): TreeNode[] {
  return [
    ...events.map(eventRow),
    ...group('unresolved', 'Names not known before a run', 'question', [
      ...unresolved.map((site) => ({
        ...leaf(`unresolved ${exactPlace(site)}`, site.pattern ?? site.expression, site),
        icon: site.kind === 'publish' ? publisherIcon : handlerIcon,
        tooltip: `The text does not fix the name of this ${site.kind}: ${site.expression}`,
      })),
    ]),
    ...group(
      'cycles',
      'Cycles',
      'sync',
      cycles.map(({ events: names, delayed }) => ({
        ...leaf(`cycle ${names.join(' ')}`, [...names, names[0]].join(' → '), null),
        icon: 'sync',
        description: delayed ? 'delayed' : 'without delay',
        tooltip: 'These events publish each other in a circle.',
      })),
    ),
    ...group('problems', 'Problems', 'warning', [
      ...problems.map((problem) => ({
        ...leaf(`problem ${exactPlace(problem)}`, problem.message, problem),
        icon: 'warning',
        tooltip: problem.message,
      })),
    ]),
  ]
}

const publisherIcon = 'broadcast'
const handlerIcon = 'symbol-method'

function eventRow(event: EventNode): TreeNode {
  const { name, publishers, handlers } = event
  const sample = bodySample(event)
  const offer = { event: name, afterMs: null, bodySample: sample }
  const [published, handled] = [count(publishers.length, 'publisher'), count(handlers.length, 'handler')]
  return {
    ...leaf(`event ${name}`, name, null),
    icon: 'zap',
    // Side bars are narrow: numbers, and words only for what is missing.
    description: `${publishers.length || published} → ${handlers.length || handled}`,
    tooltip: `${name}: ${published}, ${handled}${handlers.length === 0 ? ', so it would be ignored' : ''}`,
    offer,
    children: [...publishers.map((site) => publisherRow(name, site)), ...handlers.map((site) => ({ ...handlerRow(name, site), offer }))],
  }
}

function publisherRow(event: string, publisher: Publisher): TreeNode {
  const { after, afterMs, in: within } = publisher
  return {
    ...leaf(`publish ${event} ${exactPlace(publisher)}`, after === null ? 'publish' : `publish after ${unquoted(after)}`, publisher),
    icon: publisherIcon,
    description: [place(publisher), ...(within === null ? [] : [`in the ${within}`])].join(' · '),
    tooltip: `${event} is published here`,
    offer: { event, afterMs, bodySample: publisher.bodySample },
  }
}

function handlerRow(event: string, handler: HandlerSite): TreeNode {
  const { timeoutMs, function: called } = handler
  return {
    ...leaf(`on ${event} ${exactPlace(handler)}`, called?.name ?? 'handler', handler),
    icon: handlerIcon,
    description: [place(handler), ...(timeoutMs === null ? [] : [`timeout ${formatDuration(timeoutMs)}`])].join(' · '),
    tooltip: `Handler ${handler.order} of ${event}`,
  }
}

function group(id: string, label: string, icon: string, children: readonly TreeNode[]): TreeNode[] {
  if (children.length === 0) return []
  return [{ ...leaf(id, label, null), icon, description: String(children.length), tooltip: label, children }]
}

function leaf(id: string, label: string, site: Site | null): TreeNode {
  const description = site === null ? '' : place(site)
  return { id, label, description, icon: 'circle', tooltip: label, site, offer: null, children: [] }
}

function place({ file, line }: Site): string {
  return `${file}:${line}`
}

function exactPlace(site: Site): string {
  return `${place(site)}:${site.column}`
}

function unquoted(text: string): string {
  return text.replace(/^(['"`])(.*)\1$/, '$2')
}

function count(number: number, noun: string): string {
  return number === 0 ? `no ${noun}` : `${number} ${noun}${number === 1 ? '' : 's'}`
}
