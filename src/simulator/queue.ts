/** Something due at a virtual time. */
export interface Due {
  /** Virtual epoch ms. */
  readonly time: number
  /** Turn within the instant: smaller goes first. */
  readonly priority: number
  /** Order of pushing; the queue sets it. */
  sequence?: number
}

/** Items at the front of the lane that were taken, before it is cut. */
const MAX_TAKEN = 1024

/**
 * A priority queue with a total order: time, then priority, then the order of pushing. No two items ever compare equal,
 * so equal runs take equal turns. What is pushed in order, as retries are that all wait equally long, stands in a lane; the rest in a heap.
 */
export class DueQueue<T extends Due> {
  private readonly lane: (T | undefined)[] = []
  /** Items of the lane that were taken. */
  private taken = 0
  private readonly heap: T[] = []
  private sequence = 0

  peek(): T | undefined {
    const [first, top] = [this.lane[this.taken], this.heap[0]]
    if (first === undefined || top === undefined) return first ?? top
    return isBefore(top, first) ? top : first
  }

  some(test: (item: T) => boolean): boolean {
    return this.heap.some(test) || this.lane.some((item) => item !== undefined && test(item))
  }

  push(item: T): void {
    const { lane, heap } = this
    item.sequence = this.sequence++
    const isInOrder = lane.length === 0 || !isBefore(item, lane[lane.length - 1]!)
    if (isInOrder) lane.push(item)
    else pushTo(heap, item)
  }

  pop(): T | undefined {
    const first = this.peek()
    if (first === undefined) return undefined
    const { lane, heap } = this
    if (first !== lane[this.taken]) popFrom(heap)
    else {
      lane[this.taken++] = undefined
      if (this.taken === lane.length || this.taken >= MAX_TAKEN) {
        lane.splice(0, this.taken)
        this.taken = 0
      }
    }
    return first
  }
}

function pushTo<T extends Due>(heap: T[], item: T): void {
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

function popFrom<T extends Due>(heap: T[]): void {
  const last = heap.pop()
  if (last === undefined || heap.length === 0) return
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
}

function isBefore(a: Due, b: Due): boolean {
  if (a.time !== b.time) return a.time < b.time
  if (a.priority !== b.priority) return a.priority < b.priority
  return a.sequence! < b.sequence!
}
