import type { EventNode, Publisher } from '../../model/graph'
import type { Json } from '../../model/json'
import type { Offer } from './simulation'

/** To simulate an event, or one publish of it: with the body that this writes out, else with one for the event. */
export function offerOf(event: EventNode, publisher?: Publisher): Offer {
  return { event: event.name, afterMs: publisher?.afterMs ?? null, bodySample: publisher?.bodySample ?? sampleOf(event) }
}

/** The first body that a publish writes out, else what its handlers read, else `{}`. */
function sampleOf({ publishers, handlers }: EventNode): Json {
  const written = publishers.find(({ bodySample: sample }) => sample !== null)
  if (written !== undefined) return written.bodySample
  return fieldsSample(handlers.flatMap(({ bodyFields }) => bodyFields))
}

function fieldsSample(fields: readonly string[]): Json {
  return Object.fromEntries(fields.map((field) => [field, null]))
}
