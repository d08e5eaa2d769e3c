import type * as vscode from 'vscode'
import type { Lint } from '../../model/graph'
import type { LintBadge } from './treeNode'

const scheme = 'ampt-event'

const colors: Readonly<Record<Lint['severity'], string | null>> = {
  error: 'list.errorForeground',
  warning: 'list.warningForeground',
  information: null,
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
      const color = colors[severity]
      const shown = count.length > 2 ? '9+' : count
      // The row itself says in words what it stands for.
      return new vs.FileDecoration(shown, undefined, color === null ? undefined : new vs.ThemeColor(color))
    },
  })
}
