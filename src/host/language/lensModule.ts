import type * as vscode from 'vscode'
import { siteRange } from '../openSite'
import { shownText } from '../shownText'
import { appDocuments } from '../graphs/appFiles'
import type { RunModule } from '../run/runModule'
import { spanLocation, type CurrentFile, type CurrentGraphs } from './currentGraphs'
import { lensesOf, type Lens } from './lenses'
import { contractOf } from './contractOf'
import { onSetting } from './onSetting'
import { lastOutcome } from './lastOutcome'

/**
 * "Simulate publish" above each publish, "Simulate" above each `on` and above handlers that are declared elsewhere, both above the calls of
 * wrappers, too; behind it what the last run came to.
 */
export function createLensModule(vs: typeof vscode, { graphs, runs }: { graphs: CurrentGraphs; runs: RunModule }): vscode.Disposable {
  const changed = new vs.EventEmitter<void>()

  function commandOf({ site, title, offer, calls }: Lens, found: CurrentFile): vscode.Command {
    const shown = shownText(title)
    if (offer !== null)
      return {
        title: `$(play) ${shown}`,
        tooltip: `Publish ${offer.event} to your own handlers under virtual time`,
        command: 'amptEvents.simulatePublish',
        arguments: [{ ...offer, folder: found.folder.uri.toString() }],
      }
    if (calls === undefined) return { title: shown, command: '' }
    const locations = calls.flatMap((call) => found.shift.around(call) ?? []).map((span) => spanLocation(vs, found, span))
    return {
      title: shown,
      tooltip: 'List the calls',
      command: 'editor.action.showReferences',
      arguments: [found.uriOf(site), siteRange(vs, site).start, locations],
    }
  }

  function outcomeLens({ site, offer }: Lens, { folder }: CurrentFile): vscode.CodeLens[] {
    const outcome = offer === null ? null : lastOutcome(runs, folder.uri.toString(), offer.event)
    if (outcome === null) return []
    const command = { title: `$(history) last run: ${outcome}`, tooltip: 'Show the timeline', command: 'amptEvents.showTimeline' }
    return [new vs.CodeLens(siteRange(vs, site), command)]
  }

  return vs.Disposable.from(
    changed,
    runs.onDidChange(() => changed.fire()),
    graphs.onDidChange(() => changed.fire()),
    onSetting(vs, 'amptEvents.lenses', () => changed.fire()),
    onSetting(vs, 'amptEvents.contract', () => changed.fire()),
    vs.languages.registerCodeLensProvider(appDocuments, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: ({ uri }) => {
        const found = graphs.of(uri)
        if (found === null) return []
        const isShown = vs.workspace.getConfiguration('amptEvents.lenses', uri)
        return lensesOf(found.graph, found.file, found.shift, contractOf(vs, uri))
          .filter(({ kind }) => isShown.get(kind, true))
          .flatMap((lens) => [new vs.CodeLens(siteRange(vs, lens.site), commandOf(lens, found)), ...outcomeLens(lens, found)])
      },
    }),
  )
}
