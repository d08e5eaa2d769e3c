import { stopped } from '../../../simulator/stops'
import { place } from '../../../words/place'
import type { Stop, Waiting } from '../../../model/trace'
import type { OpenHandle } from '../openHandles'

/** The end of a run that took too much wall time (in ms): what held the event loop is `handle`, or `host`, which owes a reply, where something did. */
export function wallStop(wallMs: number, handle: OpenHandle | null = null, host: string | null = null): Stop {
  const text = `The run did not end within ${Math.round(wallMs / 1000)} s of wall time`
  if (host !== null) {
    const advice = 'Reply in its place with "fetch" rules, or stub the module that asks it.'
    return stopped('budget-wall', `${text}: it waits for a reply of ${host}. ${advice}`)
  }
  if (handle === null) return stopped('budget-wall', `${text}. Bound it with --until or the setting amptEvents.until.`)
  const { type, site } = handle
  const what = `Node calls it ${type}, opened at ${place(site)}`
  return { ...stopped('budget-wall', `${text}: something real is open (${what}). Close it, or stub its module.`), site }
}

/** A stop that knows no event of its own is put down to what was under way. */
export function named(stop: Stop | null, first: Waiting | undefined): Stop | null {
  return stop === null || stop.event !== null || first === undefined ? stop : { ...stop, event: first.event, site: first.site }
}
