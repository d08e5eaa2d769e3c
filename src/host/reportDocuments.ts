import type * as vscode from 'vscode'
import { findSiteLinks } from './findSiteLinks'
import type { GraphModule } from './graphModule'
import { siteUri } from './openSite'

/** Read-only documents that tell of the graph, and follow it. */
export interface ReportDocuments extends vscode.Disposable {
  /** Shows a document by its title. `text` is asked again whenever the graph changes. */
  show(title: string, text: () => string): Promise<void>
}

const scheme = 'ampt-events'

export function createReportDocuments(vs: typeof vscode, { graphs }: { graphs: GraphModule }): ReportDocuments {
  const changed = new vs.EventEmitter<vscode.Uri>()
  const texts = new Map<string, { readonly uri: vscode.Uri; readonly text: () => string }>()

  function links(document: vscode.TextDocument): vscode.DocumentLink[] {
    const folders = graphs.graphs.map(({ folder, graph }) => ({ uri: folder.uri, name: folder.name, graph }))
    return findSiteLinks(document.getText(), folders).map(({ line, start, end, folder, site }) => {
      const target = siteUri(vs, folder.uri, site).with({ fragment: `L${site.line},${site.column}` })
      return new vs.DocumentLink(new vs.Range(line, start, line, end), target)
    })
  }

  const subscriptions = vs.Disposable.from(
    changed,
    vs.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) =>
        texts.get(uri.toString())?.text() ?? 'This text belongs to another session. Run its command again.',
    }),
    vs.languages.registerDocumentLinkProvider({ scheme }, { provideDocumentLinks: links }),
    graphs.onDidChange(() => {
      for (const { uri } of texts.values()) changed.fire(uri)
    }),
    vs.workspace.onDidCloseTextDocument(({ uri }) => texts.delete(uri.toString())),
  )
  return {
    show: async (title, text) => {
      // What tabs show is the part behind the last slash.
      const uri = vs.Uri.from({ scheme, path: `/${title.replaceAll('/', '∕')}` })
      texts.set(uri.toString(), { uri, text })
      // One that is open already tells the new text.
      changed.fire(uri)
      await vs.window.showTextDocument(await vs.workspace.openTextDocument(uri), { preview: true })
    },
    dispose: () => void subscriptions.dispose(),
  }
}
