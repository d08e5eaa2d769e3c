import { answerQuery } from '../graph/query/answerQuery'
import type { GraphQuery } from '../graph/query/graphQuery'
import type { EventGraph } from '../model/graph'

/** The answer of the folder that a query is about: the one that it names, the only one with events, or the one that has the event. */
export function answerFolders(folders: readonly { readonly name: string; readonly graph: EventGraph }[], query: GraphQuery): string {
  const { folder, event, from } = query
  const named = folder === undefined ? folders : folders.filter(({ name }) => name === folder)
  const full = named.filter(({ graph }) => graph.events.length + graph.unresolved.length > 0)
  const having = full.filter(({ graph }) => graph.events.some(({ name }) => name === (event ?? from)))
  const [only, ...others] = having.length > 0 ? having : full.length > 0 ? full : named.slice(0, 1)
  if (only !== undefined && others.length === 0) return answerQuery(only.graph, query)
  const known = folders.map(({ name, graph }) => `${JSON.stringify(name)} (${graph.events.length} events)`)
  return `Say which folder: add "folder" to the query, one of ${known.slice(0, 20).join(', ')}.`
}
