import type * as vscode from 'vscode'
import { eventTree } from './eventTree'
import type { EventGraph } from '../../model/graph'
import type { FolderGraph, GraphModule } from '../graphs/graphModule'
import type { CurrentGraphs } from '../language/currentGraphs'
import type { RunModule } from '../run/runModule'
import { registerEventDecorations } from './eventDecorations'
import { countEvents, folderNodes } from './folderNodes'
import { registerTreeCommands } from './treeCommands'
import { readFilter, tellFilter, type TreeFilter } from './treeFilter'
import { treeItem } from './treeItem'
import { treeModel } from './treeModel'
import type { TreeNode } from './treeNode'
import { TreeRows, type Row } from './treeRows'

export interface TreeDeps {
  readonly graphs: GraphModule
  readonly current: CurrentGraphs
  readonly runs: RunModule
  /** Of the workspace: how the tree was shown the last time. */
  readonly memory: vscode.Memento
  readonly log: vscode.LogOutputChannel
}

/** The view "Ampt Events", as its commands see it. */
export interface EventTreeView {
  readonly filter: TreeFilter | null
  setGrouped(isGrouped: boolean): Promise<void>
  setFilter(filter: TreeFilter | null): Promise<void>
  /** The row that the user is on; null when there is none. */
  selected(): Row | null
  /** Shows the row of an event, selected and opened. False when no folder, or not this one, has the event. */
  reveal(event: string, folder: string | null): Promise<boolean>
}

/** The view "Ampt Events": what is published, by what, what handles it, and where that leads. */
export function createTreeModule(vs: typeof vscode, { graphs, current, runs, memory, log }: TreeDeps): vscode.Disposable {
  const changed = new vs.EventEmitter<Row[] | undefined>()
  const rows = new TreeRows()
  let isGrouped = memory.get<unknown>(GROUPED) !== false
  let filter = readFilter(memory.get<unknown>(FILTER))
  /** By graph: its rows as they are shown now. Most readings leave most graphs as they were. */
  let shown = new WeakMap<EventGraph, readonly TreeNode[]>()
  let isRead = false
  /** Before the editor asked for rows, none change: news of that would have it draw its first rows twice. */
  let isAsked = false
  let showFirst = (): void => undefined
  const firstReading = new Promise<void>((done) => (showFirst = done))

  const view = vs.window.createTreeView<Row>('amptEvents.events', {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      // The view shows that something is on its way until the first folders are read.
      getChildren: async (row) => {
        if (row !== undefined) return [...rows.childrenOf(row)]
        if (!isRead) await firstReading
        isAsked = true
        return [...rows.roots]
      },
      getTreeItem: (row) => treeItem(vs, row),
      getParent: ({ parent }) => parent,
    },
    showCollapseAll: true,
  })

  /** Shows the graphs in another way, or with another run. */
  function redraw(): void {
    shown = new WeakMap()
    update()
  }

  function update(): void {
    isRead ||= graphs.graphs.length > 0
    const trees = graphs.graphs.map(({ folder, graph }) => {
      const nodes = shown.get(graph) ?? eventTree(treeModel(graph, tracesOf(folder)), { isGrouped, filter })
      shown.set(graph, nodes)
      return { folder: folder.uri.toString(), name: folder.name, path: folder.uri.fsPath, nodes }
    })
    const refreshed = rows.update(folderNodes(trees))
    if (isAsked && refreshed?.length !== 0) changed.fire(refreshed === null ? undefined : [...refreshed])
    view.message = graphs.problem !== null ? `${graphs.problem} Refresh tries again.` : filterMessage(trees.map(({ nodes }) => nodes))
    void vs.commands.executeCommand('setContext', 'amptEvents.isGrouped', isGrouped)
    void vs.commands.executeCommand('setContext', 'amptEvents.isFiltered', filter !== null)
  }

  /** Where a filter leaves nothing, the view says so in place of the rows. */
  function filterMessage(trees: readonly (readonly TreeNode[])[]): string {
    const left = trees.reduce((sum, nodes) => sum + countEvents(nodes), 0)
    if (filter === null || left === 0) return ''
    const all = graphs.graphs.reduce((sum, { graph }) => sum + graph.events.length, 0)
    return `Only events ${tellFilter(filter)}: ${left} of ${all}.`
  }

  function tracesOf({ uri }: FolderGraph['folder']) {
    return runs.runs.filter(({ simulation }) => simulation.folder === uri.toString()).map(({ trace }) => trace)
  }

  const tree: EventTreeView = {
    get filter() {
      return filter
    },
    setGrouped: async (asGroups) => {
      isGrouped = asGroups
      redraw()
      await memory.update(GROUPED, asGroups)
    },
    setFilter: async (given) => {
      filter = given
      redraw()
      await memory.update(FILTER, given ?? undefined)
    },
    selected: () => view.selection[0] ?? null,
    reveal: async (event, folder) => {
      const find = (): Row | null => rows.rowOf(event, folder)
      if (find() === null && filter !== null) await tree.setFilter(null)
      const row = find()
      if (row === null) return false
      await view.reveal(row, { select: true, focus: true, expand: true })
      return true
    },
  }
  update()
  return vs.Disposable.from(
    changed,
    view,
    registerEventDecorations(vs),
    registerTreeCommands(vs, { tree, graphs, current, log }),
    graphs.onDidChange(() => {
      update()
      // Not before the rows are there.
      showFirst()
    }),
    runs.onDidChange(redraw),
  )
}

const GROUPED = 'tree.isGrouped'
const FILTER = 'tree.filter'

/** What a row of the tree offers, when a menu hands one to a command. */
export function offerOfRow(argument: unknown): object | null {
  const { node, folder } = (argument ?? {}) as Partial<Row>
  return node?.offer && folder !== undefined ? { ...node.offer, folder } : null
}
