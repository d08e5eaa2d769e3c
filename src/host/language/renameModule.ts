import type * as vscode from 'vscode'
import type { EventNode } from '../../model/graph'
import { appDocuments } from '../graphs/appFiles'
import { siteAt, spanRange, type CurrentGraph, type CurrentGraphs } from './currentGraphs'
import { readLines } from './readLines'
import { renameEdits, spellings, whyNotRenamed } from './renameEvent'
import { subjectAt } from './subjectAt'

/** Renames an event wherever it is spelled. Where a constant stands for the name, TypeScript renames the constant. */
export function createRenameModule(vs: typeof vscode, { graphs }: { graphs: CurrentGraphs }): vscode.Disposable {
  /** The event whose name is spelled at a place. */
  function spelledAt(uri: vscode.Uri, position: vscode.Position): { found: CurrentGraph; event: EventNode; range: vscode.Range } | null {
    const found = graphs.of(uri)
    const subject = found && subjectAt(found.graph, siteAt(found, position), found.shift)
    const event = subject?.events[0]
    if (found === null || subject === null || subject.literal === null || event === undefined) return null
    const { start, end } = spanRange(vs, subject.span)
    return { found, event, range: new vs.Range(start.translate(0, 1), end.translate(0, -1)) }
  }

  /** Throws where the cursor is on a name that is put together in the call: neither we nor TypeScript can rename that. */
  function refuseComputed(document: vscode.TextDocument, position: vscode.Position): void {
    const found = graphs.of(document.uri)
    const subject = found && subjectAt(found.graph, siteAt(found, position), found.shift)
    if (subject?.part !== 'name' || subject.literal !== null) return
    const text = document.getText(spanRange(vs, subject.span))
    if (!isReference(text)) throw new Error(`The name of this event is put together from parts: ${text}. Rename the parts.`)
  }

  return vs.languages.registerRenameProvider(appDocuments, {
    prepareRename: (document, position) => {
      const at = spelledAt(document.uri, position)
      if (at === null) {
        refuseComputed(document, position)
        return null
      }
      const refusal = whyNotRenamed(at.found.graph, at.event)
      if (refusal !== null) throw new Error(refusal)
      return { range: at.range, placeholder: at.event.name }
    },
    provideRenameEdits: async (document, position, name) => {
      const at = spelledAt(document.uri, position)
      if (at === null) {
        refuseComputed(document, position)
        return null
      }
      const { graph, shift, uriOf } = at.found
      const refusal = whyNotRenamed(graph, at.event)
      if (refusal !== null) throw new Error(refusal)
      // As the editors have them now.
      const literals = spellings(graph, at.event).map((literal) => shift.exact(literal) ?? literal)
      const lines = new Map<string, readonly string[]>()
      for (const { file } of literals) {
        if (!lines.has(file)) lines.set(file, await readLines(vs, uriOf({ file })))
      }
      const edit = new vs.WorkspaceEdit()
      for (const change of renameEdits(graph, at.event, literals, { name, linesOf: (file) => lines.get(file) ?? [] })) {
        edit.replace(uriOf(change), spanRange(vs, change), change.text)
      }
      return edit
    },
  })
}

/** Such as `OrderEvent.Placed`, which TypeScript renames. */
function isReference(text: string): boolean {
  return /^[\w$]+(?:\s*[?!]?\.\s*[\w$]+)*$/.test(text)
}
