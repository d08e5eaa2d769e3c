import { events } from '@ampt/sdk'
export function withAudit(fn: any) {
  return async function audited(this: any, ...args: any[]) {
    const result = await fn.apply(this, args)
    await events.publish('audited', { result }) // publish audited
    return result
  }
}
export const withTransaction = (work: (tx: any, e: any) => Promise<void>) => async (e: any) => {
  const tx = await begin()
  try { await work(tx, e) } catch (error) { await tx.rollback(); throw error }
}
declare function begin(): Promise<any>
export function once(fn: any) {
  const seen = new Set<string>()
  return async (e: any) => {
    if (seen.has(e.id)) return
    seen.add(e.id)
    return fn(e)
  }
}
export function onAll(map: Record<string, any>) {
  for (const key in map) {
    const run = map[key]
    events.on(key, async (e: any) => { await run(e) }) // on all.one, all.two
  }
}
