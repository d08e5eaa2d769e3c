import { getOrMake } from '../../../model/getOrMake'
import type { Item, LabelNumber } from './item'
import { compareNames, fullText, type Key } from './key'

/** The items, by collection and name. An item whose time to live has passed is gone. */
export class DataStore {
  private readonly collections = new Map<string, Map<string, Item>>()

  /** `now` gives virtual epoch ms. */
  constructor(private readonly now: () => number) {}

  get nowSeconds(): number {
    return Math.floor(this.now() / 1000)
  }

  get({ collection, name }: Key): Item | undefined {
    const item = this.collections.get(collection)?.get(name)
    return item !== undefined && this.isAlive(item) ? item : undefined
  }

  put(item: Item): void {
    const { collection, name } = item.key
    getOrMake(this.collections, collection, () => new Map<string, Item>()).set(name, item)
  }

  delete({ collection, name }: Key): void {
    this.collections.get(collection)?.delete(name)
  }

  /** Removes an item whose time has passed; false where another has taken its place. */
  removeExpired(item: Item): boolean {
    if (this.isAlive(item) || this.collections.get(item.key.collection)?.get(item.key.name) !== item) return false
    this.delete(item.key)
    return true
  }

  collection(name: string): Item[] {
    return [...(this.collections.get(name)?.values() ?? [])].filter((item) => this.isAlive(item))
  }

  /** Items with a label of that number in the collection. */
  labelled(number: LabelNumber, collection: string): Item[] {
    return [...this.alive()].filter((item) => item.labels[number]?.collection === collection)
  }

  /** By key, so that equal contents give equal lists. */
  all(): Item[] {
    return [...this.alive()].sort((a, b) => compareNames(fullText(a.key), fullText(b.key)))
  }

  private *alive(): Iterable<Item> {
    for (const items of this.collections.values()) {
      for (const item of items.values()) if (this.isAlive(item)) yield item
    }
  }

  private isAlive({ expiresSeconds }: Item): boolean {
    return expiresSeconds === null || expiresSeconds >= this.nowSeconds
  }
}
