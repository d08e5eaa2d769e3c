import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { mock } from 'node:test'
import { dirname } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import type * as vscode from 'vscode'
import type { Change } from '../../../../src/graph/folderIndex'
import type { EventGraph } from '../../../../src/model/graph'
import { createGraphModule } from '../../../../src/host/graphs/graphModule'
import { graphOf } from '../graphOf'

describe('a reading of a folder', () => {
  it('is told when it finds anything another, and the graph is the same object until it does', async () => {
    const { graphs, told, answer } = await reading()
    const [first] = graphs.graphs
    answer(copyOf(first!.graph))
    await graphs.refresh()
    assert.deepEqual([told(), graphs.graphs[0]!.graph === first!.graph], [0, true])
    answer(graphOf({ events: [{ name: 'a', publishers: [], handlers: [] }] }))
    await graphs.refresh()
    assert.deepEqual([told(), graphs.graphs[0]!.graph === first!.graph], [1, false])
  })

  it('is told when text was edited, for what was shown meanwhile, and its graph knows the version', async () => {
    const { graphs, told, answer, documents } = await reading()
    const { graph } = graphs.graphs[0]!
    documents.push(document('/app/a.ts', 1))
    await graphs.refresh()
    assert.equal(told(), 0, 'opening a document is no edit')
    documents[0] = document('/app/a.ts', 2)
    answer(copyOf(graph))
    await graphs.refresh()
    assert.equal(told(), 1)
    assert.equal(graphs.graphs[0]!.graph, graph)
    assert.equal(graphs.graphs[0]!.versions.get('file:///app/a.ts'), 2)
    documents.length = 0
    await graphs.refresh()
    assert.equal(told(), 2, 'edits are given up with their document')
  })

  it('knows the versions of its own folder alone', async () => {
    const { graphs, documents } = await reading()
    documents.push(document('/other/a.ts', 7))
    await graphs.refresh()
    assert.deepEqual([...graphs.graphs[0]!.versions], [])
  })

  it('is put off by typing, and not by files that keep changing on disk', async () => {
    const { editor, asked } = await reading()
    mock.timers.enable({ apis: ['setTimeout'] })
    try {
      for (const at of ['a', 'b', 'c']) {
        editor.emit('disk', uriOf(`/app/${at}.ts`))
        mock.timers.tick(100)
      }
      assert.deepEqual(asked.at(-1), ['a.ts', 'b.ts', 'c.ts'])
      const before = asked.length
      await turn()
      for (const version of [2, 3, 4]) {
        editor.emit('type', { document: document('/app/a.ts', version), contentChanges: [{}] })
        mock.timers.tick(200)
      }
      assert.equal(asked.length, before)
      mock.timers.tick(50)
      assert.equal(asked.length, before + 1)
    } finally {
      mock.timers.reset()
    }
  })

  it('takes what is told under the name that a link leads to, saved or not', async () => {
    const { graphs, editor, asked, documents, unsaved, answer, watched } = await reading()
    const links = [
      { path: 'src/shared', target: '/lib/shared' },
      { path: 'one.ts', target: '/lib/one.ts' },
    ]
    answer(graphOf({ stats: { files: 1, candidates: 1, ms: 0, links }, events: [{ name: 'a', publishers: [], handlers: [] }] }))
    await graphs.refresh()
    assert.deepEqual(watched, ['/lib/shared', '/lib one.ts'])
    mock.timers.enable({ apis: ['setTimeout'] })
    try {
      documents.push({ ...document('/lib/shared/names.ts', 2), isDirty: true, getText: () => 'unsaved' })
      for (const path of ['/lib/shared/names.ts', '/lib/one.ts', '/lib/two.ts', '/lib/shared-too.ts']) editor.emit('disk', uriOf(path))
      mock.timers.tick(250)
      assert.deepEqual(asked.at(-1), ['src/shared/names.ts', 'one.ts'])
      assert.deepEqual([...unsaved()], [['src/shared/names.ts', 'unsaved']])
    } finally {
      mock.timers.reset()
    }
  })

  it('is forgotten with its folder', async () => {
    const { graphs, folders, forgotten } = await reading()
    folders.pop()
    await graphs.refresh()
    assert.deepEqual([graphs.graphs, forgotten], [[], ['/app']])
    await graphs.refresh()
    assert.equal(forgotten.length, 1)
  })

  it('is told when it comes after one that failed', async () => {
    const { graphs, told, answer } = await reading()
    answer(new Error('broken'))
    await graphs.refresh()
    assert.deepEqual([told(), graphs.problem], [1, 'app could not be read. broken'])
    answer(copyOf(graphs.graphs[0]!.graph))
    await graphs.refresh()
    assert.deepEqual([told(), graphs.problem], [2, null])
  })
})

describe('a window without a folder', () => {
  it('is told of once whoever made the module listens', async () => {
    const editor = editorWith({ documents: [], editor: new EventEmitter(), folders: [], watched: [] })
    const client = { forget: () => undefined, index: () => Promise.resolve(graphOf({})), dispose: () => Promise.resolve() }
    const graphs = createGraphModule(editor, { client, log: {} as vscode.LogOutputChannel })
    await new Promise<void>((told) => graphs.onDidChange(() => told()))
    assert.deepEqual(graphs.graphs, [])
  })
})

/** A module that has read its folder once; what is told is counted from there. `answer` is what the next readings give. */
async function reading() {
  const documents: vscode.TextDocument[] = []
  let next: EventGraph | Error = graphOf({})
  const asked: (readonly string[] | null)[] = []
  const forgotten: string[] = []
  const watched: string[] = []
  const folders = [{ uri: uriOf('/app'), name: 'app', index: 0 }]
  let overlays: Change['overlays'] = new Map()
  const client = {
    forget: (folder: string) => void forgotten.push(folder),
    index: (_folder: string, change?: Change) => {
      asked.push(change?.files ?? null)
      overlays = change?.overlays ?? overlays
      return next instanceof Error ? Promise.reject(next) : Promise.resolve(next)
    },
    dispose: () => Promise.resolve(),
  }
  const log = { debug: () => undefined, error: () => undefined } as unknown as vscode.LogOutputChannel
  const editor = new EventEmitter()
  const graphs = createGraphModule(editorWith({ documents, editor, folders, watched }), { client, log })
  await graphs.refresh()
  let count = 0
  graphs.onDidChange(() => count++)
  return {
    ...{ graphs, documents, editor, asked, folders, forgotten, watched },
    unsaved: () => overlays,
    told: () => count,
    answer: (given: EventGraph | Error) => void (next = given),
  }
}

/** Another object of the same lists. */
function copyOf(graph: EventGraph): EventGraph {
  return { ...graph, stats: { ...graph.stats, ms: graph.stats.ms + 1 } }
}

function document(path: string, version: number): vscode.TextDocument {
  return { uri: uriOf(path), version, isDirty: false } as vscode.TextDocument
}

function uriOf(path: string): vscode.Uri {
  return { scheme: 'file', path, fsPath: path, toString: () => `file://${path}` } as vscode.Uri
}

/** As much of VS Code as is asked for, with the folders /app, which is the workspace, and /other, which the tests do not read. */
function editorWith({
  documents: textDocuments,
  editor,
  folders: workspaceFolders,
  watched,
}: {
  readonly documents: readonly vscode.TextDocument[]
  readonly editor: EventEmitter
  readonly folders: readonly vscode.WorkspaceFolder[]
  /** Is told where else it is watched. */
  readonly watched: string[]
}): typeof vscode {
  const [app] = workspaceFolders
  const on = (event: string) => (listen: () => void) => editor.on(event, listen)
  const never = (): vscode.Disposable => ({ dispose: () => undefined })
  return {
    EventEmitter: function () {
      const emitter = new EventEmitter()
      return { event: (listen: () => void) => emitter.on('change', listen), fire: () => emitter.emit('change') }
    },
    Disposable: { from: never },
    Uri: { file: uriOf, joinPath: ({ path }: vscode.Uri) => uriOf(dirname(path)) },
    RelativePattern: function (base: vscode.Uri, pattern: string) {
      watched.push(pattern.includes('*') ? base.path : `${base.path} ${pattern}`)
    },
    commands: { executeCommand: () => Promise.resolve() },
    workspace: {
      workspaceFolders,
      textDocuments,
      getConfiguration: () => ({ get: (_name: string, fallback = {}) => fallback }),
      getWorkspaceFolder: ({ path }: vscode.Uri) =>
        path.startsWith('/app/') ? app : path.startsWith('/other/') ? { ...app, uri: uriOf('/other') } : undefined,
      createFileSystemWatcher: () => ({ onDidChange: on('disk'), onDidCreate: never, onDidDelete: never }),
      onDidChangeWorkspaceFolders: never,
      onDidChangeConfiguration: never,
      onDidOpenTextDocument: never,
      onDidSaveTextDocument: never,
      onDidCloseTextDocument: never,
      onDidChangeTextDocument: on('type'),
    },
  } as unknown as typeof vscode
}
