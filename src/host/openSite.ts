import type * as vscode from 'vscode'
import type { Site } from '../model/site'

export function siteUri(vs: typeof vscode, folder: vscode.Uri, { file }: Pick<Site, 'file'>): vscode.Uri {
  return vs.Uri.joinPath(folder, file)
}

/** The cursor at the site; as a range because that is what editors take. */
export function siteRange(vs: typeof vscode, { line, column }: Site): vscode.Range {
  const start = new vs.Position(Math.max(line - 1, 0), Math.max(column - 1, 0))
  return new vs.Range(start, start)
}

/** Shows the line in an editor: in the active column, or in `viewColumn`. */
export async function openSite(vs: typeof vscode, folder: vscode.Uri, site: Site, viewColumn?: vscode.ViewColumn): Promise<void> {
  await vs.window.showTextDocument(siteUri(vs, folder, site), {
    selection: siteRange(vs, site),
    ...(viewColumn !== undefined && { viewColumn }),
  })
}
