import type { ts } from 'ts-morph'
import type { Given } from '../calls/given'

/** An item of a list that is walked through: the walk, and the place in its list. */
export interface Item {
  readonly walk: ts.Node
  readonly index: number
  /** It stands for any number of items. */
  readonly isSeveral?: boolean
  /** Of the walk around this one, the item whose list this is. */
  readonly around?: Item
  /** The call that adds it to a list of which there may be several, and what calls the function around that: what runs that, too, meets it. */
  readonly added?: { readonly node: Given['call']; readonly through: Given | null }
}

/** The item, and those of the walks around. */
export function itemLine(item: Item | undefined): readonly Item[] {
  return item === undefined ? [] : [item, ...itemLine(item.around)]
}

/** The same for the same places, of walks that are the same. */
export function itemPath(item: Item): string {
  return itemLine(item)
    .map(({ index }) => index)
    .join()
}

export function isSameItem(a: Item | undefined, b: Item | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  return a.walk === b.walk && a.index === b.index && isSameItem(a.around, b.around)
}

/** Whether two belong to different items of a walk. */
export function isApart(a: Item | undefined, b: Item | undefined): boolean {
  if (a === undefined || b === undefined) return false
  return itemLine(a).some((one) => itemLine(b).some((other) => one.walk === other.walk && one.index !== other.index))
}

/** Of what belongs to both: the inner one, or, of walks that do not hang on each other, the second as inside of the first. */
export function innerItem(a: Item | undefined, b: Item | undefined): Item | undefined {
  if (a === undefined || b === undefined) return a ?? b
  const hasAll = (one: Item, other: Item): boolean => itemLine(other).every(({ walk }) => itemLine(one).some((own) => own.walk === walk))
  if (hasAll(a, b)) return a
  return hasAll(b, a) ? b : { ...b, around: innerItem(a, b.around)! }
}

/** Each item once, without those that others are inside of. */
export function innermostItems(items: readonly (Item | undefined)[]): readonly Item[] {
  const all = new Map(items.flatMap((item) => (item === undefined ? [] : [[itemPath(item), item]])))
  const outer = new Set([...all.values()].flatMap(({ around }) => itemLine(around)).map(itemPath))
  return [...all].filter(([places]) => !outer.has(places)).map(([, item]) => item)
}
