import type * as vscode from 'vscode'
import { eventTree, type TreeNode } from './eventTree'
import type { GraphModule } from './graphModule'
import { siteRange, siteUri } from './openSite'

interface Row {
  readonly node: TreeNode
  readonly folder: vscode.Uri
}

/** The view "Events": what is published, by what, and what handles it. */
export function createTreeModule(vs: typeof vscode, { graphs }: { graphs: GraphModule }): vscode.Disposable {
  const changed = new vs.EventEmitter<void>()

  function roots(): Row[] {
    const trees = graphs.graphs.map(({ folder, graph }) => ({ folder, nodes: eventTree(graph) })).filter(({ nodes }) => nodes.length > 0)
    if (trees.length === 1) return rowsIn(trees[0]!.folder.uri, trees[0]!.nodes)
    return trees.map(({ folder, nodes }) => ({ folder: folder.uri, node: folderNode(folder.name, nodes) }))
  }

  function itemOf({ node, folder }: Row): vscode.TreeItem {
    const { None, Collapsed } = vs.TreeItemCollapsibleState
    const item = new vs.TreeItem(node.label, node.children.length > 0 ? Collapsed : None)
    item.id = `${folder.toString()} ${node.id}`
    item.description = node.description
    item.tooltip = node.tooltip
    item.iconPath = new vs.ThemeIcon(node.icon)
    item.accessibilityInformation = { label: node.site === null ? node.tooltip : `${node.label}, ${node.description}` }
    if (node.offer !== null) item.contextValue = 'simulatable'
    if (node.site !== null) {
      const options: vscode.TextDocumentShowOptions = { selection: siteRange(vs, node.site) }
      item.command = { command: 'vscode.open', title: 'Go to Line', arguments: [siteUri(vs, folder, node.site), options] }
    }
    return item
  }

  const view = vs.window.createTreeView<Row>('amptEvents.events', {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: (row) => (row === undefined ? roots() : rowsIn(row.folder, row.node.children)),
      getTreeItem: itemOf,
    },
    showCollapseAll: true,
  })
  return vs.Disposable.from(
    changed,
    view,
    graphs.onDidChange(() => {
      view.message = graphs.problem === null ? '' : `${graphs.problem} Refresh tries again.`
      changed.fire()
    }),
  )
}

/** What a row of the tree offers, when a menu hands one to a command. */
export function offerOfRow(argument: unknown): object | null {
  const { node, folder } = (argument ?? {}) as Partial<Row>
  return node?.offer && folder ? { ...node.offer, folder: folder.toString() } : null
}

function rowsIn(folder: vscode.Uri, nodes: readonly TreeNode[]): Row[] {
  return nodes.map((node) => ({ node, folder }))
}

function folderNode(name: string, children: readonly TreeNode[]): TreeNode {
  const events = children.filter(({ offer }) => offer !== null).length
  const description = `${events} event${events === 1 ? '' : 's'}`
  return { id: 'folder', label: name, description, icon: 'root-folder', tooltip: name, site: null, offer: null, children }
}
