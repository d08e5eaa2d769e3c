/** Items in front that were taken, before the list is cut. */
const MAX_TAKEN = 1024

/** First in, first out. The `shift` of a list moves all that is left, once that is long. */
export class Fifo<T> {
  private readonly items: (T | undefined)[] = []
  private taken = 0

  get first(): T | undefined {
    return this.items[this.taken]
  }

  get last(): T | undefined {
    return this.items[this.items.length - 1]
  }

  all(): T[] {
    return this.items.slice(this.taken) as T[]
  }

  push(item: T): void {
    this.items.push(item)
  }

  shift(): T | undefined {
    const { items } = this
    const item = items[this.taken]
    if (item === undefined) return undefined
    items[this.taken++] = undefined
    if (this.taken === items.length || this.taken === MAX_TAKEN) {
      items.splice(0, this.taken)
      this.taken = 0
    }
    return item
  }
}
