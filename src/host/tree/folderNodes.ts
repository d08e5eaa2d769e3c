import { folderEnd, folderLabel } from '../folderLabel'
import { count } from '../count'
import { treeNode, type TreeNode } from './treeNode'
import type { RootNode } from './treeRows'

/** The rows of a workspace folder. */
export interface FolderTree {
  /** URI of the folder, as text. */
  readonly folder: string
  readonly name: string
  readonly path: string
  readonly nodes: readonly TreeNode[]
}

/** What stands at the top of the tree: the rows of the only folder that has any, else a row for each folder. */
export function folderNodes(trees: readonly FolderTree[]): readonly RootNode[] {
  const full = trees.filter(({ nodes }) => nodes.length > 0)
  if (full.length === 1) return full[0]!.nodes.map((node) => ({ folder: full[0]!.folder, node }))
  return full.map((tree) => ({ folder: tree.folder, node: folderNode(tree, full) }))
}

function folderNode(tree: FolderTree, all: readonly FolderTree[]): TreeNode {
  const { name, path, nodes } = tree
  const events = count(countEvents(nodes), 'event')
  return treeNode('folder', name, {
    kind: 'folder',
    icon: 'root-folder',
    description: [folderEnd(tree, all) ?? [], events].flat().join(' · '),
    tooltip: `Folder ${folderLabel(tree, all)}: ${events}.\n${path}`,
    isExpanded: true,
    children: () => nodes,
  })
}

export function countEvents(nodes: readonly TreeNode[]): number {
  return nodes.reduce((sum, { kind, children }) => sum + (kind === 'event' ? 1 : kind === 'group' ? countEvents(children?.() ?? []) : 0), 0)
}
