import { join } from 'node:path'
import * as vscode from 'vscode'
import { createFlowClient } from './flow/flowClient'
import { createGraphClient } from './graph/graphClient'
import { createCommandsModule } from './host/commandsModule'
import { createDiagnosticsModule } from './host/run/diagnosticsModule'
import { createGraphPageModule } from './host/pages/graphPageModule'
import { createGraphModule } from './host/graphs/graphModule'
import { createGraphToolModule } from './host/documents/graphToolModule'
import { createIndexReportModule } from './host/documents/indexReportModule'
import { createCurrentGraphs } from './host/language/currentGraphs'
import { createLanguageModule } from './host/language/languageModule'
import { createLintModule } from './host/lints/lintModule'
import { createReportDocuments } from './host/documents/reportDocuments'
import { createRunModule } from './host/run/runModule'
import { createStatusModule } from './host/run/statusModule'
import { tellInTurns } from './host/graphs/tellInTurns'
import { createTimelineModule } from './host/pages/timelineModule'
import { createTreeModule } from './host/tree/treeModule'
import type { ReadySimulate } from './sandbox/client/readySimulate'

/** Wires the modules; they end in the order of the list, what others use last. */
export function activate(context: vscode.ExtensionContext): void {
  const dist = __dirname
  const media = vscode.Uri.joinPath(context.extensionUri, 'dist', 'media')
  const icons = vscode.Uri.joinPath(context.extensionUri, 'media')
  const memory = context.workspaceState

  const log = vscode.window.createOutputChannel('Ampt Events', { log: true })
  const client = createGraphClient(join(dist, 'graphWorker.js'), {
    cacheFolder: context.globalStorageUri.fsPath,
    onWarning: (message) => log.warn(message),
  })
  const flow = createFlowClient(join(dist, 'flowWorker.js'))
  const graphs = tellInTurns(vscode, createGraphModule(vscode, { client, log }))
  let ready: Promise<ReadySimulate> | null = null
  const runs = createRunModule(vscode, {
    async simulate(request) {
      ready ??= import('./sandbox/client/readySimulate').then(({ createReadySimulate }) => createReadySimulate(dist))
      return (await ready).simulate(request)
    },
    memory,
    log,
  })
  const timeline = createTimelineModule(vscode, { runs, media, log })
  const documents = createReportDocuments(vscode, { graphs })
  const current = createCurrentGraphs(vscode, graphs)

  context.subscriptions.push(
    createCommandsModule(vscode, { graphs, runs, timeline, memory, log }),
    createTreeModule(vscode, { graphs, current, runs, memory, log }),
    createGraphPageModule(vscode, { graphs, current, runs, flow, memory, media, icons, log }),
    createLanguageModule(vscode, { graphs: current, runs }),
    createLintModule(vscode, { graphs: current }),
    createDiagnosticsModule(vscode, { runs }),
    createIndexReportModule(vscode, { graphs, documents, log }),
    createGraphToolModule(vscode, { graphs, documents, log }),
    createStatusModule(vscode, { runs }),
    current,
    documents,
    timeline,
    runs,
    { dispose: () => void ready?.then((one) => one.dispose()) },
    graphs,
    log,
  )
}
