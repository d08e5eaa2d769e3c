import type { NodeShape, Point } from '../model/graphPageProtocol'

/**
 * Outline of a node, as data of an SVG path that is relative throughout: alone it stands at 0,0, behind a move it stands there. Each shape
 * has a silhouette of its own, so that no one needs the colours.
 */
export function outline(shape: NodeShape, width: number, height: number): string {
  switch (shape) {
    case 'event':
    case 'pattern':
      return rounded(width, height, 12)
    case 'start':
      // An arrow: it is where something starts.
      return `m4 0h${width - TIP - 4}l${TIP} ${height / 2}l${-TIP} ${height / 2}h${4 + TIP - width}a4 4 0 0 1 -4 -4v${8 - height}a4 4 0 0 1 4 -4z`
    case 'file':
      return `m3 0h${width - FOLD - 3}l${FOLD} ${FOLD}v${height - FOLD - 3}a3 3 0 0 1 -3 3h${6 - width}a3 3 0 0 1 -3 -3v${6 - height}a3 3 0 0 1 3 -3zm${width - FOLD - 3} 0v${FOLD}h${FOLD}`
  }
}

/** How far the point of an arrow stands out. */
export const TIP = 14
const FOLD = 11

function rounded(width: number, height: number, most: number): string {
  const radius = Math.min(most, height / 2)
  const [across, down] = [width - 2 * radius, height - 2 * radius]
  const corner = (x: number, y: number): string => `a${radius} ${radius} 0 0 1 ${x} ${y}`
  return `m${radius} 0h${across}${corner(radius, radius)}v${down}${corner(-radius, radius)}h${-across}${corner(-radius, -radius)}v${-down}${corner(radius, -radius)}z`
}

/** A smooth line through points whose x only grows, or only shrinks; it leaves and arrives level. No bend goes past its points. Turned where the layers lie below each other. */
export function curve(points: readonly Point[], isDown: boolean): string {
  const at = written(isDown)
  const slopes = points.map(({ x, y }, index) => {
    const [before, after] = [points[index - 1], points[index + 1]]
    if (before === undefined || after === undefined) return 0
    const [left, right] = [(y - before.y) / (x - before.x), (after.y - y) / (after.x - x)]
    return left * right <= 0 ? 0 : (2 * left * right) / (left + right)
  })
  const [first] = points
  if (first === undefined) return ''
  const parts = points.slice(1).map(({ x, y }, index) => {
    const from = points[index]!
    const reach = (x - from.x) * 0.42
    const [leave, arrive] = [slopes[index]!, slopes[index + 1]!]
    return `C${at(from.x + reach, from.y + leave * reach)} ${at(x - reach, y - arrive * reach)} ${at(x, y)}`
  })
  return `M${at(first.x, first.y)}${parts.join('')}`
}

/** From the bottom of a node and back to it, down to `depth` below. */
export function loop(middle: number, bottom: number, depth: number, isDown: boolean): string {
  const at = written(isDown)
  const [right, left, low] = [middle + 16, middle - 16, bottom + depth * 1.3]
  return `M${at(right, bottom)}C${at(right + 14, low)} ${at(left - 14, low)} ${at(left, bottom)}`
}

function written(isDown: boolean): (x: number, y: number) => string {
  return (x, y) => (isDown ? `${round(y)} ${round(x)}` : `${round(x)} ${round(y)}`)
}

function round(length: number): number {
  return Math.round(length * 10) / 10
}
