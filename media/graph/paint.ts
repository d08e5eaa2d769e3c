import { around, edgeMarkup, nodeMarkup, type Markup } from '../../src/flow/markup'
import type { PlacedEdge, PlacedNode } from '../../src/model/graphPageProtocol'
import { svgElement } from '../common/element'

/** Fills the element of a node; what it held before goes, the element itself and the keyboard in it stay. */
export function paintNode(made: SVGGElement, node: PlacedNode): void {
  const {
    attributes,
    children: [title, ...shapes],
  } = nodeMarkup(node)
  fill(made, { ...attributes, role: 'button', 'aria-label': node.label, 'data-node': node.id }, [
    title!,
    around('ring', 5, node),
    ...shapes,
  ])
}

/** Fills the element of an edge: a wide line to hit, the one to see, and its text. */
export function paintEdge(made: SVGGElement, edge: PlacedEdge): void {
  const {
    attributes,
    children: [title, ...shapes],
  } = edgeMarkup(edge)
  const hit = { tag: 'path', attributes: { class: 'hit', d: edge.path }, children: [] } as const
  fill(made, { ...attributes, 'data-edge': edge.id }, [title!, hit, ...shapes])
}

export function paint({ tag, attributes, children }: Markup): SVGElement {
  return svgElement(tag, attributes, ...children.map((child) => (typeof child === 'string' ? child : paint(child))))
}

function fill(made: Element, attributes: Markup['attributes'], children: Markup['children']): void {
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value))
  made.replaceChildren(...children.map((child) => (typeof child === 'string' ? child : paint(child))))
}
