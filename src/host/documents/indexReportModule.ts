import type * as vscode from 'vscode'
import type { GraphModule } from '../graphs/graphModule'
import { indexReport } from './indexReport'
import { registerCommands } from '../registerCommands'
import type { ReportDocuments } from './reportDocuments'

/** The command "Show Index Report". */
export function createIndexReportModule(
  vs: typeof vscode,
  { graphs, documents, log }: { graphs: GraphModule; documents: ReportDocuments; log: vscode.LogOutputChannel },
): vscode.Disposable {
  const report = (): string =>
    indexReport(
      graphs.graphs.map(({ folder, graph, exclude }) => ({ name: folder.name, graph, exclude })),
      graphs.problem,
    )
  return registerCommands(vs, log, { showIndexReport: () => documents.show('Ampt Index Report', report) })
}
