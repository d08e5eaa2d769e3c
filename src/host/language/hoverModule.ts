import type * as vscode from 'vscode'
import type { RunModule } from '../run/runModule'
import { appDocuments } from '../graphs/appFiles'
import { spanRange, type CurrentGraphs } from './currentGraphs'
import { contractOf } from './contractOf'
import { hoverText } from './hoverText'
import { lastOutcome } from './lastOutcome'
import { showAddress, showCommands } from './showAddress'

/** What Ampt does with the event under the cursor. */
export function createHoverModule(vs: typeof vscode, { graphs, runs }: { graphs: CurrentGraphs; runs: RunModule }): vscode.Disposable {
  return vs.languages.registerHoverProvider(appDocuments, {
    provideHover: ({ uri }, position) => {
      const found = graphs.of(uri)
      const subject = found?.subjectAt(position)
      if (!found || !subject) return null
      const { folder, graph, uriOf } = found
      const text = hoverText(subject, {
        graph,
        now: Date.now(),
        contract: contractOf(vs, uri),
        show: (where, event) => showAddress(where, { event, folder: folder.uri.toString() }),
        link: (site) =>
          uriOf(site)
            .with({ fragment: `L${site.line},${site.column}` })
            .toString(),
        lastOutcome: (event) => lastOutcome(runs, folder.uri.toString(), event),
      })
      const markdown = new vs.MarkdownString(text)
      markdown.isTrusted = { enabledCommands: Object.values(showCommands) }
      return new vs.Hover(markdown, spanRange(vs, subject.span))
    },
  })
}
