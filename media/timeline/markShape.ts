import { markWords } from '../../src/timeline/markWords'
import type { MarkKind } from '../../src/timeline/timeline'
import { element, svgElement } from '../common/element'

// Drawn on 16 by 16. Each kind has a silhouette of its own, so that no one needs the colours. `fill` cuts its second part out of the first.
const shapes: Readonly<Record<MarkKind, { readonly fill?: string; readonly stroke?: string }>> = {
  call: { fill: 'M2.5 3.5h6.2L13.5 8l-4.8 4.5H2.5z' },
  publish: { stroke: 'M8 3.2a4.8 4.8 0 1 1 0 9.6a4.8 4.8 0 0 1 0-9.6z' },
  handled: { fill: 'M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8zM4.6 8.3l2.5 2.6 4.4-4.9-1.1-1-3.3 3.7-1.4-1.5z' },
  failed: { stroke: 'm3.6 3.6 8.8 8.8m0-8.8-8.8 8.8' },
  'not-started': { stroke: 'M4.5 8h7' },
  running: { stroke: 'M8 2.7a5.3 5.3 0 1 1 0 10.6A5.3 5.3 0 0 1 8 2.7z', fill: 'M8 2.7a5.3 5.3 0 0 1 0 10.6z' },
  dropped: { fill: 'M1.8 2.8h12.4L8 13.8z' },
  ignored: { stroke: 'M8 2.8a5.2 5.2 0 1 1 0 10.4A5.2 5.2 0 0 1 8 2.8zM4.4 11.6l7.2-7.2' },
  rejected: { fill: 'M8 .9 15.1 8 8 15.1.9 8zM7.2 4v5h1.6V4zM7.2 10.3v1.6h1.6v-1.6z' },
  unknown: {
    fill: 'M2 2h12v12H2zM5.3 6.3h1.6c0-.8.4-1.2 1.1-1.2.6 0 1 .4 1 .9 0 .6-.3.8-.9 1.3-.7.5-1 1-1 2v.2h1.6c0-.7.2-.9.8-1.4.7-.5 1.2-1.1 1.2-2.1 0-1.4-1.1-2.4-2.7-2.4-1.6 0-2.7 1-2.7 2.7zM7 10.6v1.7h1.7v-1.7z',
  },
}

const DUPLICATE = 'M8 .4a7.6 7.6 0 1 1 0 15.2A7.6 7.6 0 0 1 8 .4z'

/** The shapes, once in the page; marks refer to them. */
export function shapeDefinitions(): SVGSVGElement {
  const symbols = Object.entries(shapes).map(([kind, { fill, stroke }]) =>
    svgElement(
      'symbol',
      { id: `mark-${kind}`, viewBox: '0 0 16 16' },
      fill === undefined ? null : svgElement('path', { d: fill, fill: 'currentColor', 'fill-rule': 'evenodd' }),
      stroke === undefined
        ? null
        : svgElement('path', { d: stroke, fill: 'none', stroke: 'currentColor', 'stroke-width': 2, 'stroke-linecap': 'round' }),
    ),
  )
  const ring = svgElement('path', { d: DUPLICATE, fill: 'none', stroke: 'currentColor', 'stroke-width': 1 })
  return svgElement(
    'svg',
    { class: 'definitions', 'aria-hidden': 'true', width: 0, height: 0 },
    ...symbols,
    svgElement('symbol', { id: 'mark-duplicate', viewBox: '-1 -1 18 18' }, ring),
  )
}

/** A mark's picture, for the chart and the legend. A duplicate's has a second outline. */
export function markShape(kind: MarkKind, isDuplicate: boolean): SVGSVGElement {
  return svgElement(
    'svg',
    { class: 'shape', viewBox: '0 0 20 20', 'aria-hidden': 'true' },
    svgElement(
      'use',
      isDuplicate
        ? { href: `#mark-${kind}`, x: 4.5, y: 4.5, width: 11, height: 11 }
        : { href: `#mark-${kind}`, x: 2.5, y: 2.5, width: 15, height: 15 },
    ),
    isDuplicate ? svgElement('use', { href: '#mark-duplicate', width: 20, height: 20 }) : null,
  )
}

/** As editors have it on what can be closed. */
export function crossShape(): SVGSVGElement {
  const cross = svgElement('path', { d: 'm4 4 8 8m0-8-8 8', stroke: 'currentColor' })
  return svgElement('svg', { viewBox: '0 0 16 16', 'aria-hidden': 'true' }, cross)
}

/** The meaning of what the chart shows. */
export function legend(kinds: ReadonlySet<MarkKind>, hasDuplicates: boolean): HTMLElement {
  const entries = (Object.keys(markWords) as MarkKind[]).filter((kind) => kinds.has(kind))
  const entry = (className: string, shape: Element, words: string): HTMLElement =>
    element('li', {}, element('span', { class: `sample ${className}` }, shape), words)
  return element(
    'ul',
    { class: 'legend', 'aria-label': 'Legend' },
    ...entries.map((kind) => entry(kind, markShape(kind, false), markWords[kind])),
    hasDuplicates ? entry('duplicate', markShape('handled', true), 'second outline: duplicate') : null,
  )
}
