import { isCount, isFlag, isNumber, isRecord, isText, listOf, oneOf, orNull, readerOf, recordOf } from '../../src/model/checks'
import type { GraphPicture, PlacedEdge, PlacedNode, PictureDelta, PictureFrame, ToGraphPage } from '../../src/model/graphPageProtocol'

const told = { label: isText, marks: listOf(isText), facts: listOf(isText), places: listOf(isRecord) }
const nodes = listOf(
  recordOf<PlacedNode>({
    ...told,
    id: isText,
    shape: oneOf('event', 'pattern', 'start', 'file'),
    x: isNumber,
    y: isNumber,
    width: isNumber,
    height: isNumber,
    title: isText,
    subtitle: isText,
    badge: orNull(isRecord),
  }),
)
const edges = listOf(
  recordOf<PlacedEdge>({ ...told, id: isText, from: isText, to: isText, path: isText, text: isText, textAt: orNull(isRecord) }),
)
const isFrame = recordOf<PictureFrame>({
  width: isNumber,
  height: isNumber,
  isDown: isFlag,
  folders: listOf(isRecord),
  folder: orNull(isText),
  focus: orNull(isRecord),
  isCyclesOnly: isFlag,
  isRunShown: isFlag,
  summary: isText,
  empty: orNull(isText),
  notices: listOf(isText),
  names: listOf(isRecord),
})
const isDelta = recordOf<PictureDelta>({ frame: orNull(isFrame), nodes, edges, goneNodes: listOf(isText), goneEdges: listOf(isText) })

/** Checks what came from the host. Null when it is not a message of the protocol: any frame can post to this page. */
export const readGraphMessage = readerOf<'type', ToGraphPage>('type', {
  part: { seq: isCount, nodes, edges },
  picture: { seq: isCount, parts: isCount, picture: recordOf<GraphPicture>({ frame: isFrame, nodes, edges }) },
  delta: { seq: isCount, parts: isCount, delta: isDelta },
  reveal: { seq: isCount, node: isText },
  busy: { seq: isCount, text: orNull(isText) },
})
