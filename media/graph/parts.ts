import type { GraphPicture } from '../../src/model/graphPageProtocol'

type Part = Pick<GraphPicture, 'nodes' | 'edges'>

/** Puts together what comes in parts. */
export interface Parts {
  add(part: Part): void
  /** What so many parts came before; others are left over from what never came. */
  whole<T extends Part>(last: T, count: number): T
}

export function createParts(): Parts {
  let waiting: Part[] = []
  return {
    add: (part) => void waiting.push(part),
    whole: (last, count) => {
      const all = [...waiting.slice(waiting.length - count), last]
      waiting = []
      return { ...last, nodes: all.flatMap(({ nodes }) => nodes), edges: all.flatMap(({ edges }) => edges) }
    },
  }
}
