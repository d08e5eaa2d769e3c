import type { Place } from '../model/graphPageProtocol'
import type { FlowSite } from './flow'
import { oneLine } from '../words/oneLine'
import { place } from '../words/place'

const roleWords: Readonly<Record<FlowSite['role'], string>> = {
  handler: 'handler',
  publish: 'publish',
  start: 'starts it',
  registration: 'registered',
  call: 'calls',
}

/** Positions as words, in the same order: their index names them. */
export function placesOf(sites: readonly FlowSite[]): Place[] {
  return sites.map(({ role, site, words }) => ({
    role: roleWords[role],
    at: oneLine(place(site)),
    words: oneLine(words),
  }))
}
