import type { PlacedEdge, PlacedNode } from '../model/graphPageProtocol'
import { shorten } from '../words/shorten'
import { wordsWidth } from './measureText'
import { outline } from './shapes'

/** An element of SVG: the page makes it, an export writes it. */
export interface Markup {
  readonly tag: 'defs' | 'g' | 'marker' | 'path' | 'rect' | 'text' | 'title'
  readonly attributes: Readonly<Record<string, string | number>>
  readonly children: readonly (Markup | string)[]
}

export function nodeMarkup({ shape, x, y, width, height, title, subtitle, marks, badge, label }: PlacedNode): Markup {
  return make(
    'g',
    { class: ['node', shape, ...marks].join(' '), transform: `translate(${x} ${y})` },
    make('title', {}, label),
    ...(marks.includes('run') ? [around('second', 3.5, { shape, width, height })] : []),
    make('path', { class: 'box', d: outline(shape, width, height) }),
    make('text', { class: 'title', x: 12, y: 19 }, inNode(title)),
    // What is not drawn keeps the words apart.
    make('text', { class: 'words', x: 12, y: 35 }, ` ${inNode(subtitle)}`),
    ...(badge === null ? [] : [badgeMarkup(badge, width, height)]),
  )
}

/** What a node has room for of a text. */
export function inNode(text: string): string {
  return shorten(text, 36)
}

/** A second outline, so many px outside of the first. */
export function around(name: string, px: number, { shape, width, height }: Pick<PlacedNode, 'shape' | 'width' | 'height'>): Markup {
  return make('path', { class: name, transform: `translate(${-px} ${-px})`, d: outline(shape, width + 2 * px, height + 2 * px) })
}

type Badge = NonNullable<PlacedNode['badge']>

export function badgeWidth({ text }: Pick<Badge, 'text'>): number {
  return Math.ceil(wordsWidth(text) + 12)
}

function badgeMarkup(badge: Badge, width: number, height: number): Markup {
  const { tone, text, isBelow } = badge
  const across = badgeWidth(badge)
  return make(
    'g',
    { class: `badge ${tone}`, transform: isBelow ? `translate(-8 ${height - 5})` : `translate(${width - across + 8} -11)` },
    make('rect', { width: across, height: 16, rx: 8 }),
    make('text', { class: 'words', x: across / 2, y: 12 }, ` ${text}`),
  )
}

export function edgeMarkup({ path, text, textAt, marks, label }: PlacedEdge): Markup {
  const across = Math.ceil(wordsWidth(text) + 6)
  return make(
    'g',
    { class: ['edge', ...marks].join(' ') },
    make('title', {}, label),
    make('path', { class: 'way', d: path }),
    ...(textAt === null || text === ''
      ? []
      : [
          make('rect', { class: 'plate', x: textAt.x - across / 2, y: textAt.y - 8, width: across, height: 16 }),
          make('text', { class: 'words', x: textAt.x, y: textAt.y + 4 }, text),
        ]),
  )
}

/** Heads of arrows. They take the colour of their line. */
export const arrowHead = make(
  'defs',
  {},
  make(
    'marker',
    { id: 'arrow', viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 8, markerHeight: 8, markerUnits: 'userSpaceOnUse', orient: 'auto' },
    make('path', { d: 'M0 .5 8 4 0 7.5z', fill: 'context-stroke' }),
  ),
)

function make(tag: Markup['tag'], attributes: Markup['attributes'], ...children: Markup['children']): Markup {
  return { tag, attributes, children }
}
