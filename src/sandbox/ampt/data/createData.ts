import { readFile } from 'node:fs/promises'
import type { Occurrence } from '../../../simulator/publishing'
import { asJson } from '../asJson'
import { look, operate } from '../operation'
import type { DataChange, World } from '../world'
import { readBatchGet, readBatchRemove, readBatchSet, readRemove } from './batch'
import type { DataStore } from './dataStore'
import { describeItem, type Item } from './item'
import { compareNames, fullText, keyText, parseKey, type Key } from './key'
import { listen } from './listeners'
import { cutPage, describeFound, planGet, readLimit, type GetOptions } from './planGet'
import { planSet, type PlannedSet } from './planSet'
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
  let hasListeners = false
  /** Describing an item takes longer than writing it: only when somebody wants to know, or may yet. */
  const tell = (kind: DataChange['kind'], item: Item, previous?: Item): void => {
    if (hasListeners || world.isLoading()) world.occur(occurrenceOf(changeOf(kind, item, previous)))
  }

  const put = ({ key, apply }: PlannedSet, kind: 'data.set' | 'data.add'): Item => {
    const previous = store.get(key)
    const item = apply(previous)
    store.put(item)
    world.effect({ kind, target: keyText(key), value: item.value })
    tell(previous === undefined ? 'created' : 'updated', item, previous)
    expire(item)
    return item
  }

  /** The platform removes an item once its time has passed, which listeners are told. */
  const expire = (item: Item): void => {
    if ((!hasListeners && !world.isLoading()) || item.expiresSeconds === null) return
    world.whileOpen((item.expiresSeconds + 1) * 1000, () => {
      if (store.removeExpired(item)) tell('deleted', item)
    })
  }

  const take = (key: Key): void => {
    const item = store.get(key)
    store.delete(key)
    world.effect({ kind: 'data.remove', target: keyText(key) })
    if (item !== undefined) tell('deleted', item)
  }

  const takeAll = (): number => {
    const all = store.all()
    for (const { key } of all) take(key)
    return all.length
  }

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
    return operate(world, () => describeFound(put(planned, kind), options.meta === true, noNext))
  }

  const get = async (keys: unknown, options: GetOptions): Promise<unknown> => {
    const meta = options.meta === true
    if (Array.isArray(keys)) {
      const wanted = readBatchGet(keys, options)
      return look(world, () => ({
        items: wanted.flatMap((key) => store.get(key) ?? []).map((item) => describeItem(item, meta)),
      }))
    }
    const find = planGet(keys, options)
    return look(world, () => describeFound(find(store), meta, (lastKey) => get(keys, { ...options, start: lastKey })))
  }

  const scan = async (options: GetOptions): Promise<unknown> => {
    const limit = readLimit(options.limit)
    const start = options.start ? fullText(parseKey(options.start)) : ''
    return look(world, () => {
      const following = store.all().filter(({ key }) => compareNames(fullText(key), start) > 0)
      const page = cutPage(following, limit, ({ key }) => fullText(key))
      return describeFound(page, options.meta === true, (lastKey) => scan({ ...options, start: lastKey }))
    })
  }

  const data: Data = {
    removeNulls: true,
    get: async (keys, options) => get(keys, readOptions(options)),
    getByLabel: async (label, keys, options) => get(keys, { ...readOptions(options), label }),
    scan: async (options) => scan(readOptions(options)),
    async set(keys, value, options) {
      if (!Array.isArray(keys)) return set(keys, value, readSetOptions(options), 'data.set')
      const { meta, ...shared } = readSetOptions(value)
      const planned = readBatchSet(keys).map(({ key, value, ...own }) =>
        plan(key, value, { ...own, removeNulls: shared.removeNulls, overwrite: true }),
      )
      return operate(world, () => ({ items: planned.map((write) => describeItem(put(write, 'data.set'), meta === true)) }))
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
        for (const key of wanted) take(key)
        return true
      })
    },
    async seed(items, options) {
      const list = (typeof items === 'string' ? JSON.parse(await readFile(items, 'utf8')) : items) as { key: unknown; value: unknown }[]
      const isFresh = options === true || (options as { overwrite?: unknown } | undefined)?.overwrite === true
      const planned = list.map(({ key, value, ...own }) => plan(key, value, { ...own, overwrite: true }))
      return operate(world, () => {
        if (isFresh) takeAll()
        for (const write of planned) put(write, 'data.set')
        return { items: list.length }
      })
    },
    truncate: async () => operate(world, () => ({ total: takeAll() })),
    on(specifier, ...args) {
      listen(world, specifier, args)
      hasListeners = true
    },
  }
  return data
}

const noNext = (): never => {
  throw new Error('A single item has no next page.')
}

function changeOf(kind: DataChange['kind'], item: Item, previous: Item | undefined): DataChange {
  return {
    kind,
    key: keyText(item.key),
    item: asJson(describeItem(item, true)),
    previous: asJson(previous && describeItem(previous, true)),
  }
}

function occurrenceOf(change: DataChange): Occurrence {
  const { kind, key, item, previous } = change
  const [group = ''] = key.split(':')
  return { source: 'data', name: `${kind}:${key}`, group, body: { name: kind, item, previous }, subject: change }
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
