import type * as vscode from 'vscode'
import type { RunModule } from '../run/runModule'
import { appDocuments } from '../graphs/appFiles'
import { siteAt, spanRange, type CurrentGraphs } from './currentGraphs'
import { contractOf } from './contractOf'
import { hoverText } from './hoverText'
import { runOutcomeOf } from './runOutcomes'
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
      const run = runs.runs.find(({ simulation }) => simulation.folder === folder.uri.toString())
      const text = hoverText(subject, {
        graph,
        now: Date.now(),
        contract: contractOf(vs, uri),
        link: (site) =>
          uriOf(site)
            .with({ fragment: `L${site.line},${site.column}` })
            .toString(),
        lastOutcome: (event) => (run === undefined ? null : runOutcomeOf(run.trace, event)),
      })
      return new vs.Hover(new vs.MarkdownString(text), spanRange(vs, subject.span))
    },
  })
}
