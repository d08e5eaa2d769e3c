import type * as vscode from 'vscode'
import { getOrMake } from '../../model/getOrMake'
import type { Span } from '../../model/site'
import { appDocuments } from '../graphs/appFiles'
import { spanLocation, spanRange, type CurrentGraph, type CurrentGraphs } from './currentGraphs'
import { definitionTargets, handlerTargets, referenceSpans, type Target } from './eventTargets'
import { readLines } from './readLines'
import type { Subject } from './subjectAt'
import { referredSpan, textAt } from './textAt'

/**
 * "Go to Definition" from a publish to its handlers and from an `on` to what publishes, "Go to Implementation" to the handlers, "Find
 * All References". They answer on the name alone; what TypeScript answers there stays beside it.
 */
export function createNavigationModule(vs: typeof vscode, { graphs }: { graphs: CurrentGraphs }): vscode.Disposable {
  function named(uri: vscode.Uri, position: vscode.Position): { found: CurrentGraph; subject: Subject } | null {
    const found = graphs.of(uri)
    const subject = found?.subjectAt(position)
    return found && subject?.part === 'name' ? { found, subject } : null
  }

  const links =
    (targetsOf: (graph: CurrentGraph['graph'], subject: Subject) => Target[]) =>
    ({ uri }: vscode.TextDocument, position: vscode.Position): vscode.LocationLink[] => {
      const at = named(uri, position)
      if (at === null) return []
      const { graph, shift, uriOf } = at.found
      return targetsOf(graph, at.subject).flatMap((target) => {
        const [selection, around] = [shift.around(target.selection), shift.around(target.around)]
        if (selection === null || around === null) return []
        return {
          originSelectionRange: spanRange(vs, at.subject.span),
          targetUri: uriOf(selection),
          targetRange: spanRange(vs, around),
          targetSelectionRange: spanRange(vs, selection),
        }
      })
    }

  async function references(
    { uri }: vscode.TextDocument,
    position: vscode.Position,
    { includeDeclaration }: vscode.ReferenceContext,
  ): Promise<vscode.Location[]> {
    const at = named(uri, position)
    if (at === null) return []
    const { graph, shift, uriOf } = at.found
    const spans = referenceSpans(graph, at.subject, includeDeclaration).flatMap((span) => shift.exact(span) ?? [])
    const lines = new Map<string, Promise<readonly string[]>>()
    const narrowed = async (span: Span): Promise<vscode.Location> => {
      const read = await getOrMake(lines, span.file, () => readLines(vs, uriOf(span)))
      return spanLocation(vs, at.found, referredSpan(span, textAt(read, span)))
    }
    return Promise.all(spans.map(narrowed))
  }

  const { languages } = vs
  return vs.Disposable.from(
    languages.registerDefinitionProvider(appDocuments, { provideDefinition: links(definitionTargets) }),
    languages.registerImplementationProvider(appDocuments, { provideImplementation: links(handlerTargets) }),
    languages.registerReferenceProvider(appDocuments, { provideReferences: references }),
  )
}
