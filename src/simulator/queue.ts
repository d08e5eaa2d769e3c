/** Something due at a virtual time. */
export interface Due {
  /** Virtual epoch ms. */
  readonly time: number
  /** Turn within the instant: smaller goes first. */
  readonly priority: number
  /** Order of pushing; the queue sets it. */
  sequence?: number
}

/** Items at the front of a lane that were taken, before it is cut. */
const MAX_TAKEN = 1024

/** Items that were pushed in order. */
class Lane<T extends Due> {
  private readonly items: (T | undefined)[] = []
  private taken = 0

  peek(): T | undefined {
    return this.items[this.taken]
  }

  some(test: (item: T) => boolean): boolean {
    return this.items.some((item) => item !== undefined && test(item))
  }

  all(): T[] {
    return this.items.filter((item) => item !== undefined)
  }

  /** False where the item goes before the last one. */
  push(item: T): boolean {
    const { items } = this
    if (items.length > 0 && isBefore(item, items[items.length - 1]!)) return false
    items.push(item)
    return true
  }

  drop(): void {
    const { items } = this
    items[this.taken++] = undefined
    if (this.taken < items.length && this.taken < MAX_TAKEN) return
    items.splice(0, this.taken)
    this.taken = 0
  }
}

/**
 * A priority queue with a total order: time, then priority, then the order of pushing. No two items ever compare equal,
 * so equal runs take equal turns. What is pushed in order, as retries are that all wait equally long, stands in a lane; what is due before all
 * of that, at once mostly, in a second one, and the rest in a heap.
 */
export class DueQueue<T extends Due> {
  private readonly late = new Lane<T>()
  private readonly soon = new Lane<T>()
  private readonly heap: T[] = []
  private sequence = 0

  peek(): T | undefined {
    return first(first(this.soon.peek(), this.late.peek()), this.heap[0])
  }

  some(test: (item: T) => boolean): boolean {
    return this.heap.some(test) || this.soon.some(test) || this.late.some(test)
  }

  /** All of them, in no order. */
  all(): T[] {
    return [...this.soon.all(), ...this.late.all(), ...this.heap]
  }

  push(item: T): void {
    item.sequence = this.sequence++
    if (!this.late.push(item) && !this.soon.push(item)) pushTo(this.heap, item)
  }

  /** Takes out what `peek` gave. */
  drop(item: T): void {
    if (item === this.soon.peek()) this.soon.drop()
    else if (item === this.late.peek()) this.late.drop()
    else popFrom(this.heap)
  }
}

function first<T extends Due>(a: T | undefined, b: T | undefined): T | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return isBefore(a, b) ? a : b
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
