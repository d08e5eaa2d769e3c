import type { Delay, EventGraph, HandlerSite, Publisher, UnresolvedSite } from '../../../src/model/graph'
import type { Span } from '../../../src/model/site'

/** A graph with these parts and nothing else. */
export function graphOf(parts: Partial<EventGraph>): EventGraph {
  const stats = { files: 1, candidates: 1, ms: 0 }
  return {
    version: 1,
    root: '/shop',
    events: [],
    unresolved: [],
    taskRuns: [],
    tests: [],
    cycles: [],
    lints: [],
    problems: [],
    stats,
    ...parts,
  }
}

export function publisher(parts: Partial<Publisher>): Publisher {
  const unknown = { ...atOnce, isRepeated: false, within: null, in: null, triggers: [] }
  return { ...span(parts), ...unknown, name, bodySample: null, ...parts }
}

/** No delay. */
export const atOnce: Delay = { after: null, afterAt: null, afterMs: null, afterRangeMs: null, afterValue: null }

export function handler(parts: Partial<HandlerSite>): HandlerSite {
  return { ...span(parts), order: 1, timeoutMs: null, timeoutAt: null, function: null, uncalled: null, name, bodyFields: [], ...parts }
}

export function unresolved(parts: Partial<UnresolvedSite>): UnresolvedSite {
  return { kind: 'publish', ...span(parts), expression: 'name()', name, pattern: null, matches: [], within: null, triggers: [], ...parts }
}

/** A call of 20 characters. */
function span({ file = 'src/index.ts', line = 1, column = 1 }: Partial<Span>): Span {
  return { file, line, column, endLine: line, endColumn: column + 20 }
}

const name = { ...span({ column: 16 }), literals: null }
