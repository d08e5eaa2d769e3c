import { relative } from 'node:path'
import type * as vscode from 'vscode'
import type { GraphClient } from '../graph/graphClient'
import type { EventGraph } from '../model/graph'
import { UserError } from '../model/userError'

export interface FolderGraph {
  readonly folder: vscode.WorkspaceFolder
  readonly graph: EventGraph
  /** By URI: the version of each open document that the graph was read from. What was edited since is not in it. */
  readonly versions: ReadonlyMap<string, number>
}

/** The event graph of each workspace folder, kept up to date with the text in the editors. */
export interface GraphModule extends vscode.Disposable {
  /** In the order of the folders; a folder is missing until it was read once. */
  readonly graphs: readonly FolderGraph[]
  /** Why the last reading of a folder failed; null when none did. */
  readonly problem: string | null
  readonly onDidChange: vscode.Event<void>
  /** Reads all folders again and resolves when they are read. */
  refresh(): Promise<void>
}

/** Languages whose files an app is written in. */
export const appLanguages = ['typescript', 'typescriptreact', 'javascript', 'javascriptreact']

const APP_FILES = '**/{*.{ts,tsx,mts,cts,js,jsx,mjs,cjs},tsconfig*.json,package.json}'
/** Between the last keystroke and reading the text, in ms. */
const PAUSE_MS = 250

/** Only folders on disk are read; the work is done by the client's worker thread. */
export function createGraphModule(vs: typeof vscode, deps: { client: GraphClient; log: vscode.LogOutputChannel }): GraphModule {
  const { client, log } = deps
  const byFolder = new Map<string, FolderGraph>()
  const changed = new vs.EventEmitter<void>()
  let pause: NodeJS.Timeout | null = null
  let latest = 0
  let problem: string | null = null

  async function refresh(): Promise<void> {
    const own = ++latest
    problem = null
    const folders = (vs.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file')
    await Promise.all(folders.map(async (folder) => read(folder, () => own === latest)))
    for (const key of byFolder.keys()) if (!folders.some(({ uri }) => uri.toString() === key)) byFolder.delete(key)
    if (own !== latest) return
    const hasAny = graphs().some(({ graph }) => graph.events.length + graph.unresolved.length + graph.problems.length > 0)
    void vs.commands.executeCommand('setContext', 'amptEvents.graph', hasAny ? 'full' : problem === null ? 'empty' : 'failed')
    changed.fire()
  }

  async function read(folder: vscode.WorkspaceFolder, isLatest: () => boolean): Promise<void> {
    try {
      const versions = new Map(vs.workspace.textDocuments.map(({ uri, version }) => [uri.toString(), version]))
      const graph = await client.index(folder.uri.fsPath, unsavedTexts(folder))
      if (!isLatest()) return
      byFolder.set(folder.uri.toString(), { folder, graph, versions })
      log.debug(`Read ${folder.name}: ${graph.events.length} events in ${graph.stats.files} files, ${Math.round(graph.stats.ms)} ms`)
    } catch (error) {
      if (isLatest()) problem = `${folder.name} could not be read. ${(error as Error).message}`
      log.error(error instanceof UserError ? error.message : (error as Error))
    }
  }

  function unsavedTexts({ uri }: vscode.WorkspaceFolder): Map<string, string> {
    const unsaved = vs.workspace.textDocuments.filter(
      (document) =>
        document.isDirty && isAppFile(document) && vs.workspace.getWorkspaceFolder(document.uri)?.uri.toString() === uri.toString(),
    )
    return new Map(unsaved.map((document) => [relativePath(uri, document.uri), document.getText()]))
  }

  function refreshSoon(): void {
    if (pause !== null) clearTimeout(pause)
    pause = setTimeout(() => void refresh(), PAUSE_MS)
  }

  function graphs(): FolderGraph[] {
    return (vs.workspace.workspaceFolders ?? []).flatMap(({ uri }) => byFolder.get(uri.toString()) ?? [])
  }

  /** Whether a graph has anything of a file. */
  function isTold(uri: vscode.Uri): boolean {
    const own = vs.workspace.getWorkspaceFolder(uri)?.uri.toString()
    const known = byFolder.get(own ?? '')
    if (known === undefined) return false
    const { events, unresolved } = known.graph
    const file = relativePath(known.folder.uri, uri)
    return [...events.flatMap(({ publishers, handlers }) => [...publishers, ...handlers]), ...unresolved].some((site) => site.file === file)
  }

  const watcher = vs.workspace.createFileSystemWatcher(APP_FILES)
  const onFile = ({ fsPath }: vscode.Uri): void => {
    if (!/[\\/](node_modules|\.git)[\\/]/.test(fsPath)) refreshSoon()
  }
  const subscriptions = vs.Disposable.from(
    watcher,
    changed,
    watcher.onDidChange(onFile),
    watcher.onDidCreate(onFile),
    watcher.onDidDelete(onFile),
    vs.workspace.onDidChangeWorkspaceFolders(() => void refresh()),
    // A new file that the watcher has missed, or not told yet, is read when it is opened.
    vs.workspace.onDidOpenTextDocument((document) => {
      if (isAppFile(document) && /@ampt\/sdk|@serverless\/cloud/.test(document.getText()) && !isTold(document.uri)) refreshSoon()
    }),
    vs.workspace.onDidSaveTextDocument((document) => isAppFile(document) && refreshSoon()),
    vs.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && isAppFile(document)) refreshSoon()
    }),
  )
  void refresh()
  return {
    get graphs() {
      return graphs()
    },
    get problem() {
      return problem
    },
    onDidChange: changed.event,
    refresh,
    dispose: () => {
      if (pause !== null) clearTimeout(pause)
      subscriptions.dispose()
      void client.dispose()
    },
  }
}

/** Path as the graph names a file: relative to the folder, with `/`. */
export function relativePath(folder: vscode.Uri, file: vscode.Uri): string {
  return relative(folder.fsPath, file.fsPath).replaceAll('\\', '/')
}

function isAppFile({ uri, languageId }: vscode.TextDocument): boolean {
  return uri.scheme === 'file' && appLanguages.includes(languageId)
}
