import { FAILED, type Trace } from '../model/trace'

/** Events that the run left ignored behind an attempt that failed, by index: nobody makes up for it. */
export function lostEvents({ events, attempts }: Trace): ReadonlySet<number> {
  const ignored = new Set(events.flatMap(({ state }, index) => (state === 'ignored' ? [index] : [])))
  const failed = new Map<string, number>()
  if (ignored.size === 0) return ignored
  for (let row = 0; row < attempts.length; row++) {
    const event = attempts.event[row]!
    if (!ignored.has(event)) continue
    const delivery = `${event}/${attempts.delivery[row]}`
    if (attempts.outcome[row] === FAILED) failed.set(delivery, event)
    else failed.delete(delivery)
  }
  return new Set(failed.values())
}
