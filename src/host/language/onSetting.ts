import type * as vscode from 'vscode'

/** Calls back when a setting, or one below it, is changed. */
export function onSetting(vs: typeof vscode, name: string, changed: () => void): vscode.Disposable {
  return vs.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(name)) changed()
  })
}
