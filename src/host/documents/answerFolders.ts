import { formatCount } from '../../words/number'
import { answerQuery } from '../../graph/query/answerQuery'
import { fitAnswer } from '../../graph/query/fitAnswer'
import type { GraphQuery } from '../../graph/query/graphQuery'
import type { EventGraph } from '../../model/graph'

/**
 * The answer of the folder that a query is about: the one that it names, the only one with events, or the one that has the event. A folder
 * is named by its name, or by its path where another has the same name.
 */
export function answerFolders(folders: readonly { readonly name: string; readonly graph: EventGraph }[], query: GraphQuery): string {
  const { folder, event, from } = query
  const named = folder === undefined ? folders : folders.filter(({ name, graph }) => name === folder || graph.root === folder)
  const full = named.filter(({ graph }) => graph.events.length + graph.unresolved.length > 0)
  const having = full.filter(({ graph }) => graph.events.some(({ name }) => name === (event ?? from)))
  const [only, ...others] = having.length > 0 ? having : full.length > 0 ? full : named.slice(0, 1)
  if (only !== undefined && others.length === 0) return answerQuery(only.graph, query)
  const isTwin = (name: string): boolean => folders.filter((other) => other.name === name).length > 1
  return fitAnswer(
    'Say which folder: add "folder" to the query.',
    folders.map(
      ({ name, graph }) =>
        () =>
          `  ${JSON.stringify(isTwin(name) ? graph.root : name)} (${formatCount(graph.events.length, 'event')})`,
    ),
    query.skip ?? 0,
    (skip) => JSON.stringify({ ...query, skip }),
  )
}
