import type { Occurrence } from '../../../simulator/publishing'
import { asJson } from '../asJson'
import type { DataChange, World } from '../world'
import type { DataStore } from './dataStore'
import { describeItem, type Item } from './item'
import { keyText, type Key } from './key'
import type { PlannedSet } from './planSet'

/** Changes a store in the turn of the call that asks for it, and tells of each change: the record, and listeners. */
export class Changes {
  /** Whether the app has listeners. */
  hasListeners = false

  constructor(
    private readonly world: World,
    private readonly store: DataStore,
  ) {}

  put({ key, apply }: PlannedSet, kind: 'data.set' | 'data.add'): Item {
    const { world, store } = this
    const previous = store.get(key)
    const item = apply(previous)
    store.put(item)
    world.effect({ kind, target: keyText(key), value: item.value })
    this.tell(previous === undefined ? 'created' : 'updated', item, previous)
    if (item.expiresSeconds !== null) this.expire(item, item.expiresSeconds)
    return item
  }

  take(key: Key): void {
    const { world, store } = this
    const item = store.get(key)
    store.delete(key)
    world.effect({ kind: 'data.remove', target: keyText(key) })
    if (item !== undefined) this.tell('deleted', item)
  }

  /** Gives how many there were. */
  takeAll(): number {
    const all = this.store.all()
    for (const { key } of all) this.take(key)
    return all.length
  }

  /** The platform removes an item once its time has passed, which listeners are told. */
  private expire(item: Item, seconds: number): void {
    if (!this.isHeard) return
    this.world.whileOpen((seconds + 1) * 1000, () => {
      if (this.store.removeExpired(item)) this.tell('deleted', item)
    })
  }

  private tell(kind: DataChange['kind'], item: Item, previous?: Item): void {
    if (this.isHeard) this.world.occur(occurrenceOf(kind, item, previous))
  }

  /** Describing an item takes longer than writing it: only when somebody wants to know, or may yet. */
  private get isHeard(): boolean {
    return this.hasListeners || this.world.isLoading()
  }
}

function occurrenceOf(kind: DataChange['kind'], item: Item, previous: Item | undefined): Occurrence {
  const key = keyText(item.key)
  const change: DataChange = {
    ...{ kind, key, item: asJson(describeItem(item, true)), previous: asJson(previous && describeItem(previous, true)) },
  }
  const body = { name: kind, item: change.item, previous: change.previous }
  return { source: 'data', name: `${kind}:${key}`, group: item.key.collection, body, subject: change }
}
