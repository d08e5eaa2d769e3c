import type * as vscode from 'vscode'
import type { Contract } from '../../model/scenario'

/** The rules that the settings choose for a file. */
export function contractOf(vs: typeof vscode, uri: vscode.Uri): Contract {
  return vs.workspace.getConfiguration('amptEvents', uri).get<Contract>('contract', 'documented')
}
