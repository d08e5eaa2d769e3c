import type * as vscode from 'vscode'
import { appLanguages, relativePath, type GraphModule } from './graphModule'
import { lensesOf } from './lenses'
import { siteRange } from './openSite'

/** "Simulate publish" above each publish, "Simulate" above each handler. */
export function createLensModule(vs: typeof vscode, { graphs }: { graphs: GraphModule }): vscode.Disposable {
  return vs.languages.registerCodeLensProvider(
    appLanguages.map((language) => ({ language, scheme: 'file' })),
    {
      onDidChangeCodeLenses: graphs.onDidChange,
      provideCodeLenses: ({ uri }) => {
        const own = vs.workspace.getWorkspaceFolder(uri)?.uri.toString()
        const found = graphs.graphs.find(({ folder }) => folder.uri.toString() === own)
        if (found === undefined) return []
        const folder = found.folder.uri
        return lensesOf(found.graph, relativePath(folder, uri)).map(
          ({ site, title, offer }) =>
            new vs.CodeLens(siteRange(vs, site), {
              title: `$(play) ${title}`,
              tooltip: `Publish ${offer.event} to your own handlers under virtual time`,
              command: 'amptEvents.simulatePublish',
              arguments: [{ ...offer, folder: folder.toString() }],
            }),
        )
      },
    },
  )
}
