import { knownName } from '../../words/knownCall'
import type * as vscode from 'vscode'
import type { EventNode } from '../../model/graph'
import { appDocuments } from '../graphs/appFiles'
import { siteAt, type CurrentFile, type CurrentGraphs } from './currentGraphs'
import { holds, indexOf } from '../eventIndex'
import { nameChoices, openingsOf, typedNameAt } from './nameCompletion'

/** How far a call may begin before the name in it: calls are often broken behind their bracket. */
const MOST_LINES = 3
const MOST_CHARACTERS = 500

/** The known events, inside the string that names one. */
export function createCompletionModule(vs: typeof vscode, { graphs }: { graphs: CurrentGraphs }): vscode.Disposable {
  /** Whether a file calls Ampt on a receiver: other emitters have an `on`, too. */
  function isAmpt({ file, graph, shift }: CurrentFile, document: vscode.TextDocument, receiver: string): boolean {
    if (/(?:^|\.)events$/.test(receiver)) return true
    const { publishes, ons } = indexOf(graph).inFile(file)
    return [...publishes, ...ons].some((call) => {
      const at = shift.around(call)
      if (at === null || at.line > document.lineCount) return false
      const head = document.lineAt(at.line - 1).text.slice(at.column - 1)
      return (
        head.replace(/[\s?!]/g, '').startsWith(receiver === '' ? '' : `${receiver}.`) && (receiver !== '' || /^(publish|on)\b/.test(head))
      )
    })
  }

  return vs.languages.registerCompletionItemProvider(
    appDocuments,
    {
      provideCompletionItems: (document, position) => {
        const { line, character } = position
        const before = document.getText(new vs.Range(Math.max(line - MOST_LINES, 0), 0, line, character))
        const found = graphs.of(document.uri)
        if (found === null) return []
        const typed = typedNameAt(before.slice(-MOST_CHARACTERS), document.lineAt(line).text.slice(character), openingsOf(found.graph))
        if (typed === null || (typed.receiver !== null && !isAmpt(found, document, typed.receiver))) return []
        const at = siteAt(found, position)
        // What is typed is read, too: a name that this string alone spells is no name to choose.
        const isOther = ({ publishers, handlers }: EventNode): boolean => {
          const [first, ...others] = [...publishers, ...handlers]
          const name = first && knownName(first)
          const own = name?.file === at.file ? found.shift.around(name) : null
          return own === null || others.length > 0 || !holds(own, at)
        }
        const range = new vs.Range(line, character - typed.before, line, character + typed.behind)
        return nameChoices(found.graph.events.filter(isOther), typed.kind).map(({ event, detail, isFitting }) => {
          const item = new vs.CompletionItem({ label: event, description: detail }, vs.CompletionItemKind.Event)
          return Object.assign(item, { range, sortText: `${isFitting ? 0 : 1}${event}` })
        })
      },
    },
    ...["'", '"', '`', '.'],
  )
}
