import type * as vscode from 'vscode'
import { appDocuments } from '../graphs/appFiles'
import { spanRange, type CurrentGraph, type CurrentGraphs } from './currentGraphs'
import { indexOf } from '../eventIndex'
import { eventCall, flowFrom, flowInto, type FlowCall } from './flowCalls'

/** "Show Call Hierarchy" on the name of an event: what leads to it, and what it leads to. */
export function createCallHierarchyModule(vs: typeof vscode, { graphs }: { graphs: CurrentGraphs }): vscode.Disposable {
  /** The event that an item stands for, and its folder. */
  const meant = new WeakMap<vscode.CallHierarchyItem, { readonly folder: string; readonly event: string | null }>()

  function itemOf(
    { folder, shift, uriOf }: CurrentGraph,
    { event, title, detail, at }: Omit<FlowCall, 'publishes'>,
  ): vscode.CallHierarchyItem | null {
    const span = shift.around(at)
    if (span === null) return null
    const kind = event === null ? vs.SymbolKind.Function : vs.SymbolKind.Event
    const range = spanRange(vs, span)
    const item = new vs.CallHierarchyItem(kind, title, detail, uriOf(span), range, range)
    meant.set(item, { folder: folder.uri.toString(), event })
    return item
  }

  function nodeOf(item: vscode.CallHierarchyItem): { found: CurrentGraph; event: Parameters<typeof eventCall>[0] } | null {
    const known = meant.get(item)
    const found = graphs.all.find(({ folder }) => folder.uri.toString() === known?.folder)
    const event = found === undefined ? null : indexOf(found.graph).event(known?.event ?? '')
    return found === undefined || event === null ? null : { found, event }
  }

  /** The calls in the file of the one that makes them; its own place where they stand elsewhere. */
  function ranges(
    { shift }: CurrentGraph,
    { publishes }: FlowCall,
    { file }: { readonly file: string },
    own: vscode.Range,
  ): vscode.Range[] {
    const spans = publishes.filter((span) => span.file === file).flatMap((span) => shift.around(span) ?? [])
    return spans.length === 0 ? [own] : spans.map((span) => spanRange(vs, span))
  }

  return vs.languages.registerCallHierarchyProvider(appDocuments, {
    prepareCallHierarchy: ({ uri }, position) => {
      const found = graphs.of(uri)
      const subject = found?.subjectAt(position)
      if (!found || subject?.part !== 'name') return null
      return subject.events.flatMap((event) => itemOf(found, eventCall(event)) ?? [])
    },
    provideCallHierarchyIncomingCalls: (item) => {
      const node = nodeOf(item)
      if (node === null) return []
      return flowInto(node.found.graph, node.event).flatMap((call) => {
        const from = itemOf(node.found, call)
        return from === null ? [] : [new vs.CallHierarchyIncomingCall(from, ranges(node.found, call, call.at, from.range))]
      })
    },
    provideCallHierarchyOutgoingCalls: (item) => {
      const node = nodeOf(item)
      if (node === null) return []
      const { at } = eventCall(node.event)
      return flowFrom(node.found.graph, node.event).flatMap((call) => {
        const to = itemOf(node.found, call)
        return to === null ? [] : [new vs.CallHierarchyOutgoingCall(to, ranges(node.found, call, at, item.range))]
      })
    },
  })
}
