import { readFile } from 'node:fs/promises'
import { operate } from '../operation'
import type { World } from '../world'
import { readBatchRemove, readBatchSet, readRemove } from './batch'
import { Changes } from './changes'
import type { DataStore } from './dataStore'
import { describeItem } from './item'
import { listen } from './listeners'
import { describeOne, type GetOptions } from './planGet'
import { planSet, type PlannedSet } from './planSet'
import { Reads } from './reads'
import type { SetOptions } from './writeOptions'

/** `data` of `@ampt/data`. */
export interface Data {
  removeNulls: boolean
  get(keys: unknown, options?: unknown): Promise<unknown>
  getByLabel(label: unknown, keys: unknown, options?: unknown): Promise<unknown>
  scan(options?: unknown): Promise<unknown>
  set(keys: unknown, value?: unknown, options?: unknown): Promise<unknown>
  add(key: unknown, ...args: unknown[]): Promise<unknown>
  remove(keys: unknown): Promise<boolean>
  seed(items: unknown, options?: unknown): Promise<{ items: number }>
  truncate(): Promise<{ total: number }>
  on(specifier: unknown, ...args: unknown[]): void
}

/** `data` of `@ampt/data` on a store. Calls are read when they are made, and read or change the store in their turn. */
export function createData(world: World, store: DataStore): Data {
  const note = (text: string): void => world.note(text)
  const reads = new Reads(world, store)
  const changes = new Changes(world, store)

  const plan = (key: unknown, value: unknown, options: SetOptions): PlannedSet => {
    if (options.ttl) note('An item is gone as soon as its ttl has passed; the platform removes it up to 48 hours later.')
    return planSet(key, value, data.removeNulls ? options : { removeNulls: false, ...options }, {
      nowSeconds: store.nowSeconds,
      contract: world.contract,
      note,
    })
  }

  const set = async (key: unknown, value: unknown, options: SetOptions, kind: 'data.set' | 'data.add'): Promise<unknown> => {
    const planned = plan(key, value, options)
    return operate(world, () => describeOne(changes.put(planned, kind), options.meta === true))
  }

  const data: Data = {
    removeNulls: true,
    get: (keys, options) => reads.get(keys, readOptions(options)),
    getByLabel: async (label, keys, options) => reads.get(keys, { ...readOptions(options), label }),
    scan: async (options) => reads.scan(readOptions(options)),
    async set(keys, value, options) {
      if (!Array.isArray(keys)) return set(keys, value, readSetOptions(options), 'data.set')
      const { meta, ...shared } = readSetOptions(value)
      const planned = readBatchSet(keys).map(({ key, value, ...own }) =>
        plan(key, value, { ...own, removeNulls: shared.removeNulls, overwrite: true }),
      )
      return operate(world, () => ({ items: planned.map((write) => describeItem(changes.put(write, 'data.set'), meta === true)) }))
    },
    async add(key, ...args) {
      const [attribute, value, options] = args
      if (typeof attribute === 'string') {
        if (typeof value !== 'number') throw new Error('Values must be numeric')
        return set(key, { [attribute]: { $add: value } }, readSetOptions(options), 'data.add')
      }
      const sum = await set(key, { $add: attribute }, readSetOptions(value), 'data.add')
      if (sum !== 0) return sum
      if (world.contract === 'sdk') return undefined
      note('data.add that comes to 0 resolves to undefined on @ampt/data 1.0.27.')
      return sum
    },
    async remove(keys) {
      const wanted = Array.isArray(keys) ? readBatchRemove(keys) : [readRemove(keys)]
      return operate(world, () => {
        for (const key of wanted) changes.take(key)
        return true
      })
    },
    async seed(items, options) {
      const list = (typeof items === 'string' ? JSON.parse(await readFile(items, 'utf8')) : items) as { key: unknown; value: unknown }[]
      const isFresh = options === true || (options as { overwrite?: unknown } | undefined)?.overwrite === true
      const planned = list.map(({ key, value, ...own }) => plan(key, value, { ...own, overwrite: true }))
      return operate(world, () => {
        if (isFresh) changes.takeAll()
        for (const write of planned) changes.put(write, 'data.set')
        return { items: list.length }
      })
    },
    truncate: async () => operate(world, () => ({ total: changes.takeAll() })),
    on(specifier, ...args) {
      listen(world, specifier, args)
      changes.hasListeners = true
    },
  }
  return data
}

/** `true` stands for `{ meta: true }`. */
function readOptions(options: unknown): GetOptions {
  if (typeof options === 'boolean') return { meta: options }
  return options ?? {}
}

function readSetOptions(options: unknown): SetOptions {
  if (options !== undefined && typeof options !== 'boolean' && (typeof options !== 'object' || Array.isArray(options))) {
    throw new Error(`'options' must be a boolean or object`)
  }
  return readOptions(options)
}
