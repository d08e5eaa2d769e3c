import type * as vscode from 'vscode'
import type { CurrentGraphs } from './language/currentGraphs'
import type { Named } from './tree/named'

/** The event that the cursor of the active editor stands on; null where it stands on none. */
export function eventAtCursor(vs: typeof vscode, graphs: CurrentGraphs): Named | null {
  const { document, selection } = vs.window.activeTextEditor ?? {}
  const found = document && graphs.of(document.uri)
  const [event] = (selection && found?.subjectAt(selection.active))?.events ?? []
  return found && event ? { event: event.name, folder: found.folder.uri.toString() } : null
}
