import type { EventNode } from '../../model/graph'
import type { Json } from '../../model/json'

/** A body to start from for an event: the first that a publish writes out, else what its handlers read, else `{}`. */
export function bodySample({ publishers, handlers }: EventNode): Json {
  const written = publishers.find(({ bodySample: sample }) => sample !== null)
  if (written !== undefined) return written.bodySample
  return fieldsSample(handlers.flatMap(({ bodyFields }) => bodyFields))
}

function fieldsSample(fields: readonly string[]): Json {
  return Object.fromEntries(fields.map((field) => [field, null]))
}
