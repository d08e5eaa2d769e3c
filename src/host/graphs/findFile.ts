import type * as vscode from 'vscode'
import { relativePath, type FolderGraph } from './graphModule'
import { linkedPath } from './linkedFiles'

/** A file as the graph of a folder has it. */
export interface GraphFile {
  readonly read: FolderGraph
  /** As the graph names it. */
  readonly file: string
}

/** A file in the graph of the folder that holds it, else of one with a link that leads to it; null where none was read. */
export function findFile(vs: typeof vscode, graphs: readonly FolderGraph[], uri: vscode.Uri): GraphFile | null {
  const own = vs.workspace.getWorkspaceFolder(uri)?.uri.toString()
  for (const read of graphs) {
    const { folder, graph } = read
    const linked = own === undefined ? linkedPath(graph.stats.links ?? [], uri.fsPath) : null
    const file = own === folder.uri.toString() ? relativePath(folder.uri, uri) : linked
    if (file !== null) return { read, file }
  }
  return null
}
