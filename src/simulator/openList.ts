export interface Openable {
  /** Its place in the list, which keeps it. */
  slot: number
}

/** Gaps that a list may have beside as many as it has members. */
const GAPS = 32

/**
 * What is open, in the order in which it came. A `Set` does the same, but its tables keep alive what was in earlier ones, and collecting that
 * took longer than all else of an attempt.
 */
export class OpenList<T extends Openable> implements Iterable<T> {
  private readonly slots: (T | null)[] = []
  size = 0

  add(item: T): void {
    item.slot = this.slots.length
    this.slots.push(item)
    this.size++
  }

  delete(item: T): void {
    const { slots } = this
    slots[item.slot] = null
    this.size--
    if (slots.length > 2 * this.size + GAPS) this.close()
  }

  *[Symbol.iterator](): Iterator<T> {
    for (const item of [...this.slots]) if (item !== null) yield item
  }

  /** Moves members up into the gaps. */
  private close(): void {
    const { slots } = this
    let length = 0
    for (const item of slots) {
      if (item === null) continue
      item.slot = length
      slots[length++] = item
    }
    slots.length = length
  }
}
