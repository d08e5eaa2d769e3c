import type { PlacedEdge, Point } from '../../src/model/graphPageProtocol'
import type { Box, Position } from './viewport'

/** What a stage of this size shows of the drawing, and a rim around it of so many px on the screen; in lengths of the drawing. */
export function seenBox({ x, y, scale }: Position, stage: { readonly width: number; readonly height: number }, rim: number): Box {
  return {
    x: (-rim - x) / scale,
    y: (-rim - y) / scale,
    width: (stage.width + 2 * rim) / scale,
    height: (stage.height + 2 * rim) / scale,
  }
}

export function overlaps(a: Box, b: Box): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height
}

/** Boxes in the order of how far their middles are from a point. */
export function nearestTo<B extends Box>({ x, y }: Point, boxes: readonly B[]): readonly B[] {
  const away = (box: B): number => Math.hypot(box.x + box.width / 2 - x, box.y + box.height / 2 - y)
  return [...boxes].sort((a, b) => away(a) - away(b))
}

const known = new WeakMap<PlacedEdge, Box>()

/** Where an edge is. Its curves stay within their control points, and all of its numbers are pairs. */
export function boundsOf(edge: PlacedEdge): Box {
  const before = known.get(edge)
  if (before !== undefined) return before
  const numbers = edge.path.match(/-?\d+(?:\.\d+)?/g) ?? []
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let at = 0; at < numbers.length; at += 2) {
    const [x, y] = [Number(numbers[at]), Number(numbers[at + 1])]
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  const box = { x: left, y: top, width: right - left, height: bottom - top }
  known.set(edge, box)
  return box
}
