import type { EventCounts } from '../../report/countByEvent'
import { outcomeOf } from '../../report/countByEvent'
import { isRecord } from '../../model/checks'
import type { EventGraph, EventNode, Lint } from '../../model/graph'

/** Which events the tree shows. */
export type TreeFilter =
  | { readonly kind: 'lints' | 'unhandled' | 'unpublished' | 'cycles' | 'failed' | 'delayed' }
  | { readonly kind: 'text'; readonly text: string }

/** The filters that are chosen by name, and what each says of the events that it leaves. */
export const namedFilters: Readonly<Record<Exclude<TreeFilter['kind'], 'text'>, string>> = {
  lints: 'with lints',
  unhandled: 'without handlers',
  unpublished: 'without publishers',
  cycles: 'in cycles',
  delayed: 'published with a delay',
  failed: 'that failed in the last run',
}

/** Such as `with lints`, `named *mail*`. */
export function tellFilter(filter: TreeFilter): string {
  return filter.kind === 'text' ? `named “${filter.text}”` : namedFilters[filter.kind]
}

/** What is known of the events beside the graph itself. */
interface Knowledge {
  readonly graph: EventGraph
  readonly lintsOf: (event: string) => readonly Lint[]
  readonly counts: ReadonlyMap<string, EventCounts> | null
}

export function passesFilter(
  filter: TreeFilter,
  { name, publishers, handlers }: EventNode,
  { graph, lintsOf, counts }: Knowledge,
): boolean {
  switch (filter.kind) {
    case 'lints':
      return lintsOf(name).length > 0
    case 'unhandled':
      return handlers.length === 0
    case 'unpublished':
      return publishers.length === 0
    case 'cycles':
      return graph.cycles.some(({ events }) => events.includes(name))
    case 'delayed':
      return publishers.some(({ after }) => after !== null)
    case 'failed': {
      const own = counts?.get(name)
      return own !== undefined && ['failed', 'unknown'].includes(outcomeOf(own))
    }
    case 'text':
      return name.toLowerCase().includes(filter.text.toLowerCase())
  }
}

/** A filter as it was stored; null when it is none of this version. */
export function readFilter(value: unknown): TreeFilter | null {
  if (!isRecord(value)) return null
  const { kind, text } = value
  if (kind === 'text') return typeof text === 'string' && text !== '' ? { kind, text } : null
  return typeof kind === 'string' && Object.hasOwn(namedFilters, kind) ? { kind: kind as keyof typeof namedFilters } : null
}
