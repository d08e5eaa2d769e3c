import type { Trace } from '../model/trace'

/** Rows of each delivery and its retries, in order of their first attempts. */
export function chainsOf({ attempts, events }: Trace): readonly (readonly number[])[] {
  const { length, event: eventOf, delivery: deliveryOf } = attempts
  const chains: number[][] = []
  // The first delivery of an event, which nearly all rows are of, needs no hashing.
  const firsts = new Array<number[] | undefined>(events.length)
  const copies = new Map<number, number[]>()
  for (let row = 0; row < length; row++) {
    const event = eventOf[row]!
    const delivery = deliveryOf[row]!
    // Event and delivery in one number: a string key would cost more than all the rest.
    const key = delivery * events.length + event
    let chain = delivery === 1 ? firsts[event] : copies.get(key)
    if (chain === undefined) {
      chains.push((chain = []))
      if (delivery === 1) firsts[event] = chain
      else copies.set(key, chain)
    }
    chain.push(row)
  }
  return chains
}
