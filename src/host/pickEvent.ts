import { knownCall } from '../words/knownCall'
import type * as vscode from 'vscode'
import { place } from '../words/place'
import { offerOf } from './run/offerOf'
import { folderLabel } from './folderLabel'
import type { FolderGraph } from './graphs/graphModule'
import type { CurrentGraphs } from './language/currentGraphs'
import type { Offer } from './run/simulation'
import { readNamed, type Named } from './tree/named'

/** Asks for one of the events of the workspace; `title` says what for. Null when there is none or none is picked. */
export async function pickEvent(
  vs: typeof vscode,
  { graphs }: { readonly graphs: readonly Pick<FolderGraph, 'folder' | 'graph'>[] },
  title: string,
): Promise<(Offer & { readonly folder: string }) | null> {
  const folders = graphs.map(({ folder }) => ({ name: folder.name, path: folder.uri.fsPath }))
  const items = graphs.flatMap(({ folder, graph }) =>
    graph.events.map((event) => ({
      label: event.name,
      description: event.handlers.map(knownCall).map(place).join(', ') || 'no handler',
      ...(folders.length > 1 && { detail: folderLabel({ name: folder.name, path: folder.uri.fsPath }, folders) }),
      offer: { ...offerOf(event), folder: folder.uri.toString() },
    })),
  )
  if (items.length === 0) {
    const refresh = 'Refresh Graph'
    const message = 'No events were found in this workspace: no file calls events.publish or events.on of @ampt/sdk.'
    if ((await vs.window.showInformationMessage(message, refresh)) === refresh) await vs.commands.executeCommand('amptEvents.refresh')
    return null
  }
  const options = { title, placeHolder: 'Name of the event', matchOnDescription: true }
  return (await vs.window.showQuickPick(items, options))?.offer ?? null
}

/** The event that a command is about: the one that its argument names, else the one at the cursor, else one that is asked for. */
export async function meantEvent(vs: typeof vscode, graphs: CurrentGraphs, argument: unknown, title: string): Promise<Named | null> {
  return readNamed(argument) ?? eventAtCursor(vs, graphs) ?? (await pickEvent(vs, { graphs: graphs.all }, title))
}

/** The event that the cursor of the active editor stands on; null where it stands on none. */
function eventAtCursor(vs: typeof vscode, graphs: CurrentGraphs): Named | null {
  const { document, selection } = vs.window.activeTextEditor ?? {}
  const found = document && graphs.of(document.uri)
  const [event] = (selection && found?.subjectAt(selection.active))?.events ?? []
  return found && event ? { event: event.name, folder: found.folder.uri.toString() } : null
}
