import type * as vscode from 'vscode'
import { findSiteLinks } from './findSiteLinks'
import type { GraphModule } from '../graphs/graphModule'
import { siteUri } from '../openSite'

/** Read-only documents that tell of the graph, and follow it while they are seen. */
export interface ReportDocuments extends vscode.Disposable {
  /** Shows a document by its title. `text` is asked again when the graph has changed and the document is visible. */
  show(title: string, text: () => string): Promise<void>
}

const scheme = 'ampt-events'

export function createReportDocuments(vs: typeof vscode, { graphs }: { graphs: GraphModule }): ReportDocuments {
  const changed = new vs.EventEmitter<vscode.Uri>()
  const texts = new Map<string, { readonly uri: vscode.Uri; readonly text: () => string }>()
  /** Those whose text is of an earlier graph, by their addresses. */
  const old = new Set<string>()

  /** Brings what is seen up to date; the rest waits until it is seen. */
  function renew(): void {
    for (const { document } of vs.window.visibleTextEditors) {
      const key = document.uri.toString()
      if (old.delete(key)) changed.fire(document.uri)
    }
  }

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
      for (const key of texts.keys()) old.add(key)
      renew()
    }),
    vs.window.onDidChangeVisibleTextEditors(renew),
    vs.workspace.onDidCloseTextDocument(({ uri }) => {
      texts.delete(uri.toString())
      old.delete(uri.toString())
    }),
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
