import type { PlacedEdge, PlacedNode, PictureDelta, PictureFrame, ToGraphPage } from '../../src/model/graphPageProtocol'

/** Checks what came from the host. Null when it is not a message of the protocol: any frame can post to this page. */
export function readGraphMessage(message: unknown): ToGraphPage | null {
  if (!isRecord(message)) return null
  const { type, seq, parts, picture, delta, node, nodes, edges, text } = message
  if (!Number.isSafeInteger(seq)) return null
  const known = { seq: seq as number }
  switch (type) {
    case 'part':
      return isListOf(nodes, isNode) && isListOf(edges, isEdge) ? { ...known, type, nodes, edges } : null
    case 'picture':
      return isRecord(picture) && isFrame(picture['frame']) && isListOf(picture['nodes'], isNode) && isListOf(picture['edges'], isEdge)
        ? { ...known, type, parts: countOf(parts), picture: { frame: picture['frame'], nodes: picture['nodes'], edges: picture['edges'] } }
        : null
    case 'delta':
      return isDelta(delta) ? { ...known, type, parts: countOf(parts), delta } : null
    case 'reveal':
      return typeof node === 'string' ? { ...known, type, node } : null
    case 'busy':
      return text === null || typeof text === 'string' ? { ...known, type, text } : null
    default:
      return null
  }
}

function countOf(value: unknown): number {
  return Number.isSafeInteger(value) ? (value as number) : 0
}

function isDelta(value: unknown): value is PictureDelta {
  return (
    isRecord(value) &&
    (value['frame'] === null || isFrame(value['frame'])) &&
    isListOf(value['nodes'], isNode) &&
    isListOf(value['edges'], isEdge) &&
    isListOf(value['goneNodes'], isText) &&
    isListOf(value['goneEdges'], isText)
  )
}

function isFrame(value: unknown): value is PictureFrame {
  if (!isRecord(value)) return false
  const { width, height, folders, focus, notices, names, summary } = value
  return (
    [width, height].every(Number.isFinite) &&
    isListOf(folders, isRecord) &&
    (focus === null || isRecord(focus)) &&
    isListOf(notices, isText) &&
    isListOf(names, isRecord) &&
    isText(summary)
  )
}

function isNode(value: unknown): value is PlacedNode {
  if (!isRecord(value)) return false
  const { id, x, y, width, height, title, subtitle, label, marks, facts, places } = value
  return (
    [id, title, subtitle, label].every(isText) &&
    [x, y, width, height].every(Number.isFinite) &&
    [marks, facts].every((list) => isListOf(list, isText)) &&
    isListOf(places, isRecord)
  )
}

function isEdge(value: unknown): value is PlacedEdge {
  if (!isRecord(value)) return false
  const { id, from, to, path, text, textAt, label, marks, facts, places } = value
  return (
    [id, from, to, path, text, label].every(isText) &&
    (textAt === null || isRecord(textAt)) &&
    [marks, facts].every((list) => isListOf(list, isText)) &&
    isListOf(places, isRecord)
  )
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isListOf<T>(value: unknown, isItem: (item: unknown) => item is T): value is readonly T[] {
  return Array.isArray(value) && value.every(isItem)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
