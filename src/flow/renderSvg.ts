import { oneLine } from '../words/oneLine'
import { arrowHead, edgeMarkup, nodeMarkup, type Markup } from './markup'
import type { Drawing } from './placeFlow'

/** The picture as a file that needs nothing else: its own colours, light or dark as its reader prefers, and no text that could be markup. */
export function renderSvg({ nodes, edges, width, height }: Drawing, title: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>${escape(title)}</title>
<style>${STYLE}</style>
${textOf(arrowHead)}
<rect class="paper" width="${width}" height="${height}"/>
${[...edges.map(edgeMarkup), ...nodes.map(nodeMarkup)].map(textOf).join('\n')}
</svg>
`
}

const STYLE = `
svg{--ink:#1f2328;--quiet:#59636e;--paper:#fff;--box:#f6f8fa;--line:#818b98;--event:#0969da;--warn:#bc4c00;--bad:#cf222e;--good:#1a7f37}
@media (prefers-color-scheme:dark){svg{--ink:#e6edf3;--quiet:#9198a1;--paper:#0d1117;--box:#161b22;--line:#7d8590;--event:#4493f8;--warn:#f0883e;--bad:#f85149;--good:#3fb950}}
.paper{fill:var(--paper)}
.box,.second,.badge rect{fill:var(--box);stroke:var(--line)}
.event .box{stroke:var(--event)}
.pattern .box{stroke-dasharray:5 3}
.ignored .box{fill:none;stroke:var(--warn);stroke-dasharray:1.5 3.5;stroke-linecap:round;stroke-width:1.5}
.unpublished{opacity:.75}
.second{fill:none}
.title{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;fill:var(--ink)}
.words{font:11px system-ui,'Segoe UI',sans-serif;fill:var(--quiet)}
.ignored .words{fill:var(--warn)}
.badge .words,.edge .words{text-anchor:middle}
.good .words{fill:var(--good)}.bad .words{fill:var(--bad)}
.way{fill:none;stroke:var(--line);stroke-width:1.3;marker-end:url(#arrow)}
.match .way{stroke-dasharray:5 4}
.run .way{stroke-dasharray:1.5 3.5;stroke-linecap:round}
.seen .way{stroke-width:2.4}
.cycle .way{stroke:var(--warn)}
.cycle .words{fill:var(--warn)}
.plate{fill:var(--paper)}
`

function textOf({ tag, attributes, children }: Markup): string {
  const given = Object.entries(attributes).map(([name, value]) => ` ${name}="${escape(String(value))}"`)
  return `<${tag}${given.join('')}>${children.map((child) => (typeof child === 'string' ? escape(child) : textOf(child))).join('')}</${tag}>`
}

function escape(text: string): string {
  return oneLine(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
