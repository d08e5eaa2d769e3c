import { knownName } from '../../words/knownCall'
import type * as vscode from 'vscode'
import { delayLabel } from '../../words/tellDelay'
import { distinctBy } from '../../model/distinctBy'
import type { EventNode, Publisher } from '../../model/graph'
import type { Span } from '../../model/site'
import { appDocuments } from '../graphs/appFiles'
import { count } from '../count'
import { spanLocation, spanRange, type CurrentGraphs } from './currentGraphs'
import { indexOf, type EventCall } from '../eventIndex'

/** Events in the outline of a file, and by name in the workspace. */
export function createSymbolsModule(vs: typeof vscode, { graphs }: { graphs: CurrentGraphs }): vscode.Disposable {
  function inOutline<S>(
    call: EventCall<S>,
    { kind, shift, detailOf }: { kind: string; shift: (span: EventCall<S>) => vscode.Range | null; detailOf: (site: S) => string },
  ): vscode.DocumentSymbol[] {
    const range = shift(call)
    if (range === null) return []
    const meant = call.meanings.map(({ event, site }) => ({ name: event.name, detail: detailOf(site) }))
    const given = call.given.length === 0 ? [] : [{ name: kind, detail: 'named by its callers' }]
    const open = call.unresolved.map(({ pattern, expression }) => ({ name: pattern ?? expression, detail: 'not fixed by the text' }))
    // Callers that give one call bodies of several kinds make the same of it.
    const distinct = distinctBy([...meant, ...given, ...open], ({ name, detail }) => `${name} ${detail}`)
    return distinct.map(({ name, detail }) => new vs.DocumentSymbol(name, detail, vs.SymbolKind.Event, range, range))
  }

  /** The name in a call; of a call in a wrapper, the call of that. */
  function whereOf({ handlers: [handler], publishers: [publisher] }: EventNode): Span {
    return knownName((handler ?? publisher)!)
  }

  function registerOutline(): vscode.Disposable {
    return vs.languages.registerDocumentSymbolProvider(
      appDocuments,
      {
        provideDocumentSymbols: ({ uri }) => {
          const found = graphs.of(uri)
          if (found === null) return []
          const { publishes, ons } = indexOf(found.graph).inFile(found.file)
          const shift = (call: EventCall<unknown>): vscode.Range | null => {
            const span = found.shift.around(call)
            return span && spanRange(vs, span)
          }
          return [
            ...publishes.flatMap((call) => inOutline(call, { kind: 'publish', shift, detailOf: tellPublish })),
            ...ons.flatMap((call) => inOutline(call, { kind: 'on', shift, detailOf: () => 'on' })),
          ].sort((a, b) => a.range.start.compareTo(b.range.start))
        },
      },
      { label: 'Ampt Events' },
    )
  }

  let outline = registerOutline()
  return vs.Disposable.from(
    // Outlines are asked for when the text changes only; a new provider makes the editor ask again.
    graphs.onDidChange(() => {
      outline.dispose()
      outline = registerOutline()
    }),
    { dispose: () => void outline.dispose() },
    vs.languages.registerWorkspaceSymbolProvider({
      // The editor filters by itself; what cannot match is left out here.
      provideWorkspaceSymbols: (query) => {
        const isNear = ({ name }: EventNode): boolean => holdsInOrder(name.toLowerCase(), query.toLowerCase())
        return graphs.all.flatMap((current) =>
          current.graph.events.filter(isNear).flatMap((event) => {
            const span = current.shift.around(whereOf(event))
            if (span === null) return []
            const container = `${count(event.publishers.length, 'publisher')}, ${count(event.handlers.length, 'handler')}`
            return [new vs.SymbolInformation(event.name, vs.SymbolKind.Event, container, spanLocation(vs, current, span))]
          }),
        )
      },
    }),
  )
}

function tellPublish(publisher: Publisher): string {
  return ['publish', delayLabel(publisher) ?? []].flat().join(', ')
}

/** Whether a text has the characters of another in their order. */
function holdsInOrder(text: string, wanted: string): boolean {
  let at = 0
  for (const character of wanted) {
    at = text.indexOf(character, at) + 1
    if (at === 0) return false
  }
  return true
}
