import type * as vscode from 'vscode'
import type { Lint } from '../../model/graph'
import type { LintBadge } from './treeNode'

const scheme = 'ampt-event'

const looks: Readonly<Record<Lint['severity'], { readonly color: string | null; readonly words: string }>> = {
  error: { color: 'list.errorForeground', words: 'an error' },
  warning: { color: 'list.warningForeground', words: 'a warning' },
  information: { color: null, words: 'information' },
}

/** The address of a row whose lints are shown as the editor shows problems of files: it holds all that there is to show. */
export function badgeUri(vs: typeof vscode, id: string, { severity, count }: LintBadge): vscode.Uri {
  return vs.Uri.from({ scheme, path: `/${id}`, query: `${severity}=${count}` })
}

export function registerEventDecorations(vs: typeof vscode): vscode.Disposable {
  return vs.window.registerFileDecorationProvider({
    provideFileDecoration: (uri) => {
      if (uri.scheme !== scheme) return undefined
      const [severity, count] = uri.query.split('=') as [Lint['severity'], string]
      const { color, words } = looks[severity]
      const many = Number(count) === 1 ? '1 lint' : `${count} lints, the worst`
      const shown = count.length > 2 ? '9+' : count
      return new vs.FileDecoration(shown, `${many}: ${words}`, color === null ? undefined : new vs.ThemeColor(color))
    },
  })
}
