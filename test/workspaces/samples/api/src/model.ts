import { randomUUID } from 'node:crypto'
import { data } from '@ampt/data'
import { events } from '@ampt/sdk'

/** A model whose events are named after its collection. */
export function modelFor<Item extends { owner: string }>(collection: string) {
  return {
    async save(item: Item): Promise<string> {
      const id = randomUUID().slice(0, 8)
      await data.set<Item>(`${collection}:${id}`, item, { label1: `owner_${item.owner}:${id}` })
      await events.publish(`${collection}.saved`, { id })
      return id
    },
  }
}
