import type { TreeNode } from './treeNode'

/** A row as VS Code holds on to it: the same object as long as it is the same row, with the node that it shows now. */
export interface Row {
  /** Unique in the tree. */
  readonly id: string
  /** URI of the workspace folder, as text. */
  readonly folder: string
  readonly parent: Row | null
  node: TreeNode
  /** Those that were asked for. */
  children: readonly Row[] | null
}

/** A row at the top: a folder, or what is in the only one. */
export interface RootNode {
  readonly folder: string
  readonly node: TreeNode
}

/** Keeps rows and their identity over readings of the graph, so that a view refreshes what changed and nothing else. */
export class TreeRows {
  roots: readonly Row[] = []

  childrenOf(row: Row): readonly Row[] {
    row.children ??= (row.node.children?.() ?? []).map((node) => rowFor(node, row.folder, row))
    return row.children
  }

  /** Takes the new nodes. Gives the rows that look different now or have other rows beneath them; null when the top itself has changed. */
  update(next: readonly RootNode[]): readonly Row[] | null {
    const { roots } = this
    const fresh = next.map(({ node, folder }) => rowFor(node, folder, null))
    if (fresh.length !== roots.length || fresh.some(({ id }, index) => id !== roots[index]!.id)) {
      this.roots = fresh
      return null
    }
    const changed: Row[] = []
    next.forEach(({ node }, index) => sync(roots[index]!, node, changed))
    return changed
  }

  /** The row of an event, beneath whichever groups it stands; null when there is none. Any folder will do when none is named. */
  rowOf(event: string, folder: string | null, rows = this.roots): Row | null {
    for (const row of rows) {
      const { kind } = row.node
      if (kind === 'event' && row.node.event?.name === event && (folder === null || row.folder === folder)) return row
      const found = kind === 'group' || kind === 'folder' ? this.rowOf(event, folder, this.childrenOf(row)) : null
      if (found !== null) return found
    }
    return null
  }
}

function sync(row: Row, node: TreeNode, changed: Row[]): void {
  const isSame = row.node === node || looksLike(row.node, node)
  row.node = node
  const known = row.children
  if (known === null) {
    if (!isSame) changed.push(row)
    return
  }
  const nodes = node.children?.() ?? []
  const hasSame = known.length === nodes.length && nodes.every((inner, index) => inner.id === known[index]!.node.id)
  const inside: Row[] = []
  if (hasSame) nodes.forEach((inner, index) => sync(known[index]!, inner, inside))
  else {
    const byId = new Map(known.map((inner) => [inner.node.id, inner]))
    row.children = nodes.map((inner) => {
      const kept = byId.get(inner.id)
      if (kept === undefined) return rowFor(inner, row.folder, row)
      sync(kept, inner, inside)
      return kept
    })
  }
  // To refresh a row is to refresh all beneath it.
  changed.push(...(isSame && hasSame ? inside : [row]))
}

/** An event keeps its row's id, whether it stands in a group or not. */
function rowFor(node: TreeNode, folder: string, parent: Row | null): Row {
  const above = node.kind === 'event' || parent === null ? folder : parent.id
  return { id: `${above} ▸ ${node.id}`, folder, parent, node, children: null }
}

const texts = ['id', 'kind', 'label', 'description', 'icon', 'color', 'tooltip', 'isExpanded'] as const
const objects = ['site', 'event', 'offer', 'badge'] as const

/** Field by field, the short ones first: thousands of rows are compared after each reading, and nearly all are as they were. */
function looksLike(a: TreeNode, b: TreeNode): boolean {
  return (
    (a.children === null) === (b.children === null) &&
    texts.every((key) => a[key] === b[key]) &&
    objects.every((key) => isSame(a[key], b[key]) || JSON.stringify(a[key]) === JSON.stringify(b[key]))
  )
}

/** Whether two objects are one, or hold the same. */
function isSame(a: object | null, b: object | null): boolean {
  if (a === b) return true
  return a !== null && b !== null && Object.keys(a).every((key) => (a as Fields)[key] === (b as Fields)[key])
}

type Fields = Readonly<Record<string, unknown>>
