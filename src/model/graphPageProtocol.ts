/** Host to graph page. The page says `ready` and gets `picture`, then what changes; `seq` counts from 1 so that a gap is seen. */
export type ToGraphPage =
  /** Nodes and edges of the picture or delta that follows, which says how many parts it has, so that no message is too large. */
  | { readonly type: 'part'; readonly seq: number; readonly nodes: readonly PlacedNode[]; readonly edges: readonly PlacedEdge[] }
  | { readonly type: 'picture'; readonly seq: number; readonly parts: number; readonly picture: GraphPicture }
  | { readonly type: 'delta'; readonly seq: number; readonly parts: number; readonly delta: PictureDelta }
  /** Selects a node and brings it into view. */
  | { readonly type: 'reveal'; readonly seq: number; readonly node: string }
  | { readonly type: 'busy'; readonly seq: number; readonly text: string | null }

/** All that the page shows. Lengths are in px at a scale of 1. */
export interface GraphPicture {
  readonly frame: PictureFrame
  readonly nodes: readonly PlacedNode[]
  readonly edges: readonly PlacedEdge[]
}

/** What stands around the drawing. */
export interface PictureFrame {
  readonly width: number
  readonly height: number
  /** Whether edges lead from top to bottom, and not from left to right. */
  readonly isDown: boolean
  readonly folders: readonly { readonly id: string; readonly name: string }[]
  readonly folder: string | null
  readonly focus: { readonly id: string; readonly name: string } | null
  /** Steps around the focus; null for all. */
  readonly depth: number | null
  readonly isCyclesOnly: boolean
  readonly hasCycles: boolean
  /** Title of the run that can be laid over the graph; null without one. */
  readonly run: string | null
  readonly isRunShown: boolean
  /** Such as `7 events · 2 routes`. */
  readonly summary: string
  /** Why there is nothing to draw, and what to do; null when something is drawn. */
  readonly empty: string | null
  /** What is left out of the drawing, or went wrong. */
  readonly notices: readonly string[]
  /** Everything that can be searched, drawn or not. */
  readonly names: readonly { readonly id: string; readonly name: string; readonly kind: string }[]
}

export interface PictureDelta {
  readonly frame: PictureFrame | null
  readonly nodes: readonly PlacedNode[]
  readonly edges: readonly PlacedEdge[]
  readonly goneNodes: readonly string[]
  readonly goneEdges: readonly string[]
}

export interface Point {
  readonly x: number
  readonly y: number
}

export type NodeShape = 'event' | 'pattern' | 'start' | 'file'

/** A mark that words and shape tell too, so that colour is never alone. */
export type NodeMark = 'ignored' | 'unpublished' | 'cycle' | 'static' | 'run'

export interface PlacedNode {
  readonly id: string
  readonly shape: NodeShape
  /** Top left corner. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly title: string
  readonly subtitle: string
  readonly marks: readonly NodeMark[]
  /** Counts of the run, as `tone` and words; null without. */
  readonly badge: { readonly tone: 'good' | 'bad' | 'quiet'; readonly text: string; readonly isBelow: boolean } | null
  /** All of it in words: the tooltip, and what a screen reader says. */
  readonly label: string
  /** Further lines for the details. */
  readonly facts: readonly string[]
  readonly places: readonly Place[]
}

/** A position in the code, as words; the page names it by its index. */
export interface Place {
  readonly role: string
  /** `src/index.ts:12` */
  readonly at: string
  readonly words: string
}

export interface PlacedEdge {
  readonly id: string
  readonly from: string
  readonly to: string
  /** Data of an SVG path. */
  readonly path: string
  /** Empty for none. */
  readonly text: string
  readonly textAt: Point | null
  readonly marks: readonly EdgeMark[]
  readonly label: string
  readonly facts: readonly string[]
  readonly places: readonly Place[]
}

/** `match` for what only may be; `seen` for a way that the run went; `run` for one that only the run knows. */
export type EdgeMark = 'match' | 'cycle' | 'seen' | 'run'

/** Graph page to host: ids and numbers only; an id is looked up, never used as a path or a command. */
export type FromGraphPage =
  | { readonly type: 'ready' }
  /** The page is higher than wide, or is so no more. Said before `ready`, too. */
  | { readonly type: 'room'; readonly isHigh: boolean }
  | { readonly type: 'folder'; readonly folder: string }
  | { readonly type: 'focus'; readonly node: string | null }
  /** Leaves the focus for what was shown before. */
  | { readonly type: 'back' }
  | { readonly type: 'depth'; readonly depth: number | null }
  | { readonly type: 'cyclesOnly'; readonly isOn: boolean }
  | { readonly type: 'run'; readonly isShown: boolean }
  | { readonly type: 'open'; readonly of: 'node' | 'edge'; readonly id: string; readonly place: number }
  | { readonly type: 'simulate'; readonly node: string }
