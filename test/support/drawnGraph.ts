import type * as vscode from 'vscode'
import { layoutPiece } from '../../src/flow/layoutPiece'
import { drawPicture, type Drawn } from '../../src/host/drawPicture'
import { firstView, type GraphView } from '../../src/host/graphView'
import type { EventGraph } from '../../src/model/graph'
import type { Trace } from '../../src/model/trace'

const uri = { scheme: 'file', toString: () => 'file:///shop' } as vscode.Uri

/** The picture that the host sends of a graph, and of a run over it. */
export async function drawnGraph(graph: EventGraph, view: Partial<GraphView> = {}, trace: Trace | null = null): Promise<Drawn> {
  const folder = { uri, name: 'shop', index: 0 }
  const run = trace && {
    id: '1',
    title: '#1 order.placed',
    trace,
    simulation: { folder: uri.toString(), event: 'a', body: {}, afterMs: null },
  }
  const drawn = await drawPicture({ workspace: { workspaceFolders: [folder] } } as unknown as typeof vscode, {
    graphs: { graphs: [{ folder, graph, versions: new Map() }], problem: null } as never,
    runs: { selected: run, runs: run === null ? [] : [run] } as never,
    layout: { place: (piece) => Promise.resolve(layoutPiece(piece)), dispose: () => Promise.resolve() },
    view: { ...firstView, ...view },
    isLatest: () => true,
    signal: new AbortController().signal,
  })
  return drawn!
}
