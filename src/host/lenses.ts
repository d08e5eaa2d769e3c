import type { EventGraph, EventNode } from '../model/graph'
import type { Json } from '../model/json'
import type { Site } from '../model/site'
import { bodySample } from './bodySample'

/** A lens above a call of `publish` or `on`. */
export interface Lens {
  readonly site: Site
  readonly title: string
  readonly offer: { readonly event: string; readonly afterMs: number | null; readonly bodySample: Json }
}

/** The lenses of one file, which is named as in the graph. A call that may mean several events has one for each, with its name. */
export function lensesOf(graph: EventGraph, file: string): Lens[] {
  const lenses = graph.events.flatMap((event) => eventLenses(event).filter(({ site }) => site.file === file))
  const countOf = (lens: Lens): number =>
    lenses.filter(({ site }) => site.line === lens.site.line && site.column === lens.site.column).length
  return lenses.map((lens) => (countOf(lens) === 1 ? lens : { ...lens, title: `${lens.title} ${lens.offer.event}` }))
}

function eventLenses(event: EventNode): Lens[] {
  const { name, publishers, handlers } = event
  const sample = bodySample(event)
  return [
    ...publishers.map((site) => ({
      site,
      title: 'Simulate publish',
      offer: { event: name, afterMs: site.afterMs, bodySample: site.bodySample ?? sample },
    })),
    ...handlers.map((site) => ({ site, title: 'Simulate', offer: { event: name, afterMs: null, bodySample: sample } })),
  ]
}
