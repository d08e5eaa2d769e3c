import type { Point } from '../model/graphPageProtocol'

/** One piece of a graph that hangs together, as sizes in px. Edges are in the order of their ids. */
export interface PieceSizes {
  readonly nodes: readonly { readonly id: string; readonly width: number; readonly height: number }[]
  readonly edges: readonly { readonly id: string; readonly from: string; readonly to: string; readonly textWidth: number }[]
}

/** Where they are, in the order of the sizes, from 0,0. Nodes by their centre. */
export interface PiecePlaces {
  readonly width: number
  readonly height: number
  readonly nodes: readonly Point[]
  readonly edges: readonly { readonly points: readonly Point[]; readonly textAt: Point | null }[]
}
