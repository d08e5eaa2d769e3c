import type * as vscode from 'vscode'
import type { Site } from '../../model/site'
import { UserError } from '../../model/userError'
import type { GraphModule } from '../graphModule'
import { siteAt } from '../language/currentGraphs'
import { shiftBy } from '../language/shiftSpan'
import { subjectAt } from '../language/subjectAt'
import { openSite, siteRange, siteUri } from '../openSite'
import { pickEvent } from '../pickEvent'
import { registerCommands } from '../registerCommands'
import type { EventTreeView } from '../treeModule'
import { pickFilter } from './pickFilter'
import { readFilter } from './treeFilter'

interface TreeCommandsDeps {
  readonly tree: EventTreeView
  readonly graphs: GraphModule
  readonly log: vscode.LogOutputChannel
}

/** An event of a folder. */
interface Named {
  readonly event: string
  /** URI of the folder, as text; null for whichever has the event. */
  readonly folder: string | null
}

/** What the tree's title and the menus of its rows do. */
export function registerTreeCommands(vs: typeof vscode, { tree, graphs, log }: TreeCommandsDeps): vscode.Disposable {
  /** The event that a menu, a keybinding or another extension means: of its row, of the argument, or of the row that is selected. */
  function named(argument: unknown): Named | null {
    return readNamed(argument) ?? readNamed(tree.selected())
  }

  function underCursor(): Named | null {
    const { document, selection } = vs.window.activeTextEditor ?? {}
    if (document === undefined || selection === undefined) return null
    const own = graphs.graphs.find(({ folder }) => vs.workspace.getWorkspaceFolder(document.uri)?.uri.toString() === folder.uri.toString())
    if (own === undefined) return null
    const unchanged = shiftBy(() => [])
    const subject = subjectAt(own.graph, siteAt(own.folder, document.uri, selection.active), unchanged)
    const event = subject?.events[0]?.name
    return event === undefined ? null : { event, folder: own.folder.uri.toString() }
  }

  async function reveal(argument: unknown): Promise<void> {
    const { event, folder } = readNamed(argument) ?? underCursor() ?? (await pickEvent(vs, graphs, 'Reveal Event in Tree')) ?? {}
    if (event === undefined) return
    if (!(await tree.reveal(event, folder ?? null))) {
      throw new UserError(`The tree has no event ${event}. It may have been renamed: choose "Refresh Graph".`)
    }
  }

  async function goTo(argument: unknown, kind: 'publishers' | 'handlers'): Promise<void> {
    const target = named(argument)
    for (const { folder, graph } of graphs.graphs) {
      if (target === null || (target.folder !== null && target.folder !== folder.uri.toString())) continue
      const sites: readonly Site[] = graph.events.find(({ name }) => name === target.event)?.[kind] ?? []
      const [first, ...others] = sites
      if (first === undefined) continue
      if (others.length === 0) return openSite(vs, folder.uri, first)
      const locations = sites.map((site) => new vs.Location(siteUri(vs, folder.uri, site), siteRange(vs, site).start))
      await vs.commands.executeCommand('editor.action.goToLocations', locations[0]!.uri, locations[0]!.range.start, locations, 'peek')
      return
    }
  }

  return registerCommands(vs, log, {
    viewAsGroups: () => tree.setGrouped(true),
    viewAsList: () => tree.setGrouped(false),
    filterEvents: async (argument) => {
      const chosen = readFilter(argument) ?? (await pickFilter(vs, tree.filter))
      if (chosen !== undefined) await tree.setFilter(chosen)
    },
    clearFilter: () => tree.setFilter(null),
    revealInTree: reveal,
    goToPublishers: (argument) => goTo(argument, 'publishers'),
    goToHandlers: (argument) => goTo(argument, 'handlers'),
    copyName: async (argument) => {
      const target = named(argument)
      if (target !== null) await vs.env.clipboard.writeText(target.event)
    },
  })
}

/** A row of the tree, or what says as much. */
function readNamed(argument: unknown): Named | null {
  const { node, event, folder } = (typeof argument === 'object' && argument !== null ? argument : {}) as Record<string, unknown>
  const name = (node as { event?: { name?: unknown } | null } | undefined)?.event?.name ?? event
  return typeof name === 'string' ? { event: name, folder: typeof folder === 'string' ? folder : null } : null
}
