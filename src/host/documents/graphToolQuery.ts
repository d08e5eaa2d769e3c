import type * as vscode from 'vscode'
import type { GraphQuery, QueryKind } from '../../graph/query/graphQuery'
import type { GraphModule } from '../graphs/graphModule'
import { pickEvent } from '../pickEvent'

const questions: readonly { readonly label: string; readonly detail: string; readonly query: QueryKind }[] = [
  { label: 'One event', detail: 'Who publishes it, who handles it, what it leads to, its lints', query: 'event' },
  { label: 'All events', detail: 'Each with its counts and what it leads to', query: 'list' },
  { label: 'The way from one event to another', detail: 'The shortest chain of handlers that publish', query: 'path' },
  { label: 'Cycles', detail: 'Events that publish each other', query: 'cycles' },
  { label: 'Lints', detail: 'The worst first', query: 'lints' },
  { label: 'Unresolved names', detail: 'Calls whose event name the text does not fix', query: 'unresolved' },
]

/** Asks a person what to ask the graph. Null when they call it off. */
export async function askQuery(vs: typeof vscode, graphs: GraphModule): Promise<GraphQuery | null> {
  const title = 'Query Graph'
  const question = await vs.window.showQuickPick(questions, { title, placeHolder: 'What do you want to know?', matchOnDetail: true })
  if (question === undefined) return null
  const { query } = question
  if (query === 'event') {
    const event = await pickEvent(vs, graphs, title)
    return event && { query, event: event.event }
  }
  if (query !== 'path') return { query }
  const from = await pickEvent(vs, graphs, `${title}: from which event?`)
  const to = from && (await pickEvent(vs, graphs, `${title}: from ${from.event} to which event?`))
  return to && { query, from: from.event, to: to.event }
}
