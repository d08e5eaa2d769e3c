import type { PlacedEdge, PlacedNode } from '../../src/model/graphPageProtocol'
import { wordsWidth } from '../../src/flow/measureText'
import { outline } from '../../src/flow/shapes'
import { svgElement } from '../common/element'

/** Fills the element of a node; what it held before goes, the element itself and the keyboard in it stay. */
export function paintNode(made: SVGGElement, { id, shape, x, y, width, height, title, subtitle, marks, badge, label }: PlacedNode): void {
  set(made, {
    class: ['node', shape, ...marks].join(' '),
    transform: `translate(${x} ${y})`,
    role: 'button',
    'aria-label': label,
    'data-node': id,
  })
  const isRunOnly = marks.includes('run')
  made.replaceChildren(
    svgElement('title', {}, label),
    svgElement('path', { class: 'ring', transform: 'translate(-5 -5)', d: outline(shape, width + 10, height + 10) }),
    ...(isRunOnly
      ? [svgElement('path', { class: 'second', transform: 'translate(-3.5 -3.5)', d: outline(shape, width + 7, height + 7) })]
      : []),
    svgElement('path', { class: 'box', d: outline(shape, width, height) }),
    svgElement('text', { class: 'title', x: 12, y: 19 }, title),
    // What is not drawn keeps the words apart.
    svgElement('text', { class: 'words', x: 12, y: 35 }, ` ${subtitle}`),
    ...(badge === null ? [] : [badgeElement(badge, width, height)]),
  )
}

function badgeElement({ tone, text }: NonNullable<PlacedNode['badge']>, width: number, height: number): SVGGElement {
  const across = Math.ceil(wordsWidth(text) + 12)
  return svgElement(
    'g',
    { class: `badge ${tone}`, transform: `translate(${width - across + 8} ${height - 5})` },
    svgElement('rect', { width: across, height: 16, rx: 8 }),
    svgElement('text', { class: 'words', x: across / 2, y: 12 }, ` ${text}`),
  )
}

/** Fills the element of an edge: its line, a wider one to hit, and its text. */
export function paintEdge(made: SVGGElement, { id, path, text, textAt, marks, label }: PlacedEdge): void {
  set(made, { class: ['edge', ...marks].join(' '), 'data-edge': id })
  const across = Math.ceil(wordsWidth(text) + 6)
  made.replaceChildren(
    svgElement('title', {}, label),
    svgElement('path', { class: 'hit', d: path }),
    svgElement('path', { class: 'way', d: path }),
    ...(textAt === null || text === ''
      ? []
      : [
          svgElement('rect', { class: 'plate', x: textAt.x - across / 2, y: textAt.y - 8, width: across, height: 16 }),
          svgElement('text', { class: 'words', x: textAt.x, y: textAt.y + 4 }, text),
        ]),
  )
}

function set(made: Element, attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
}

/** Heads of arrows. They take the colour of their line. */
export function arrowHead(): SVGDefsElement {
  return svgElement(
    'defs',
    {},
    svgElement(
      'marker',
      { id: 'arrow', viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 8, markerHeight: 8, markerUnits: 'userSpaceOnUse', orient: 'auto' },
      svgElement('path', { d: 'M0 .5 8 4 0 7.5z', fill: 'context-stroke' }),
    ),
  )
}
