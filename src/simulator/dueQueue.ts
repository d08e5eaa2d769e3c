import { Fifo } from './fifo'

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
 * so equal runs take equal turns. What is pushed in order, as retries are that all wait equally long, stands in a lane; what is due before all
 * of that, at once mostly, in a second one, and the rest in a heap.
 */
export class DueQueue<T extends Due> {
  private readonly late = new Fifo<T>()
  private readonly soon = new Fifo<T>()
  private readonly heap: T[] = []

  /** Queues that share `turns` order their items among each other, too. */
  constructor(private readonly turns = { count: 0 }) {}

  peek(): T | undefined {
    return earlier(earlier(this.soon.first, this.late.first), this.heap[0])
  }

  all(): T[] {
    return [...this.soon.all(), ...this.late.all(), ...this.heap]
  }

  push(item: T): void {
    item.sequence = this.turns.count++
    const { late, soon } = this
    if (isInOrder(late.last, item)) late.push(item)
    else if (isInOrder(soon.last, item)) soon.push(item)
    else pushTo(this.heap, item)
  }

  /** Takes out what `peek` gave. */
  drop(item: T): void {
    if (item === this.soon.first) this.soon.shift()
    else if (item === this.late.first) this.late.shift()
    else popFrom(this.heap)
  }
}

/** Which of two is due first. */
export function earlier<T extends Due>(a: T | undefined, b: T | undefined): T | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return isBefore(a, b) ? a : b
}

function isInOrder(last: Due | undefined, item: Due): boolean {
  return last === undefined || !isBefore(item, last)
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
