import { drawPicture, type DrawInput, type Drawn } from '../../src/flow/drawPicture'
import { firstView, type GraphView } from '../../src/flow/graphView'
import { layoutPiece } from '../../src/flow/layoutPiece'
import type { EventGraph } from '../../src/model/graph'
import type { Trace } from '../../src/model/trace'

const folder = 'file:///shop'

/** The picture that the host sends of a graph, and of a run over it. */
export function drawnGraph(graph: EventGraph, view: Partial<GraphView> = {}, trace: Trace | null = null): Promise<Drawn> {
  return drawPicture(drawInput(graph, view, trace), (piece) => Promise.resolve(layoutPiece(piece)))
}

/** What the picture of a graph in a folder is made of. */
export function drawInput<T extends Trace | null>(graph: EventGraph, view: Partial<GraphView> = {}, trace: T = null as T) {
  return {
    folders: [{ id: folder, name: 'shop' }],
    folder,
    graph,
    run: trace && { title: '#1 order.placed', trace },
    view: { ...firstView, ...view },
    problem: null,
    noGraph: 'Reading the workspace…',
    failure: null,
  } satisfies DrawInput
}
