import type * as vscode from 'vscode'
import { createDiagnosticFiles } from '../lints/diagnosticFiles'
import { siteRange, siteUri } from '../openSite'
import { runDiagnostics } from './runDiagnostics'
import type { RunModule } from './runModule'

/** The failures of the last run at their lines. A new run clears them when it starts. */
export function createDiagnosticsModule(vs: typeof vscode, { runs }: { runs: RunModule }): vscode.Disposable {
  const diagnostics = createDiagnosticFiles(vs, 'amptEvents.run')

  function show(): void {
    const [run] = runs.runs
    if (run === undefined || runs.running !== null) return diagnostics.show([])
    const folder = vs.Uri.parse(run.simulation.folder)
    diagnostics.show(
      runDiagnostics(run.trace).map(({ site, severity, message }): [vscode.Uri, vscode.Diagnostic] => {
        const { start } = siteRange(vs, site)
        // To the end of the line, wherever that is.
        const range = new vs.Range(start, start.with({ character: start.character + 1000 }))
        const { Error, Warning } = vs.DiagnosticSeverity
        const diagnostic = new vs.Diagnostic(range, message, severity === 'error' ? Error : Warning)
        diagnostic.source = 'Ampt Events'
        return [siteUri(vs, folder, site), diagnostic]
      }),
    )
  }
  return vs.Disposable.from(diagnostics, runs.onDidChange(show))
}
