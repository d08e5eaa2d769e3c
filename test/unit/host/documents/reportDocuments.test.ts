import assert from 'node:assert/strict'
import type * as vscode from 'vscode'
import type { GraphModule } from '../../../../src/host/graphs/graphModule'
import { createReportDocuments } from '../../../../src/host/documents/reportDocuments'

class Uri {
  constructor(readonly path: string) {}
  static from({ path }: { path: string }): Uri {
    return new Uri(path)
  }
  toString(): string {
    return this.path
  }
}

class EventEmitter<T> {
  private readonly listeners: ((value: T) => void)[] = []
  readonly event = (listener: (value: T) => void) => {
    this.listeners.push(listener)
    return { dispose: () => undefined }
  }
  fire(value: T): void {
    for (const listener of this.listeners) listener(value)
  }
}

/** An editor that asks for the text of a document when it is shown, and when it is said to have changed. */
function createEditor() {
  const graphChanged = new EventEmitter<void>()
  const seenChanged = new EventEmitter<void>()
  const nothing = { dispose: () => undefined }
  const window = {
    visibleTextEditors: [] as { document: { uri: Uri } }[],
    onDidChangeVisibleTextEditors: seenChanged.event,
    showTextDocument: (document: { uri: Uri }) => Promise.resolve(see([document.uri])),
  }
  const see = (uris: Uri[]): void => {
    window.visibleTextEditors = uris.map((uri) => ({ document: { uri } }))
    seenChanged.fire()
  }
  const vs = {
    ...{ window, Uri, EventEmitter, Disposable: { from: () => nothing } },
    languages: { registerDocumentLinkProvider: () => nothing },
    workspace: {
      onDidCloseTextDocument: () => nothing,
      openTextDocument: (uri: Uri) => Promise.resolve({ uri }),
      registerTextDocumentContentProvider: (_scheme: string, provider: vscode.TextDocumentContentProvider) => {
        provider.onDidChange!((uri) => void provider.provideTextDocumentContent(uri, null as never))
        return nothing
      },
    },
  }
  const graphs = { graphs: [], problem: null, onDidChange: graphChanged.event } as unknown as GraphModule
  return { documents: createReportDocuments(vs as unknown as typeof vscode, { graphs }), changeGraph: () => graphChanged.fire(), see }
}

describe('a document that tells of the graph', () => {
  it('is worked out again while it is seen, and once more when it is seen again', async () => {
    const { documents, changeGraph, see } = createEditor()
    let asked = 0
    await documents.show('report', () => `${++asked}`)
    assert.equal(asked, 1)
    changeGraph()
    assert.equal(asked, 2)
    see([])
    for (let edits = 0; edits < 9; edits++) changeGraph()
    assert.equal(asked, 2)
    see([new Uri('/report')])
    see([new Uri('/report'), new Uri('/other')])
    assert.equal(asked, 3)
  })
})
