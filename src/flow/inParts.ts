import type { PlacedEdge, PlacedNode, ToGraphPage } from '../model/graphPageProtocol'
import type { Unnumbered } from './flowMessages'

/** Nodes and edges in one message: few enough that no thread is held by taking it. */
const MOST_IN_MESSAGE = 250

type Whole = Extract<Unnumbered<ToGraphPage>, { type: 'picture' | 'delta' }>

/** A picture or a delta as messages of bounded size: parts, and at the end the rest of them. */
export function inParts(whole: Whole): readonly Unnumbered<ToGraphPage>[] {
  const { nodes, edges } = whole.type === 'picture' ? whole.picture : whole.delta
  if (nodes.length + edges.length <= MOST_IN_MESSAGE) return [whole]
  const rest: { nodes: readonly PlacedNode[]; edges: readonly PlacedEdge[] } = { nodes: [], edges: [] }
  const parts = [
    ...slicesOf(nodes).map((some) => ({ type: 'part', nodes: some, edges: [] }) as const),
    ...slicesOf(edges).map((some) => ({ type: 'part', nodes: [], edges: some }) as const),
  ]
  const last =
    whole.type === 'picture' ? { ...whole, picture: { ...whole.picture, ...rest } } : { ...whole, delta: { ...whole.delta, ...rest } }
  return [...parts, { ...last, parts: parts.length }]
}

function slicesOf<T>(items: readonly T[]): readonly (readonly T[])[] {
  const count = Math.ceil(items.length / MOST_IN_MESSAGE)
  return Array.from({ length: count }, (_, at) => items.slice(at * MOST_IN_MESSAGE, (at + 1) * MOST_IN_MESSAGE))
}
