import type * as vscode from 'vscode'
import type { GraphModule } from './graphs/graphModule'
import { siteAt } from './language/currentGraphs'
import { shiftBy } from './language/shiftSpan'
import { subjectAt } from './language/subjectAt'
import type { Named } from './tree/named'

/** The event that the cursor of the active editor stands on; null where it stands on none. */
export function eventAtCursor(vs: typeof vscode, { graphs }: GraphModule): Named | null {
  const { document, selection } = vs.window.activeTextEditor ?? {}
  if (document === undefined || selection === undefined) return null
  const own = vs.workspace.getWorkspaceFolder(document.uri)?.uri.toString()
  const found = graphs.find(({ folder }) => folder.uri.toString() === own)
  const asRead = shiftBy(() => [])
  const [event] = (found && subjectAt(found.graph, siteAt(found.folder, document.uri, selection.active), asRead)?.events) ?? []
  return found === undefined || event === undefined ? null : { event: event.name, folder: found.folder.uri.toString() }
}
