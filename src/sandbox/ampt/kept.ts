import { UserError } from '../../model/userError'
import type { Json } from '../../model/json'
import { DataStore } from './data/dataStore'
import { copyOf } from './data/item'
import { keyText } from './data/key'
import { planSet } from './data/planSet'
import type { StoredFile } from './storage'
import type { TaskStatus } from './taskStatus'
import type { World } from './world'

/** What the platform keeps for all instances of an app. */
export interface Kept {
  readonly store: DataStore
  /** By path in the whole storage. */
  readonly files: Map<string, StoredFile>
  /** By execution. */
  readonly taskRuns: Map<string, TaskStatus>
  /** Clients of WebSockets that are connected. */
  readonly connections: Set<string>
}

/** The data store as key and value, for the end state. */
export function dataOf({ store }: Kept): Record<string, Json> {
  return Object.fromEntries(store.all().map(({ key, value }) => [keyText(key), copyOf(value)]))
}

/** Makes it, with the items of `seed` in the data store; listeners are not told of them. Throws `UserError` on an item that cannot be stored. */
export function createKept(world: World, seed: Readonly<Record<string, Json>>): Kept {
  const store = new DataStore(() => world.now())
  const context = { nowSeconds: store.nowSeconds, contract: world.contract, note: () => undefined }
  for (const [key, value] of Object.entries(seed)) {
    try {
      store.put(planSet(key, value, { overwrite: true, removeNulls: false }, context).apply(undefined))
    } catch (error) {
      throw new UserError(`The item ${JSON.stringify(key)} under "data" of the scenario cannot be stored: ${(error as Error).message}`)
    }
  }
  return { store, files: new Map(), taskRuns: new Map(), connections: new Set() }
}
