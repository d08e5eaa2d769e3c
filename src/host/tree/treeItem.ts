import type * as vscode from 'vscode'
import { siteRange, siteUri } from '../openSite'
import { badgeUri } from './eventDecorations'
import type { Row } from './treeRows'

/** What VS Code shows of a row. */
export function treeItem(vs: typeof vscode, { id, node, folder }: Row): vscode.TreeItem {
  const { None, Collapsed, Expanded } = vs.TreeItemCollapsibleState
  const item = new vs.TreeItem(node.label, node.children === null ? None : node.isExpanded ? Expanded : Collapsed)
  item.id = id
  item.description = node.description
  item.tooltip = node.tooltip
  item.iconPath = new vs.ThemeIcon(node.icon, node.color === null ? undefined : new vs.ThemeColor(node.color))
  item.contextValue = contextOf(node)
  if (node.badge !== null) item.resourceUri = badgeUri(vs, id, node.badge)
  if (node.site !== null) {
    const options: vscode.TextDocumentShowOptions = { selection: siteRange(vs, node.site) }
    item.command = { command: 'vscode.open', title: 'Go to Line', arguments: [siteUri(vs, vs.Uri.parse(folder), node.site), options] }
  }
  return item
}

/** Words that menus ask for. */
function contextOf({ kind, offer, event }: Row['node']): string {
  return [
    kind,
    ...(offer === null ? [] : ['simulatable']),
    ...(event === null ? [] : ['named', ...(event.publishers > 0 ? ['published'] : []), ...(event.handlers > 0 ? ['handled'] : [])]),
  ].join(' ')
}
