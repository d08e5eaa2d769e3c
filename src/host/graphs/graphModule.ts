import { relative } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type * as vscode from 'vscode'
import type { GraphClient } from '../../graph/graphClient'
import { isSameGraph } from '../../graph/graphDelta'
import type { Exclusion } from '../../graph/files/listSourceFiles'
import type { EventGraph, Link } from '../../model/graph'
import { UserError } from '../../model/userError'
import { isAppDocument, readFiles } from './appFiles'
import { graphSettings } from './graphSettings'
import { linkedPath, watchLinks } from './linkedFiles'

export interface FolderGraph {
  readonly folder: vscode.WorkspaceFolder
  /** The same object as long as nothing in it is another. */
  readonly graph: EventGraph
  /** By URI: the version of each open document of the folder that the graph was read from. What was edited since is not in it. */
  readonly versions: ReadonlyMap<string, number>
  /** What the setting files.exclude left out. */
  readonly exclude: readonly Exclusion[]
}

/** The event graph of each workspace folder, kept up to date with the text in the editors. */
export interface GraphModule extends vscode.Disposable {
  /** In the order of the folders; a folder is missing until it was read once. */
  readonly graphs: readonly FolderGraph[]
  /** Why the last reading of a folder failed; null when none did. */
  readonly problem: string | null
  /** After a reading that found anything another, or text that was edited: what was shown between two keystrokes may be out of place. */
  readonly onDidChange: vscode.Event<void>
  /** Reads all folders again and resolves when they are read. */
  refresh(): Promise<void>
}

/** Between the last keystroke and reading the text, in ms. */
const PAUSE_MS = 250

/** Only folders on disk are read; the work is done by the client's worker thread, one reading of a folder at a time. */
export function createGraphModule(vs: typeof vscode, deps: { client: GraphClient; log: vscode.LogOutputChannel }): GraphModule {
  const { client, log } = deps
  const byFolder = new Map<string, FolderGraph>()
  /** By folder: what may have changed on disk since the last reading began. */
  const changes = new Map<string, Set<string> | 'anything'>()
  const readings = new Map<string, Promise<void>>()
  const problems = new Map<string, string>()
  /** The folders that the client knows, by their keys. */
  const asked = new Map<string, string>()
  const links = watchLinks(vs, (uri) => readSoon(uri))
  const changed = new vs.EventEmitter<void>()
  let pause: NodeJS.Timeout | null = null

  function folders(): vscode.WorkspaceFolder[] {
    return (vs.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file')
  }

  function isOpen(key: string): boolean {
    return folders().some((folder) => keyOf(folder) === key)
  }

  async function refresh(): Promise<void> {
    for (const folder of folders()) changes.set(keyOf(folder), 'anything')
    for (const [key, path] of asked) {
      if (isOpen(key)) continue
      for (const known of [byFolder, changes, problems, asked]) known.delete(key)
      client.forget(path)
    }
    if (folders().length === 0) tell()
    await readAll()
  }

  async function readAll(): Promise<void> {
    await Promise.all(folders().map(readFolder))
  }

  /** Reads what changed in a folder; what changes meanwhile is read right after. */
  function readFolder(folder: vscode.WorkspaceFolder): Promise<void> {
    const key = keyOf(folder)
    const running = readings.get(key)
    if (running !== undefined) return running.then(() => readFolder(folder))
    const own = changes.get(key)
    if (own === undefined) return Promise.resolve()
    changes.delete(key)
    const reading = read(folder, own === 'anything' ? null : [...own]).finally(() => readings.delete(key))
    readings.set(key, reading)
    return reading.then(() => readFolder(folder))
  }

  async function read(folder: vscode.WorkspaceFolder, files: readonly string[] | null): Promise<void> {
    const key = keyOf(folder)
    try {
      const versions = new Map(documentsOf(folder).map(({ uri, version }) => [uri.toString(), version]))
      const settings = graphSettings(vs, folder.uri)
      asked.set(key, folder.uri.fsPath)
      const read = await client.index(folder.uri.fsPath, { overlays: unsavedTexts(folder), files }, settings)
      if (!isOpen(key)) return
      log.debug(`Read ${folder.name}: ${read.events.length} events in ${read.stats.files} files, ${Math.round(read.stats.ms)} ms`)
      const before = byFolder.get(key)
      const { exclude } = settings
      const isSame = before !== undefined && isSameGraph(before.graph, read) && isDeepStrictEqual(before.exclude, exclude)
      byFolder.set(key, { folder, graph: isSame ? before.graph : read, versions, exclude })
      links.watch([...byFolder.values()].flatMap(linksOf))
      const hadProblem = problems.delete(key)
      if (isSame && !hadProblem && isSameText(before.versions, versions)) return
    } catch (error) {
      if (!isOpen(key)) return
      problems.set(key, `${folder.name} could not be read. ${(error as Error).message}`)
      log.error(error instanceof UserError ? error.message : (error as Error))
    }
    tell()
  }

  function tell(): void {
    const hasAny = graphs().some(({ graph }) => graph.events.length + graph.unresolved.length + graph.problems.length > 0)
    void vs.commands.executeCommand('setContext', 'amptEvents.graph', hasAny ? 'full' : problems.size === 0 ? 'empty' : 'failed')
    changed.fire()
  }

  function documentsOf(folder: vscode.WorkspaceFolder): vscode.TextDocument[] {
    return vs.workspace.textDocuments.filter((document) => isAppDocument(document) && pathIn(folder, document.uri) !== null)
  }

  /** Path of a file as the graph of a folder names it; null where that does not have it. */
  function pathIn(folder: vscode.WorkspaceFolder, uri: vscode.Uri): string | null {
    const own = vs.workspace.getWorkspaceFolder(uri)
    if (own !== undefined && keyOf(own) === keyOf(folder)) return relativePath(folder.uri, uri)
    const read = byFolder.get(keyOf(folder))
    return read === undefined ? null : linkedPath(linksOf(read), uri.fsPath)
  }

  function unsavedTexts(folder: vscode.WorkspaceFolder): Map<string, string> {
    const unsaved = documentsOf(folder).filter(({ isDirty }) => isDirty)
    return new Map(unsaved.map((document) => [pathIn(folder, document.uri)!, document.getText()]))
  }

  /** Reads a file again in a moment, in each folder that has it. Typing puts that off; files that keep changing on disk, as under a build, do not. */
  function readSoon(uri: vscode.Uri, { isTyped = false } = {}): void {
    if (/[\\/](node_modules|\.git)[\\/]/.test(uri.fsPath)) return
    for (const folder of folders()) {
      const path = pathIn(folder, uri)
      if (path === null) continue
      const known = changes.get(keyOf(folder)) ?? new Set<string>()
      changes.set(keyOf(folder), known)
      if (known !== 'anything') known.add(path)
    }
    if (pause !== null && !isTyped) return
    if (pause !== null) clearTimeout(pause)
    pause = setTimeout(() => {
      pause = null
      void readAll()
    }, PAUSE_MS)
  }

  function graphs(): FolderGraph[] {
    return folders().flatMap((folder) => byFolder.get(keyOf(folder)) ?? [])
  }

  const watcher = vs.workspace.createFileSystemWatcher(readFiles)
  // Of a folder that is moved or deleted VS Code tells the folder alone.
  const folderWatcher = vs.workspace.createFileSystemWatcher('**', false, true, false)
  const subscriptions = vs.Disposable.from(
    watcher,
    folderWatcher,
    links,
    changed,
    watcher.onDidChange((uri) => readSoon(uri)),
    watcher.onDidCreate((uri) => readSoon(uri)),
    watcher.onDidDelete((uri) => readSoon(uri)),
    folderWatcher.onDidCreate((uri) => readSoon(uri)),
    folderWatcher.onDidDelete((uri) => readSoon(uri)),
    vs.workspace.onDidChangeWorkspaceFolders(() => void refresh()),
    vs.workspace.onDidChangeConfiguration((change) => {
      if (['files.exclude', 'amptEvents.sdkModules'].some((one) => change.affectsConfiguration(one))) void refresh()
    }),
    // A new file that the watcher has missed, or not told yet, is read when it is opened.
    vs.workspace.onDidOpenTextDocument((document) => {
      if (isAppDocument(document)) readSoon(document.uri)
    }),
    vs.workspace.onDidSaveTextDocument(({ uri }) => readSoon(uri)),
    // What was not saved is forgotten with its editor.
    vs.workspace.onDidCloseTextDocument((document) => {
      if (isAppDocument(document)) readSoon(document.uri)
    }),
    vs.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && isAppDocument(document)) readSoon(document.uri, { isTyped: true })
    }),
  )
  // Whoever shows the graphs listens by then, to hear that there is no folder to read, too.
  queueMicrotask(() => void refresh())
  return {
    get graphs() {
      return graphs()
    },
    get problem() {
      return [...problems.values()][0] ?? null
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

/** Whether no document was edited between two readings, nor closed with edits. The first version of one is 1. */
function isSameText(before: ReadonlyMap<string, number>, now: ReadonlyMap<string, number>): boolean {
  return [...before.keys(), ...now.keys()].every((uri) => (before.get(uri) ?? 1) === (now.get(uri) ?? 1))
}

function linksOf({ graph }: FolderGraph): readonly Link[] {
  return graph.stats.links ?? []
}

function keyOf({ uri }: vscode.WorkspaceFolder): string {
  return uri.toString()
}

/** Path as the graph names a file: relative to the folder, with `/`. */
export function relativePath(folder: vscode.Uri, file: vscode.Uri): string {
  return relative(folder.fsPath, file.fsPath).replaceAll('\\', '/')
}
