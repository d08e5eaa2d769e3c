import type { PlacedEdge, PlacedNode } from '../model/graphPageProtocol'
import { wordsWidth } from './measureText'
import { oneLine } from '../words/oneLine'
import type { Drawing } from './placeFlow'
import { outline } from './shapes'

/** The picture as a file that needs nothing else: its own colours, light or dark as its reader prefers, and no text that could be markup. */
export function renderSvg({ nodes, edges, width, height }: Drawing, title: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>${escape(title)}</title>
<style>${STYLE}</style>
<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 .5 8 4 0 7.5z" fill="context-stroke"/></marker></defs>
<rect class="paper" width="${width}" height="${height}"/>
${[...edges.map(edgeMarkup), ...nodes.map(nodeMarkup)].join('\n')}
</svg>
`
}

const STYLE = `
svg{--ink:#1f2328;--quiet:#59636e;--paper:#fff;--box:#f6f8fa;--line:#818b98;--event:#0969da;--warn:#bc4c00;--bad:#cf222e;--good:#1a7f37}
@media (prefers-color-scheme:dark){svg{--ink:#e6edf3;--quiet:#9198a1;--paper:#0d1117;--box:#161b22;--line:#7d8590;--event:#4493f8;--warn:#f0883e;--bad:#f85149;--good:#3fb950}}
.paper{fill:var(--paper)}
.box,.second{fill:var(--box);stroke:var(--line)}
.event .box{stroke:var(--event)}
.pattern .box{stroke-dasharray:5 3}
.ignored .box{fill:none;stroke:var(--warn)}
.unpublished{opacity:.75}
.second{fill:none}
.title{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;fill:var(--ink)}
.words{font:11px system-ui,'Segoe UI',sans-serif;fill:var(--quiet)}
.ignored .words{fill:var(--warn)}
.good .words{fill:var(--good)}.bad .words{fill:var(--bad)}
.way{fill:none;stroke:var(--line);stroke-width:1.3;marker-end:url(#arrow)}
.match .way{stroke-dasharray:5 4}
.run .way{stroke-dasharray:1.5 3.5;stroke-linecap:round}
.seen .way{stroke-width:2.4}
.cycle .way{stroke:var(--warn)}
.cycle .words{fill:var(--warn)}
.plate{fill:var(--paper)}
`

function nodeMarkup({ shape, x, y, width, height, title, subtitle, marks, badge, label }: PlacedNode): string {
  const second = marks.includes('run')
    ? `<path class="second" transform="translate(-3.5 -3.5)" d="${outline(shape, width + 7, height + 7)}"/>`
    : ''
  return `<g class="${[shape, ...marks].join(' ')}" transform="translate(${x} ${y})"><title>${escape(label)}</title>${second}<path class="box" d="${outline(shape, width, height)}"/><text class="title" x="12" y="19">${escape(title)}</text><text class="words" x="12" y="35">${escape(subtitle)}</text>${badge === null ? '' : badgeMarkup(badge, width, height)}</g>`
}

function badgeMarkup({ tone, text }: NonNullable<PlacedNode['badge']>, width: number, height: number): string {
  const across = Math.ceil(wordsWidth(text) + 10)
  return `<g class="${tone}" transform="translate(${width - across + 8} ${height - 5})"><rect class="box" width="${across}" height="15" rx="7.5"/><text class="words" x="5" y="11.5">${escape(text)}</text></g>`
}

function edgeMarkup({ path, text, textAt, marks, label }: PlacedEdge): string {
  const across = Math.ceil(wordsWidth(text) + 4)
  const plate =
    textAt === null || text === ''
      ? ''
      : `<rect class="plate" x="${textAt.x - across / 2}" y="${textAt.y - 8}" width="${across}" height="16"/><text class="words" x="${textAt.x}" y="${textAt.y + 4}" text-anchor="middle">${escape(text)}</text>`
  return `<g class="${marks.join(' ')}"><title>${escape(label)}</title><path class="way" d="${path}"/>${plate}</g>`
}

function escape(text: string): string {
  return oneLine(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
