import type * as vscode from 'vscode'
import type { EventNode } from '../../model/graph'
import { appDocuments } from '../graphs/appFiles'
import { spanRange, type CurrentGraph, type CurrentGraphs } from './currentGraphs'
import { readLines } from './readLines'
import { renameEdits, spellings, whyNotRenamed } from './renameEvent'

/** Renames an event wherever it is spelled. Where a constant stands for the name, TypeScript renames the constant. */
export function createRenameModule(vs: typeof vscode, { graphs }: { graphs: CurrentGraphs }): vscode.Disposable {
  /** The event whose name is spelled at a place; null where none is. Throws where it cannot be renamed, by us or by TypeScript. */
  function spelledAt(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): { found: CurrentGraph; event: EventNode; range: vscode.Range } | null {
    const found = graphs.of(document.uri)
    const subject = found?.subjectAt(position)
    if (!found || !subject) return null
    const range = spanRange(vs, subject.span)
    const [event] = subject.events
    if (subject.literal === null || event === undefined) {
      const text = document.getText(range)
      if (subject.part === 'callee' || isReference(text)) return null
      throw new Error(`The name of this event is put together from parts: ${text}. Rename the parts.`)
    }
    const refusal = whyNotRenamed(found.graph, event)
    if (refusal !== null) throw new Error(refusal)
    return { found, event, range: new vs.Range(range.start.translate(0, 1), range.end.translate(0, -1)) }
  }

  return vs.languages.registerRenameProvider(appDocuments, {
    prepareRename: (document, position) => {
      const at = spelledAt(document, position)
      return at && { range: at.range, placeholder: at.event.name }
    },
    provideRenameEdits: async (document, position, name) => {
      const at = spelledAt(document, position)
      if (at === null) return null
      const { graph, shift, uriOf } = at.found
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
