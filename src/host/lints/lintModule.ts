import type * as vscode from 'vscode'
import { isLevel, type Level } from '../../graph/lints/lintCodes'
import { distinctBy } from '../../model/distinctBy'
import type { Lint } from '../../model/graph'
import type { Span } from '../../model/site'
import { createDiagnosticFiles, type FoundDiagnostic } from './diagnosticFiles'
import { appDocuments } from '../graphs/appFiles'
import { spanRange, type CurrentFile, type CurrentGraphs } from '../language/currentGraphs'
import { onSetting } from '../language/onSetting'
import { lintActions, type LintAction } from './lintActions'

/** What the graph finds wrong with calls, as diagnostics with quick fixes and refactorings. */
export function createLintModule(vs: typeof vscode, { graphs }: { graphs: CurrentGraphs }): vscode.Disposable {
  const diagnostics = createDiagnosticFiles(vs, 'amptEvents.lints')
  const { Error, Warning, Information } = vs.DiagnosticSeverity
  const severities = { error: Error, warning: Warning, information: Information }
  const made = new WeakMap<Span, FoundDiagnostic>()

  function show(): void {
    diagnostics.show(
      graphs.all.flatMap(({ folder, graph, shift, uriOf }) => {
        const levelOf = levelsOf(folder.uri)
        return graph.lints.flatMap((lint) => {
          const level = levelOf(lint)
          const span = level === 'off' ? null : shift.exact(lint)
          return level === 'off' || span === null ? [] : [diagnosticOf(lint, { span, level, uriOf })]
        })
      }),
    )
  }

  /** The same object as long as the lint is at its place: a span that has not moved is the lint itself. */
  function diagnosticOf(
    { message, code }: Lint,
    { span, level, uriOf }: { readonly span: Span; readonly level: Lint['severity'] } & Pick<CurrentFile, 'uriOf'>,
  ): FoundDiagnostic {
    const known = made.get(span)
    if (known?.[1].severity === severities[level]) return known
    const diagnostic = new vs.Diagnostic(spanRange(vs, span), message, severities[level])
    diagnostic.source = 'Ampt Events'
    diagnostic.code = code
    const found = [uriOf(span), diagnostic] as const
    made.set(span, found)
    return found
  }

  /** The levels of the setting, in place of those that the graph has from package.json. */
  function levelsOf(folder: vscode.Uri): (lint: Lint) => Level {
    const levels = vs.workspace.getConfiguration('amptEvents', folder).get<Readonly<Record<string, unknown>>>('lints', {})
    return ({ code, severity }) => {
      const level = levels[code]
      return isLevel(level) ? level : severity
    }
  }

  function actionsAt(document: vscode.TextDocument, range: vscode.Range, found: CurrentFile, shown: readonly vscode.Diagnostic[]) {
    const { file } = found
    const levelOf = levelsOf(found.folder.uri)
    const lints = found.graph.lints.filter((lint) => lint.file === file && levelOf(lint) !== 'off')
    const lineText = (line: number): string => document.lineAt(line - 1).text
    const actions = lints.flatMap((lint) => {
      const span = found.shift.exact(lint)
      if (span === null || spanRange(vs, span).intersection(range) === undefined) return []
      const diagnostic = shown.find(({ code, message }) => code === lint.code && message === lint.message)
      return lintActions(lint, lints, found.shift, lineText).map((action) => ({ action, diagnostic }))
    })
    // Lints of one code offer the same where the range holds several.
    const distinct = distinctBy(actions, ({ action: { title, edits } }) => JSON.stringify([title, edits]))
    return distinct.map(({ action, diagnostic }) => codeAction(action, found, diagnostic))
  }

  function codeAction({ title, kind, isPreferred, edits, refused }: LintAction, { uriOf }: CurrentFile, diagnostic?: vscode.Diagnostic) {
    const made = new vs.CodeAction(title, kind === 'fix' ? vs.CodeActionKind.QuickFix : vs.CodeActionKind.RefactorRewrite)
    if (refused !== null) made.disabled = { reason: refused }
    if (isPreferred) made.isPreferred = true
    if (diagnostic !== undefined && kind === 'fix') made.diagnostics = [diagnostic]
    made.edit = new vs.WorkspaceEdit()
    for (const edit of edits) made.edit.replace(uriOf(edit), spanRange(vs, edit), edit.text)
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
  )
}
