import { data } from '@ampt/data'
import type { EventHandlerEvent } from '@ampt/sdk'

interface Account {
  points: number
}

/** Ten points an order. Reads, then writes: of two orders that are paid at once, one can lose its points. */
export async function addPoints({ body: { customer } }: EventHandlerEvent<{ customer: string }>) {
  const key = `account:${customer}`
  const { points } = (await data.get<Account>(key)) ?? { points: 0 }
  await data.set<Account>(key, { points: points + 10 })
}
