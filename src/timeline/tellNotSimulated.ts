import { placeBehind } from '../words/place'
import type { NotSimulated } from '../model/trace'

const words = {
  denied: 'was denied',
  stubbed: 'was answered by a stub',
  allowed: 'reached the network',
  uncontrolled: 'may be another in an equal run',
}

/** What went past the simulation, as a phrase: "fetch https://… was denied (src/mailer.ts:6)". */
export function tellNotSimulated({ what, target, site, how }: NotSimulated): string {
  return `${what}${target === '' ? '' : ` ${target}`} ${words[how]}${placeBehind(site)}`
}
