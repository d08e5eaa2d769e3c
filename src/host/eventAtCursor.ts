import type * as vscode from 'vscode'
import { findFile } from './graphs/findFile'
import type { GraphModule } from './graphs/graphModule'
import { siteAt } from './language/currentGraphs'
import { shiftBy } from './language/shiftSpan'
import { subjectAt } from './language/subjectAt'
import type { Named } from './tree/named'

/** The event that the cursor of the active editor stands on; null where it stands on none. */
export function eventAtCursor(vs: typeof vscode, { graphs }: GraphModule): Named | null {
  const { document, selection } = vs.window.activeTextEditor ?? {}
  if (document === undefined || selection === undefined) return null
  const found = findFile(vs, graphs, document.uri)
  if (found === null) return null
  const { folder, graph } = found.read
  const asRead = shiftBy(() => [])
  const [event] = subjectAt(graph, siteAt(found, selection.active), asRead)?.events ?? []
  return event === undefined ? null : { event: event.name, folder: folder.uri.toString() }
}
