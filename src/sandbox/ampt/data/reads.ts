import { look } from '../operation'
import type { World } from '../world'
import { readBatchGet } from './batch'
import type { DataStore } from './dataStore'
import { describeItem } from './item'
import { compareNames, fullText, parseKey } from './key'
import { cutPage, describeFound, planGet, readLimit, type GetOptions } from './planGet'

/** What reads a store: `get` of keys and queries, `scan` of all. */
export class Reads {
  constructor(
    private readonly world: World,
    private readonly store: DataStore,
  ) {}

  async get(keys: unknown, options: GetOptions): Promise<unknown> {
    const { world, store } = this
    const meta = options.meta === true
    if (Array.isArray(keys)) {
      const wanted = readBatchGet(keys, options)
      return look(world, () => ({ items: wanted.flatMap((key) => store.get(key) ?? []).map((item) => describeItem(item, meta)) }))
    }
    const find = planGet(keys, options)
    return look(world, () => describeFound(find(store), meta, (lastKey) => this.get(keys, { ...options, start: lastKey })))
  }

  async scan(options: GetOptions): Promise<unknown> {
    const limit = readLimit(options.limit)
    const start = options.start ? fullText(parseKey(options.start)) : ''
    return look(this.world, () => {
      const following = this.store.all().filter(({ key }) => compareNames(fullText(key), start) > 0)
      const page = cutPage(following, limit, ({ key }) => fullText(key))
      return describeFound(page, options.meta === true, (lastKey) => this.scan({ ...options, start: lastKey }))
    })
  }
}
