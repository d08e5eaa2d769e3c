import type * as vscode from 'vscode'
import { answerFolders } from './answerFolders'
import type { GraphModule } from '../graphs/graphModule'
import { askQuery } from './graphToolQuery'
import { registerCommands } from '../registerCommands'
import type { ReportDocuments } from './reportDocuments'
import { fitAnswer } from '../../graph/query/fitAnswer'
import { readQuery, type GraphQuery } from '../../graph/query/graphQuery'

/** Questions about the graph: for language models as the tool `ampt_graph`, for people as a command. Both get the same answers. */
export function createGraphToolModule(
  vs: typeof vscode,
  { graphs, documents, log }: { graphs: GraphModule; documents: ReportDocuments; log: vscode.LogOutputChannel },
): vscode.Disposable {
  const answer = (query: GraphQuery | string): string => {
    if (typeof query === 'string') return query
    if (graphs.graphs.length === 0) return fitAnswer(graphs.problem ?? 'No folder was read yet. Ask again in a moment.', [], 0, String)
    return answerFolders(
      graphs.graphs.map(({ folder, graph }) => ({ name: folder.name, graph })),
      query,
    )
  }
  const commands = registerCommands(vs, log, {
    queryGraph: async (argument) => {
      const query = argument === undefined ? await askQuery(vs, graphs) : readQuery(argument)
      if (query === null) return undefined
      const title = typeof query === 'string' ? query : Object.values(query).join(' ') || 'list'
      await documents.show(`Ampt Graph: ${title}`, () => answer(query))
      return answer(query)
    },
  })
  // Hosts without language models have no `lm`.
  if (typeof (vs.lm as Partial<typeof vs.lm> | undefined)?.registerTool !== 'function') return commands
  const tool = vs.lm.registerTool<unknown>('ampt_graph', {
    prepareInvocation: () => ({ invocationMessage: 'Reading the event graph' }),
    invoke: ({ input }) => new vs.LanguageModelToolResult([new vs.LanguageModelTextPart(answer(readQuery(input)))]),
  })
  return vs.Disposable.from(commands, tool)
}
