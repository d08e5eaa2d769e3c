import type * as vscode from 'vscode'
import { buildFlow } from '../flow/buildFlow'
import type { Flow, FlowSite } from '../flow/flow'
import type { LayoutClient } from '../flow/layoutClient'
import { markRun } from '../flow/markRun'
import { placeFlow, type Drawing } from '../flow/placeFlow'
import { selectFlow } from '../flow/selectFlow'
import type { EventGraph } from '../model/graph'
import type { GraphPicture, PictureFrame } from '../model/graphPageProtocol'
import type { Trace } from '../model/trace'
import { folderLabel } from './folderLabel'
import type { GraphModule } from './graphModule'
import { summarizeFlow, tellEmpty, tellNotices, type GraphView } from './graphView'
import type { RunModule } from './runModule'

/** A picture, and what its ids mean. */
export interface Drawn {
  readonly picture: GraphPicture
  /** What is drawn. */
  readonly flow: Flow
  readonly drawing: Drawing
  readonly folder: vscode.Uri | null
  readonly folderName: string
  sitesOf(of: 'node' | 'edge', id: string): readonly FlowSite[]
}

export interface DrawInput {
  readonly graphs: GraphModule
  readonly runs: RunModule
  readonly layout: LayoutClient
  readonly view: GraphView
  readonly isLatest: () => boolean
  readonly signal: AbortSignal
}

const flows = new WeakMap<EventGraph, Flow>()
/** By graph: the last run laid over it. */
const marked = new WeakMap<EventGraph, { readonly trace: Trace; readonly flow: Flow }>()
const empty: Flow = { nodes: new Map(), edges: new Map() }

/** The picture of a folder's graph as the view asks for. Null when a later one was begun meanwhile. */
export async function drawPicture(vs: typeof vscode, input: DrawInput): Promise<Drawn | null> {
  const { graphs, runs, layout, view, isLatest, signal } = input
  const shown = graphs.graphs.find(({ folder }) => folder.uri.toString() === view.folder) ?? graphs.graphs[0]
  const folder = shown?.folder.uri ?? null
  const run = runs.selected?.simulation.folder === folder?.toString() ? (runs.selected ?? undefined) : undefined
  const all = shown === undefined ? empty : flowOf(shown.graph, view.isRunShown && run !== undefined ? run.trace : null)
  const selection = selectFlow(all, view)
  const { flow, focus } = selection

  let drawing: Drawing = { nodes: [], edges: [], width: 0, height: 0 }
  let failure: string | null = null
  try {
    drawing = await placeFlow(flow, all, (piece) => (isLatest() ? layout.place(piece, signal) : Promise.reject(new Superseded())))
  } catch (error) {
    if (error instanceof Superseded) return null
    const isLate = signal.aborted
    failure = isLate
      ? 'This part of the graph is too tangled to be drawn. Focus on one event, with fewer steps around it.'
      : `The graph could not be drawn. ${(error as Error).message}`
  }
  const names = graphs.graphs.map((each) => each.folder.name)
  const frame: PictureFrame = {
    width: drawing.width,
    height: drawing.height,
    folders: graphs.graphs.map(({ folder: { uri, name } }) => ({ id: uri.toString(), name: folderLabel(name, uri.fsPath, names) })),
    folder: folder?.toString() ?? null,
    focus: focus && { id: focus.id, name: focus.name },
    depth: view.depth,
    isCyclesOnly: view.isCyclesOnly,
    hasCycles: [...all.nodes.values()].some(({ isInCycle }) => isInCycle),
    run: run?.title ?? null,
    isRunShown: view.isRunShown,
    summary: summarizeFlow(flow),
    empty: shown === undefined ? tellNoGraph(vs, graphs) : (failure ?? tellEmpty(all, flow, view)),
    notices: [
      ...(shown !== undefined && graphs.problem !== null ? [`${graphs.problem} Refresh tries again.`] : []),
      ...tellNotices(all, selection, view),
    ],
    names: [...all.nodes.values()].map(({ id, name, kind }) => ({ id, name, kind })),
  }
  return {
    picture: { frame, nodes: drawing.nodes, edges: drawing.edges },
    flow,
    drawing,
    folder,
    folderName: shown?.folder.name ?? '',
    sitesOf: (of, id) => (of === 'node' ? flow.nodes.get(id)?.sites : flow.edges.get(id)?.sites) ?? [],
  }
}

class Superseded extends Error {}

/** Kept for as long as the graph is: building it again on each click would be for nothing. */
function flowOf(graph: EventGraph, trace: Trace | null): Flow {
  const known = flows.get(graph)
  const flow = known ?? buildFlow(graph)
  flows.set(graph, flow)
  if (trace === null) return flow
  const last = marked.get(graph)
  if (last?.trace === trace) return last.flow
  const withRun = markRun(flow, trace)
  marked.set(graph, { trace, flow: withRun })
  return withRun
}

function tellNoGraph(vs: typeof vscode, { problem }: GraphModule): string {
  if (problem !== null) return `${problem} Refresh tries again.`
  const hasFolder = (vs.workspace.workspaceFolders ?? []).some(({ uri }) => uri.scheme === 'file')
  return hasFolder ? 'Reading the workspace…' : 'Open the folder of an Ampt app to see its events.'
}
