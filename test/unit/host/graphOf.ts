import type { EventGraph, HandlerSite, Publisher } from '../../../src/model/graph'

/** A graph with these parts and nothing else. */
export function graphOf(parts: Partial<EventGraph>): EventGraph {
  const stats = { files: 1, candidates: 1, ms: 0 }
  return { version: 1, root: '/shop', events: [], unresolved: [], cycles: [], lints: [], problems: [], stats, ...parts }
}

export function publisher(parts: Partial<Publisher>): Publisher {
  return { file: 'src/index.ts', line: 1, column: 1, after: null, afterMs: null, in: null, bodySample: null, ...parts }
}

export function handler(parts: Partial<HandlerSite>): HandlerSite {
  return { file: 'src/index.ts', line: 1, column: 1, order: 1, timeoutMs: null, function: null, bodyFields: [], ...parts }
}
