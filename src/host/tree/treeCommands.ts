import type * as vscode from 'vscode'
import type { Site } from '../../model/site'
import { UserError } from '../../model/userError'
import type { GraphModule } from '../graphs/graphModule'
import type { CurrentGraphs } from '../language/currentGraphs'
import { openSite, siteRange, siteUri } from '../openSite'
import { meantEvent } from '../pickEvent'
import { registerCommands } from '../registerCommands'
import type { EventTreeView } from './treeModule'
import { readNamed, type Named } from './named'
import { pickFilter } from './pickFilter'
import { readFilter } from './treeFilter'

interface TreeCommandsDeps {
  readonly tree: EventTreeView
  readonly graphs: GraphModule
  readonly current: CurrentGraphs
  readonly log: vscode.LogOutputChannel
}

/** What the tree's title and the menus of its rows do. */
export function registerTreeCommands(vs: typeof vscode, { tree, graphs, current, log }: TreeCommandsDeps): vscode.Disposable {
  /** The event that a menu, a keybinding or another extension means: of its row, of the argument, or of the row that is selected. */
  function named(argument: unknown): Named | null {
    return readNamed(argument) ?? readNamed(tree.selected())
  }

  async function reveal(argument: unknown): Promise<void> {
    const meant = await meantEvent(vs, current, argument, 'Reveal Event in Tree')
    if (meant !== null && !(await tree.reveal(meant.event, meant.folder))) {
      throw new UserError(`The tree has no event ${meant.event}. It may have been renamed: choose "Refresh Graph".`)
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
      const given = readFilter(argument)
      const chosen = given === null ? await pickFilter(vs, tree.filter) : { filter: given }
      if (chosen !== null) await tree.setFilter(chosen.filter)
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
