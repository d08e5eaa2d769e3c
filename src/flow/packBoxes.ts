import type { Point } from '../model/graphPageProtocol'

interface Box {
  readonly width: number
  readonly height: number
}

/** How much wider than high the whole becomes, as editors are. */
const ASPECT = 1.7

/** Puts boxes on shelves, the highest first. Gives their corners in the order in which they came. */
export function packBoxes(boxes: readonly Box[], gap: number): Box & { readonly corners: readonly Point[] } {
  const area = boxes.reduce((sum, { width, height }) => sum + (width + gap) * (height + gap), 0)
  const widest = boxes.reduce((most, { width }) => Math.max(most, width), 0)
  const limit = Math.max(widest, Math.sqrt(area * ASPECT))
  const corners: Point[] = boxes.map(() => ({ x: 0, y: 0 }))
  const order = boxes
    .map((_, index) => index)
    .sort((a, b) => boxes[b]!.height - boxes[a]!.height || boxes[b]!.width - boxes[a]!.width || a - b)
  let [x, y, shelf, width] = [0, 0, 0, 0]
  for (const index of order) {
    const box = boxes[index]!
    if (x > 0 && x + box.width > limit) [x, y, shelf] = [0, y + shelf + gap, 0]
    corners[index] = { x, y }
    x += box.width + gap
    shelf = Math.max(shelf, box.height)
    width = Math.max(width, x - gap)
  }
  return { corners, width, height: y + shelf }
}
