/** Something due at a virtual time. */
export interface Due {
  /** Virtual epoch ms. */
  readonly time: number
  /** Turn within the instant: smaller goes first. */
  readonly priority: number
  /** Order of pushing; the queue sets it. */
  sequence?: number
}

/**
 * A priority queue with a total order: time, then priority, then the order of pushing. No two items ever compare equal,
 * so equal runs take equal turns.
 */
export class DueQueue<T extends Due> {
  private readonly heap: T[] = []
  private sequence = 0

  peek(): T | undefined {
    return this.heap[0]
  }

  some(test: (item: T) => boolean): boolean {
    return this.heap.some(test)
  }

  push(item: T): void {
    const { heap } = this
    item.sequence = this.sequence++
    let at = heap.length
    heap.push(item)
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = heap[parent]!
      if (isBefore(above, item)) break
      heap[at] = above
      at = parent
    }
    heap[at] = item
  }

  pop(): T | undefined {
    const { heap } = this
    const first = heap[0]
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return first
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++
      if (isBefore(last, heap[child]!)) break
      heap[at] = heap[child]!
      at = child
    }
    heap[at] = last
    return first
  }
}

function isBefore(a: Due, b: Due): boolean {
  if (a.time !== b.time) return a.time < b.time
  if (a.priority !== b.priority) return a.priority < b.priority
  return a.sequence! < b.sequence!
}
