import { createHash } from 'node:crypto'
import type { Trace } from '../model/trace'
import { encodeTrace } from './traceFile'

/**
 * A run as a page that needs nothing else: no network, no editor. `script` and `style` are the built page. The policy lets nothing but
 * them run; the trace is data, and no text of it can end the element that holds it.
 */
export function timelineHtml(trace: Trace, { script, style }: { readonly script: string; readonly style: string }): string {
  const code = script.replaceAll('</script', '<\\/script')
  const look = style.replaceAll('</style', '<\\/style')
  const policy = `default-src 'none'; script-src ${hashOf(code)}; style-src ${hashOf(look)}; font-src data:; img-src data:`
  const data = JSON.stringify(encodeTrace(trace)).replaceAll('<', '\\u003c')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Ampt timeline</title>
<style>${look}</style>
</head>
<body>
<script type="application/json" id="trace">${data}</script>
<script>${code}</script>
</body>
</html>
`
}

/** A source of a content security policy: this text alone. */
function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}
