import type * as vscode from 'vscode'
import type { RunModule } from '../run/runModule'
import { appDocuments } from '../graphs/appFiles'
import { siteAt, spanRange, type CurrentGraphs } from './currentGraphs'
import { contractOf } from './contractOf'
import { hoverText } from './hoverText'
import { lastTraceOf, runOutcomeOf } from './runOutcomes'
import { showAddress, showCommands } from './showAddress'
import { subjectAt } from './subjectAt'

/** What Ampt does with the event under the cursor. */
export function createHoverModule(vs: typeof vscode, { graphs, runs }: { graphs: CurrentGraphs; runs: RunModule }): vscode.Disposable {
  return vs.languages.registerHoverProvider(appDocuments, {
    provideHover: ({ uri }, position) => {
      const found = graphs.of(uri)
      if (found === null) return null
      const { folder, graph, shift, uriOf } = found
      const subject = subjectAt(graph, siteAt(found, position), shift)
      if (subject === null) return null
      const trace = lastTraceOf(runs, folder.uri.toString())
      const text = hoverText(subject, {
        graph,
        now: Date.now(),
        contract: contractOf(vs, uri),
        show: (where, event) => showAddress(where, { event, folder: folder.uri.toString() }),
        link: (site) =>
          uriOf(site)
            .with({ fragment: `L${site.line},${site.column}` })
            .toString(),
        lastOutcome: (event) => (trace === null ? null : runOutcomeOf(trace, event)),
      })
      const markdown = new vs.MarkdownString(text)
      markdown.isTrusted = { enabledCommands: Object.values(showCommands) }
      return new vs.Hover(markdown, spanRange(vs, subject.span))
    },
  })
}
