import { outline } from '../../src/flow/shapes'
import type { PlacedEdge, PlacedNode } from '../../src/model/graphPageProtocol'
import { svgElement } from '../common/element'

/** All of the drawing in few elements: nothing in it can be read, pointed at or heard, so it costs next to nothing to move. */
export interface Overview {
  readonly element: SVGGElement
  /** What it shows changed. */
  forget(): void
  /** What is left to do until it is seen, in short steps. A step is done once, whether or not the rest is. */
  steps(nodes: Iterable<PlacedNode>, edges: Iterable<PlacedEdge>, isAside: (id: string) => boolean): readonly (() => void)[]
  hide(): void
}

/** Shapes in one path. Longer ones take long to paint. */
const MOST_IN_PATH = 200

export function createOverview(): Overview {
  const drawn = svgElement('g', { class: 'overview', 'aria-hidden': 'true', display: 'none' })
  let left: (() => void)[] | null = null

  function plan(nodes: Iterable<PlacedNode>, edges: Iterable<PlacedEdge>, isAside: (id: string) => boolean): (() => void)[] {
    const ways = svgElement('g', { class: 'edges' })
    const boxes = svgElement('g')
    const kindOf = ({ id, shape, marks }: PlacedNode): string => [shape, ...marks, ...(isAside(id) ? ['aside'] : [])].join(' ')
    return [
      ...inPaths(edges, ({ marks }) => marks.join(' ')).map(([kind, some]) => () => {
        ways.append(pathOf(kind, 'way', some.map(({ path }) => path).join('')))
      }),
      ...inPaths(nodes, kindOf).map(([kind, some]) => () => {
        const outlines = some.map(({ shape, x, y, width, height }) => `M${x} ${y}${outline(shape, width, height)}`)
        boxes.append(pathOf(kind, 'box', outlines.join('')))
      }),
      () => drawn.replaceChildren(ways, boxes),
    ]
  }

  return {
    element: drawn,
    forget: () => {
      left = null
    },
    steps: (nodes, edges, isAside) => {
      const own = (left ??= plan(nodes, edges, isAside))
      return [...own.map(() => () => own.shift()?.()), () => drawn.removeAttribute('display')]
    },
    hide: () => drawn.setAttribute('display', 'none'),
  }
}

/** Groups of one kind, none too large. */
function inPaths<T>(all: Iterable<T>, kindOf: (one: T) => string): readonly (readonly [string, readonly T[]])[] {
  const groups: [string, T[]][] = []
  const open = new Map<string, T[]>()
  for (const one of all) {
    const kind = kindOf(one)
    const group = open.get(kind)
    if (group !== undefined && group.length < MOST_IN_PATH) {
      group.push(one)
      continue
    }
    const next = [one]
    open.set(kind, next)
    groups.push([kind, next])
  }
  return groups
}

function pathOf(kind: string, part: string, d: string): SVGGElement {
  return svgElement('g', { class: kind }, svgElement('path', { class: part, d }))
}
