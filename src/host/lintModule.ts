import type * as vscode from 'vscode'
import { isLevel } from '../graph/lints/lintCodes'
import type { Lint } from '../model/graph'
import { createDiagnosticFiles } from './diagnosticFiles'
import type { GraphModule } from './graphModule'
import { relativePath } from './graphModule'
import { appDocuments } from './language/appDocuments'
import { createCurrentGraphs, spanRange, type CurrentGraph } from './language/currentGraphs'
import { onSetting } from './language/onSetting'
import { lintActions, type LintAction } from './lintActions'
import { siteUri } from './openSite'

/** What the graph finds wrong with calls, as diagnostics with quick fixes and refactorings. */
export function createLintModule(vs: typeof vscode, deps: { graphs: GraphModule }): vscode.Disposable {
  const graphs = createCurrentGraphs(vs, deps.graphs)
  const diagnostics = createDiagnosticFiles(vs, 'amptEvents.lints')
  const { Error, Warning, Information } = vs.DiagnosticSeverity
  const severities = { error: Error, warning: Warning, information: Information }

  function show(): void {
    diagnostics.show(
      graphs.all.flatMap(({ folder, graph, shift }) =>
        withLevels(graph.lints, folder.uri).flatMap((lint): [vscode.Uri, vscode.Diagnostic][] => {
          const span = shift.exact(lint)
          if (span === null) return []
          const diagnostic = new vs.Diagnostic(spanRange(vs, span), lint.message, severities[lint.severity])
          diagnostic.source = 'Ampt Events'
          diagnostic.code = lint.code
          return [[siteUri(vs, folder.uri, lint), diagnostic]]
        }),
      ),
    )
  }

  /** With the levels of the setting in place of those that the graph has from package.json. */
  function withLevels(lints: readonly Lint[], folder: vscode.Uri): Lint[] {
    const levels = vs.workspace.getConfiguration('amptEvents', folder).get<Readonly<Record<string, unknown>>>('lints', {})
    return lints.flatMap((lint) => {
      const level = levels[lint.code]
      if (!isLevel(level)) return [lint]
      return level === 'off' ? [] : [{ ...lint, severity: level }]
    })
  }

  function actionsAt(document: vscode.TextDocument, range: vscode.Range, found: CurrentGraph, shown: readonly vscode.Diagnostic[]) {
    const file = relativePath(found.folder.uri, document.uri)
    const lints = withLevels(found.graph.lints, found.folder.uri).filter((lint) => lint.file === file)
    const lineText = (line: number): string => document.lineAt(line - 1).text
    const actions = lints.flatMap((lint) => {
      const span = found.shift.exact(lint)
      if (span === null || spanRange(vs, span).intersection(range) === undefined) return []
      const diagnostic = shown.find(({ code, message }) => code === lint.code && message === lint.message)
      return lintActions(lint, lints, found.shift, lineText).map((action) => ({ action, diagnostic }))
    })
    // Lints of one code offer the same where the range holds several.
    const distinct = new Map(actions.map((one) => [JSON.stringify([one.action.title, one.action.edits]), one]))
    return [...distinct.values()].map(({ action, diagnostic }) => codeAction(action, found.folder.uri, diagnostic))
  }

  function codeAction({ title, kind, isPreferred, edits, refused }: LintAction, folder: vscode.Uri, diagnostic?: vscode.Diagnostic) {
    const made = new vs.CodeAction(title, kind === 'fix' ? vs.CodeActionKind.QuickFix : vs.CodeActionKind.RefactorRewrite)
    if (refused !== null) made.disabled = { reason: refused }
    if (isPreferred) made.isPreferred = true
    if (diagnostic !== undefined && kind === 'fix') made.diagnostics = [diagnostic]
    made.edit = new vs.WorkspaceEdit()
    for (const edit of edits) made.edit.replace(siteUri(vs, folder, edit), spanRange(vs, edit), edit.text)
    return made
  }

  return vs.Disposable.from(
    diagnostics,
    graphs.onDidChange(show),
    onSetting(vs, 'amptEvents.lints', show),
    vs.languages.registerCodeActionsProvider(
      appDocuments,
      {
        provideCodeActions: (document, range, context) => {
          const found = graphs.of(document.uri)
          return found === null ? [] : actionsAt(document, range, found, context.diagnostics)
        },
      },
      { providedCodeActionKinds: [vs.CodeActionKind.QuickFix, vs.CodeActionKind.RefactorRewrite] },
    ),
    graphs,
  )
}
