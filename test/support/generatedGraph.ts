import type { EventGraph, EventNode, Trigger } from '../../src/model/graph'
import { graphOf, handler, publisher } from '../unit/host/graphOf'

/**
 * A graph of so many events in so many pieces that hang together. In each piece a route starts the first event, each event is published
 * by a handler of an earlier one, every third waits, and some lead back. Always the same.
 */
export function generatedGraph(events: number, pieces: number): EventGraph {
  const chance = createChance()
  const nodes: EventNode[] = []
  const size = events / pieces
  for (let piece = 0; piece < pieces; piece++) {
    const names = Array.from(
      { length: Math.round((piece + 1) * size) - Math.round(piece * size) },
      (_, at) => `area${piece}.thing.happened${at}`,
    )
    const leadsTo = new Map(names.map((name): [string, Trigger[]] => [name, []]))
    for (const [at, name] of names.entries()) {
      const site = { file: `src/area${piece}/file${at}.ts`, line: 3, column: 1, path: [] }
      if (at === 0) leadsTo.get(name)!.push({ kind: 'route', name: `POST /area${piece}`, ...site })
      else leadsTo.get(name)!.push({ kind: 'event', name: names[Math.floor(chance() * at)]!, ...site })
      if (chance() < 0.3) leadsTo.get(names[Math.floor(chance() * names.length)]!)!.push({ kind: 'event', name, ...site })
    }
    for (const [at, name] of names.entries()) {
      const file = `src/area${piece}/file${at}.ts`
      const publishers = leadsTo.get(name)!.map((trigger, index) => {
        const waits = (at + index) % 3 === 0
        return publisher({ file, line: 10 + index, triggers: [trigger], ...(waits && { after: "'5 minutes'", afterMs: 300_000 }) })
      })
      nodes.push({ name, publishers, handlers: at % 11 === 10 ? [] : [handler({ file, line: 4 })] })
    }
  }
  return graphOf({ events: nodes })
}

function createChance(): () => number {
  let state = 1
  return () => (state = (state * 1_103_515_245 + 12_345) & 0x7fffffff) / 0x80000000
}
