import type * as vscode from 'vscode'

/** Diagnostics of one kind, by file. */
export interface DiagnosticFiles extends vscode.Disposable {
  /** Shows these and no others. A file whose diagnostics are as they were is not touched: a keystroke leaves nearly all so. */
  show(found: readonly (readonly [vscode.Uri, vscode.Diagnostic])[]): void
}

export function createDiagnosticFiles(vs: typeof vscode, name: string): DiagnosticFiles {
  const collection = vs.languages.createDiagnosticCollection(name)
  let shown = new Map<string, { readonly uri: vscode.Uri; readonly text: string }>()
  return {
    show: (found) => {
      const files = new Map<string, { readonly uri: vscode.Uri; readonly diagnostics: vscode.Diagnostic[] }>()
      for (const [uri, diagnostic] of found) {
        const file = files.get(uri.toString()) ?? { uri, diagnostics: [] }
        file.diagnostics.push(diagnostic)
        files.set(uri.toString(), file)
      }
      const next = new Map<string, { readonly uri: vscode.Uri; readonly text: string }>()
      for (const [key, { uri, diagnostics }] of files) {
        const text = JSON.stringify(diagnostics)
        next.set(key, { uri, text })
        if (shown.get(key)?.text !== text) collection.set(uri, diagnostics)
      }
      for (const [key, { uri }] of shown) if (!next.has(key)) collection.delete(uri)
      shown = next
    },
    dispose: () => collection.dispose(),
  }
}
