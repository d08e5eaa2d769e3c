import type * as vscode from 'vscode'
import type { GraphModule } from './graphModule'
import { siteRange, siteUri } from './openSite'

/** What the graph finds wrong with calls, as diagnostics. */
export function createLintModule(vs: typeof vscode, { graphs }: { graphs: GraphModule }): vscode.Disposable {
  const collection = vs.languages.createDiagnosticCollection('amptEvents.lints')
  const severities = {
    error: vs.DiagnosticSeverity.Error,
    warning: vs.DiagnosticSeverity.Warning,
    information: vs.DiagnosticSeverity.Information,
  }

  function show(): void {
    collection.clear()
    collection.set(
      graphs.graphs.flatMap(({ folder, graph }) =>
        graph.lints.map((lint): [vscode.Uri, vscode.Diagnostic[]] => {
          const diagnostic = new vs.Diagnostic(siteRange(vs, lint), lint.message, severities[lint.severity])
          diagnostic.source = 'Ampt Events'
          diagnostic.code = lint.code
          return [siteUri(vs, folder.uri, lint), [diagnostic]]
        }),
      ),
    )
  }
  return vs.Disposable.from(collection, graphs.onDidChange(show))
}
