import type { EventGraph } from '../../model/graph'
import { getOrMake } from '../../model/getOrMake'
import { onceFor } from '../../model/onceFor'
import type { Contract } from '../../model/scenario'

/** What is made of a file, made once for each graph and contract: editors ask after each keystroke, and then only the places have changed. */
export function onceForFile<T>(
  make: (graph: EventGraph, file: string, contract: Contract) => readonly T[],
): (graph: EventGraph, file: string, contract: Contract) => readonly T[] {
  const filesOf = onceFor((_graph: EventGraph) => new Map<string, readonly T[]>())
  return (graph, file, contract) => getOrMake(filesOf(graph), `${contract} ${file}`, () => make(graph, file, contract))
}
