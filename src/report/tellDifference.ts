import { placeBehind } from '../words/place'
import type { NotSimulated, Trace } from '../model/trace'
import type { Difference } from './firstDifference'

/** In lines: where a run and its repetition part, and what the simulator does not control that may be behind it. */
export function tellDifference({ step, part, first, second, site }: Difference, trace: Trace): string[] {
  const uncontrolled = trace.end.notSimulated.filter(({ how }) => how === 'uncontrolled' || how === 'allowed')
  const none = 'The simulator knows of no call that it does not control'
  return [
    `Two equal runs differ, first in ${step}${placeBehind(site)}:`,
    `  ${part}: ${first ?? 'nothing'} in the first run, ${second ?? 'nothing'} in the second`,
    uncontrolled.length > 0
      ? '  Not controlled by the simulator:'
      : `  ${none}: look for work whose order the machine decides, such as several reads of files at once.`,
    ...uncontrolled.map((one) => `    ${tellCall(one)}`),
  ]
}

function tellCall({ what, target, site }: NotSimulated): string {
  return `${what}${target === '' ? '' : ` ${target}`}${placeBehind(site)}`
}
