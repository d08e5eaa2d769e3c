import type * as vscode from 'vscode'

/** Diagnostics of one kind, by file. */
export interface DiagnosticFiles extends vscode.Disposable {
  /** Shows these and no others. A file whose diagnostics are the same objects is not touched: a keystroke leaves nearly all so. */
  show(found: readonly FoundDiagnostic[]): void
}

export type FoundDiagnostic = readonly [vscode.Uri, vscode.Diagnostic]

export function createDiagnosticFiles(vs: typeof vscode, name: string): DiagnosticFiles {
  const collection = vs.languages.createDiagnosticCollection(name)
  let shown = new Map<string, FileDiagnostics>()
  return {
    show: (found) => {
      const files = new Map<string, FileDiagnostics>()
      for (const [uri, diagnostic] of found) {
        const key = uri.toString()
        const file = files.get(key)
        if (file === undefined) files.set(key, { uri, diagnostics: [diagnostic] })
        else file.diagnostics.push(diagnostic)
      }
      for (const [key, { uri, diagnostics }] of files) {
        if (!isSame(shown.get(key)?.diagnostics, diagnostics)) collection.set(uri, diagnostics)
      }
      for (const [key, { uri }] of shown) if (!files.has(key)) collection.delete(uri)
      shown = files
    },
    dispose: () => collection.dispose(),
  }
}

interface FileDiagnostics {
  readonly uri: vscode.Uri
  readonly diagnostics: vscode.Diagnostic[]
}

function isSame(before: readonly vscode.Diagnostic[] | undefined, now: readonly vscode.Diagnostic[]): boolean {
  return before?.length === now.length && before.every((diagnostic, index) => diagnostic === now[index])
}
