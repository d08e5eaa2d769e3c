import type * as vscode from 'vscode'
import { siteRange } from '../openSite'
import { shownText } from '../shownText'
import { appDocuments } from '../graphs/appFiles'
import type { CurrentGraphs } from './currentGraphs'
import { lensesOf, type Lens } from './lenses'
import { contractOf } from './contractOf'
import { onSetting } from './onSetting'

/** "Simulate publish" above each publish, "Simulate" above each `on` and above handlers that are declared elsewhere. */
export function createLensModule(vs: typeof vscode, { graphs }: { graphs: CurrentGraphs }): vscode.Disposable {
  const changed = new vs.EventEmitter<void>()

  function codeLens({ site, title, offer }: Lens, folder: string): vscode.CodeLens {
    const command =
      offer === null
        ? { title: shownText(title), command: '' }
        : {
            title: `$(play) ${shownText(title)}`,
            tooltip: `Publish ${offer.event} to your own handlers under virtual time`,
            command: 'amptEvents.simulatePublish',
            arguments: [{ ...offer, folder }],
          }
    return new vs.CodeLens(siteRange(vs, site), command)
  }

  return vs.Disposable.from(
    changed,
    graphs.onDidChange(() => changed.fire()),
    onSetting(vs, 'amptEvents.lenses', () => changed.fire()),
    onSetting(vs, 'amptEvents.contract', () => changed.fire()),
    vs.languages.registerCodeLensProvider(appDocuments, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: ({ uri }) => {
        const found = graphs.of(uri)
        if (found === null) return []
        const isShown = vs.workspace.getConfiguration('amptEvents.lenses', uri)
        return lensesOf(found.graph, found.file, found.shift, contractOf(vs, uri))
          .filter(({ kind }) => isShown.get(kind, true))
          .map((lens) => codeLens(lens, found.folder.uri.toString()))
      },
    }),
  )
}
