import type { Trace } from '../model/trace'
import { encodeTrace } from './traceFile'

/**
 * A run as a page that needs nothing else: no network, no editor. `script` and `style` are the built page. The policy lets nothing but
 * them run; the trace is data, and no text of it can end the element that holds it.
 */
export function timelineHtml(trace: Trace, { script, style }: { readonly script: string; readonly style: string }): string {
  const policy = "default-src 'none'; script-src 'nonce-ampt'; style-src 'nonce-ampt'; font-src data:; img-src data:"
  const data = JSON.stringify(encodeTrace(trace)).replaceAll('<', '\\u003c')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Ampt timeline</title>
<style nonce="ampt">${style.replaceAll('</style', '<\\/style')}</style>
</head>
<body>
<script nonce="ampt" type="application/json" id="trace">${data}</script>
<script nonce="ampt">${script.replaceAll('</script', '<\\/script')}</script>
</body>
</html>
`
}
