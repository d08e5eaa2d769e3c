import { randomBytes } from 'node:crypto'
import type * as vscode from 'vscode'

/** The document of a page: nothing but the built style and script of this name in `media`, and nothing else may load. */
export function pageHtml(
  vs: typeof vscode,
  webview: vscode.Webview,
  media: vscode.Uri,
  { name, title }: { readonly name: string; readonly title: string },
): string {
  const nonce = randomBytes(16).toString('base64')
  const style = webview.asWebviewUri(vs.Uri.joinPath(media, `${name}Style.css`)).toString()
  const script = webview.asWebviewUri(vs.Uri.joinPath(media, `${name}.js`)).toString()
  const policy = `default-src 'none'; style-src ${webview.cspSource}; font-src data:; script-src 'nonce-${nonce}'`
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${title}</title>
<link rel="stylesheet" href="${style}">
</head>
<body>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`
}
