import type * as vscode from 'vscode'
import type { DrawRequest } from '../../flow/flowClient'
import type { GraphView } from '../../flow/graphView'
import { folderLabel } from '../folderLabel'
import type { GraphModule } from '../graphs/graphModule'
import type { RunModule } from '../run/runModule'

/** What there is to draw as the view asks for, and the folder that it is of. */
export interface Asked {
  readonly request: DrawRequest
  readonly folder: vscode.Uri | null
  readonly folderName: string
}

/** Gathers what the picture is made of. Making it is the worker's. */
export function drawRequest(vs: typeof vscode, { graphs, runs }: { graphs: GraphModule; runs: RunModule }, view: GraphView): Asked {
  const shown = graphs.graphs.find(({ folder }) => folder.uri.toString() === view.folder) ?? graphs.graphs[0]
  const folder = shown?.folder.uri ?? null
  const { selected } = runs
  const folders = graphs.graphs.map(({ folder: { uri, name } }) => ({ id: uri.toString(), name, path: uri.fsPath }))
  const problem = graphs.problem === null ? null : `${graphs.problem} Refresh tries again.`
  return {
    folder,
    folderName: shown?.folder.name ?? '',
    request: {
      folders: folders.map((each) => ({ id: each.id, name: folderLabel(each, folders) })),
      folder: folder?.toString() ?? null,
      graph: shown?.graph ?? null,
      run: selected !== null && selected.simulation.folder === folder?.toString() ? { title: selected.title, trace: selected.trace } : null,
      view,
      problem,
      noGraph: problem ?? tellNoGraph(vs),
      failure: null,
    },
  }
}

function tellNoGraph(vs: typeof vscode): string {
  const hasFolder = (vs.workspace.workspaceFolders ?? []).some(({ uri }) => uri.scheme === 'file')
  return hasFolder ? 'Reading the workspace…' : 'Open the folder of an Ampt app to see its events.'
}
