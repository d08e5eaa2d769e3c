import type { Point } from '../../src/model/graphPageProtocol'

/** Where the drawing stands in its stage: its corner in px of the stage, and its scale. */
export interface Position extends Point {
  readonly scale: number
  /** The least scale of a drawing that was made to fit; null where the reader moved or scaled it since. */
  readonly fitted: number | null
}

export interface Viewport {
  readonly position: Position
  /** Where the stage is in the window, as it was last laid out: to ask for it anew would lay out all that changed since. */
  readonly room: Box
  set(position: Position): void
  /** Shows the whole drawing, or as much from its beginning as there is room for in the least scale; in a page of another size again, until the reader moves or scales it. */
  fit(leastScale: number): void
  /** Scales around a point of the stage; around its middle without one. */
  zoom(factor: number, at?: Point): void
  pan(x: number, y: number): void
  /** Moves as little as shows the box; or to the middle, where it can be read well, but never so far that room stays empty which the drawing could fill. */
  reveal(box: Box, isCentred: boolean): void
}

export interface Box extends Point {
  readonly width: number
  readonly height: number
}

/** Smaller than this, words cannot be read. */
export const FAR = 0.45
/** In this size words are read well. */
export const CLEAR = 0.8
const LEAST = 0.02
const MOST = 3
/** Between what is revealed and the rim of the stage. */
const RIM = 32

/** Moves and scales the drawing, which is of a size, in the stage. `moved` is told of that, `resized` of another room. */
export function createViewport(
  stage: HTMLElement,
  drawing: SVGSVGElement,
  {
    size,
    moved,
    resized,
  }: { readonly size: () => Omit<Box, keyof Point>; readonly moved: (position: Position) => void; readonly resized: () => void },
): Viewport {
  let position: Position = { x: 0, y: 0, scale: 1, fitted: null }
  let room: Box = { x: 0, y: 0, width: 0, height: 0 }
  let page = ''
  new ResizeObserver(() => {
    const before = page
    page = `${window.innerWidth} ${window.innerHeight}`
    room = stage.getBoundingClientRect()
    // Where details take their room from it, nothing may slip away from under the pointer.
    if (page !== before && position.fitted !== null) fit(position.fitted)
    resized()
  }).observe(stage)

  function set(next: Position): void {
    position = { ...next, scale: Math.min(MOST, Math.max(LEAST, next.scale)) }
    drawing.style.transform = `translate(${position.x}px, ${position.y}px) scale(${position.scale})`
    stage.classList.toggle('far', position.scale < FAR)
    moved(position)
  }

  function fit(leastScale: number): void {
    const { width, height } = size()
    const [across, down] = [stage.clientWidth, stage.clientHeight]
    if (width === 0 || height === 0) return
    const scale = Math.min(1, Math.max(leastScale, Math.min(across / width, down / height)))
    set({ x: Math.max(0, (across - width * scale) / 2), y: Math.max(0, (down - height * scale) / 2), scale, fitted: leastScale })
  }

  function zoom(factor: number, at: Point = { x: stage.clientWidth / 2, y: stage.clientHeight / 2 }): void {
    const scale = Math.min(MOST, Math.max(LEAST, position.scale * factor))
    const ratio = scale / position.scale
    set({ x: at.x - (at.x - position.x) * ratio, y: at.y - (at.y - position.y) * ratio, scale, fitted: null })
  }

  function pan(x: number, y: number): void {
    set({ ...position, x: position.x + x, y: position.y + y, fitted: null })
  }

  return {
    get position() {
      return position
    },
    get room() {
      return room
    },
    set,
    zoom,
    pan,
    fit,
    reveal: ({ x, y, width, height }, isCentred) => {
      const { clientWidth: across, clientHeight: down } = stage
      if (isCentred) {
        const scale = Math.max(position.scale, CLEAR)
        const whole = size()
        set({
          ...position,
          x: filling(across / 2 - (x + width / 2) * scale, whole.width * scale, across),
          y: filling(down / 2 - (y + height / 2) * scale, whole.height * scale, down),
          scale,
        })
        return
      }
      const { scale } = position
      const [left, top] = [position.x + x * scale, position.y + y * scale]
      set({
        ...position,
        x: position.x + into(left, left + width * scale, across),
        y: position.y + into(top, top + height * scale, down),
      })
    },
  }
}

/** Where a stretch begins that leaves no room empty which it could fill; in the middle where it is shorter. */
function filling(start: number, length: number, room: number): number {
  return length <= room ? (room - length) / 2 : Math.min(0, Math.max(room - length, start))
}

/** How far a stretch has to move to lie within a length. */
function into(start: number, end: number, length: number): number {
  if (end > length - RIM) return Math.max(length - RIM - end, RIM - start)
  return start < RIM ? RIM - start : 0
}
