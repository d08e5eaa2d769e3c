import type * as vscode from 'vscode'
import type { GraphModule } from './graphModule'
import { relativePath } from './graphModule'
import { subjectAt } from './language/subjectAt'
import { shiftBy } from './language/shiftSpan'
import { readOffer } from './readOffer'
import { offerOfRow } from './treeModule'

/** What "Focus in Graph" was called with: a name, a row of the tree, an object with an event, or nothing, which means the cursor. */
export function readFocusArgument(
  vs: typeof vscode,
  graphs: GraphModule,
  argument: unknown,
): { readonly event: string; readonly folder?: string } | null {
  if (typeof argument === 'string') return { event: argument }
  return readOffer(offerOfRow(argument) ?? argument) ?? atCursor(vs, graphs)
}

function atCursor(vs: typeof vscode, { graphs }: GraphModule): { readonly event: string; readonly folder: string } | null {
  const editor = vs.window.activeTextEditor
  const owner =
    editor && graphs.find(({ folder }) => vs.workspace.getWorkspaceFolder(editor.document.uri)?.uri.toString() === folder.uri.toString())
  if (editor === undefined || owner === undefined) return null
  const { line, character } = editor.selection.active
  const site = { file: relativePath(owner.folder.uri, editor.document.uri), line: line + 1, column: character + 1 }
  const [event] =
    subjectAt(
      owner.graph,
      site,
      shiftBy(() => []),
    )?.events ?? []
  return event === undefined ? null : { event: event.name, folder: owner.folder.uri.toString() }
}
