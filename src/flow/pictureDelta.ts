import type { GraphPicture, PictureDelta } from '../model/graphPageProtocol'

/** What turns one picture into the next: what changed and what went. Null when nothing did. */
export function pictureDelta(before: GraphPicture, after: GraphPicture): PictureDelta | null {
  const nodes = changed(before.nodes, after.nodes)
  const edges = changed(before.edges, after.edges)
  const frame = isEqual(before.frame, after.frame) ? null : after.frame
  const isSame = frame === null && [nodes.changed, nodes.gone, edges.changed, edges.gone].every(({ length }) => length === 0)
  return isSame ? null : { frame, nodes: nodes.changed, edges: edges.changed, goneNodes: nodes.gone, goneEdges: edges.gone }
}

function changed<T extends { readonly id: string }>(
  before: readonly T[],
  after: readonly T[],
): { readonly changed: readonly T[]; readonly gone: readonly string[] } {
  const known = new Map(before.map((item) => [item.id, item]))
  const here = new Set(after.map(({ id }) => id))
  return {
    changed: after.filter((item) => !isEqual(known.get(item.id), item)),
    gone: before.filter(({ id }) => !here.has(id)).map(({ id }) => id),
  }
}

/** Messages are plain data, made in one way: equal ones have equal text. */
function isEqual(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}
