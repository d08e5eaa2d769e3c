import type { EventGraph } from '../model/graph'
import type { GraphPicture, PictureFrame } from '../model/graphPageProtocol'
import { onceFor } from '../model/onceFor'
import { given } from '../words/given'
import { buildFlow } from './buildFlow'
import type { Flow } from './flow'
import { summarizeFlow, tellEmpty, tellNotices, type GraphView } from './graphView'
import { markRun, type RunTrace } from './markRun'
import { placeFlow, type Drawing, type PlacePiece } from './placeFlow'
import { selectFlow } from './selectFlow'

/** A picture, and what its ids mean. */
export interface Drawn {
  readonly picture: GraphPicture
  /** What is drawn. */
  readonly flow: Flow
  readonly drawing: Drawing
}

export interface DrawInput {
  readonly folders: PictureFrame['folders']
  readonly folder: string | null
  /** Of the folder; null when there is none. */
  readonly graph: Pick<EventGraph, 'events' | 'unresolved' | 'taskRuns'> | null
  /** The last of the folder; null when there is none. */
  readonly run: { readonly title: string; readonly trace: RunTrace } | null
  readonly view: GraphView
  /** What keeps the graph from being new, or from being at all. */
  readonly problem: string | null
  /** Why there is no graph. */
  readonly noGraph: string
  /** Why nothing can be laid out; null where nothing is known against it. */
  readonly failure: string | null
}

/** Rejects what lays out a piece with this when the picture is not wanted any more. */
export class Superseded extends Error {}

/** Kept for as long as the graph is: building it again on each click would be for nothing. */
const flowOf = onceFor(buildFlow)
/** By graph: the last run laid over it. */
const marked = new WeakMap<object, { readonly trace: RunTrace; readonly flow: Flow }>()
const nothing: Flow = { nodes: new Map(), edges: new Map() }

/** The picture of a folder's graph as the view asks for. Takes seconds for a large graph: only the worker calls this. Rejects with `Superseded` alone. */
export async function drawPicture(input: DrawInput, placePiece: PlacePiece): Promise<Drawn> {
  const { folders, folder, graph, run, view, problem } = input
  const { depth, isCyclesOnly, isRunShown, isDown } = view
  const all = graph === null ? nothing : withRun(graph, isRunShown && run !== null ? run.trace : null)
  const selection = selectFlow(all, view)
  const { flow, focus } = selection

  let drawing: Drawing = { nodes: [], edges: [], width: 0, height: 0 }
  let { failure } = input
  if (failure === null) {
    try {
      drawing = await placeFlow(flow, all, isDown, placePiece)
    } catch (error) {
      if (error instanceof Superseded) throw error
      failure = `The graph could not be drawn. ${(error as Error).message}`
    }
  }
  const frame: PictureFrame = {
    width: drawing.width,
    height: drawing.height,
    isDown,
    folders,
    folder,
    focus: focus && { id: focus.id, name: focus.name },
    depth,
    isCyclesOnly,
    hasCycles: [...all.nodes.values()].some(({ isInCycle }) => isInCycle),
    run: run?.title ?? null,
    isRunShown,
    summary: summarizeFlow(flow),
    empty: graph === null ? input.noGraph : (failure ?? tellEmpty(all, flow, view)),
    notices: given(graph !== null && problem, tellNotices(all, selection, view)),
    names: [...all.nodes.values()].map(({ id, name, kind }) => ({ id, name, kind })),
  }
  return { picture: { frame, nodes: drawing.nodes, edges: drawing.edges }, flow, drawing }
}

function withRun(graph: NonNullable<DrawInput['graph']>, trace: RunTrace | null): Flow {
  if (trace === null) return flowOf(graph)
  const last = marked.get(graph)
  if (last?.trace === trace) return last.flow
  const flow = markRun(flowOf(graph), trace)
  marked.set(graph, { trace, flow })
  return flow
}
