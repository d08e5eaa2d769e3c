import type * as vscode from 'vscode'
import { append } from '../../model/append'
import { getOrMake } from '../../model/getOrMake'
import type { EventGraph } from '../../model/graph'
import type { Site, Span } from '../../model/site'
import { isAppDocument } from '../graphs/appFiles'
import { findFile, type GraphFile } from '../graphs/findFile'
import type { FolderGraph, GraphModule } from '../graphs/graphModule'
import { siteUri } from '../openSite'
import { joinTyping, shiftBy, type Edit, type Shift } from './shiftSpan'
import { subjectAt, type Subject } from './subjectAt'

/** The graph of a folder, and where its spans stand in the text of the editors. */
export interface CurrentGraph {
  readonly folder: vscode.WorkspaceFolder
  readonly graph: EventGraph
  readonly shift: Shift
  /** Where an editor has a site: the document that was asked about, under whatever path that is open, or the file in the folder. */
  readonly uriOf: (site: Pick<Site, 'file'>) => vscode.Uri
}

export interface CurrentFile extends CurrentGraph {
  /** The document as the graph names it. */
  readonly file: string
  /** What stands at a position; null where nothing of the graph does. */
  subjectAt(position: vscode.Position): Subject | null
}

/**
 * Between two readings of a folder the graph lags behind what is typed. The edits since are kept, so that providers answer with spans of the
 * text as it is, or not at all.
 */
export interface CurrentGraphs extends vscode.Disposable {
  readonly all: readonly CurrentGraph[]
  /** Null when the file lies in no folder that was read, and no link of one leads to it. */
  of(uri: vscode.Uri): CurrentFile | null
  /** After a reading. */
  readonly onDidChange: vscode.Event<void>
}

export function createCurrentGraphs(vs: typeof vscode, graphs: GraphModule): CurrentGraphs {
  /** By document: its edits since the version that the graph was read from. */
  const edits = new Map<string, Change[]>()
  const seen = new WeakSet<FolderGraph>()

  /** Forgets the edits that the new graphs know: a graph is there before its listeners are told. */
  function forget(): void {
    for (const read of graphs.graphs) {
      if (seen.has(read)) continue
      seen.add(read)
      for (const [uri, version] of read.versions) {
        const later = edits.get(uri)?.filter((change) => change.version > version)
        if (later !== undefined) edits.set(uri, later)
      }
    }
  }

  function current({ folder, graph }: FolderGraph, asked?: { readonly uri: vscode.Uri; readonly file: string }): CurrentGraph {
    const uriOf = (site: Pick<Site, 'file'>): vscode.Uri => (site.file === asked?.file ? asked.uri : siteUri(vs, folder.uri, site))
    const known = new Map<string, readonly Edit[]>()
    const editsOf = (file: string): readonly Edit[] => {
      if (edits.size === 0) return []
      return getOrMake(known, file, () => joinTyping(edits.get(uriOf({ file }).toString())?.flatMap((change) => change.edits) ?? []))
    }
    return { folder, graph, shift: shiftBy(editsOf), uriOf }
  }

  const subscriptions = vs.Disposable.from(
    vs.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length === 0 || !isAppDocument(document)) return
      append(edits, document.uri.toString(), { version: document.version, edits: [...contentChanges].map(editOf).sort(lastFirst) })
    }),
    vs.workspace.onDidCloseTextDocument(({ uri }) => edits.delete(uri.toString())),
  )
  return {
    get all() {
      forget()
      return graphs.graphs.map((read) => current(read))
    },
    of: (uri) => {
      forget()
      const found = findFile(vs, graphs.graphs, uri)
      if (found === null) return null
      const { read, file } = found
      const at = current(read, { uri, file })
      return { ...at, file, subjectAt: (position) => subjectAt(read.graph, siteAt(found, position), at.shift) }
    },
    onDidChange: graphs.onDidChange,
    dispose: () => void subscriptions.dispose(),
  }
}

/** What one keystroke changed, and the version that it made. */
interface Change {
  readonly version: number
  readonly edits: readonly Edit[]
}

export function siteAt({ file }: Pick<GraphFile, 'file'>, { line, character }: vscode.Position): Site {
  return { file, line: line + 1, column: character + 1 }
}

export function spanRange(vs: typeof vscode, { line, column, endLine, endColumn }: Span): vscode.Range {
  return new vs.Range(line - 1, column - 1, endLine - 1, endColumn - 1)
}

export function spanLocation(vs: typeof vscode, { uriOf }: CurrentGraph, span: Span): vscode.Location {
  return new vs.Location(uriOf(span), spanRange(vs, span))
}

function editOf({ range: { start, end }, text }: vscode.TextDocumentContentChangeEvent): Edit {
  return { line: start.line + 1, column: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1, text }
}

/** The changes of one event count before it, so the last in the text goes first. */
function lastFirst(a: Edit, b: Edit): number {
  return b.line - a.line || b.column - a.column
}
