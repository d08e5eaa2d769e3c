import { formatDuration } from '../../src/words/duration'
import { placeBehind } from '../../src/words/place'
import type { Trace } from '../../src/model/trace'
import { tellNotSimulated } from '../../src/timeline/tellNotSimulated'
import { tellTotals, tellWaitingFor } from '../../src/timeline/tellRun'
import { formatMoment } from '../../src/timeline/formatMoment'
import { element } from '../common/element'
import { bulletList, facts, jsonBlock, section } from './detailParts'

/** What holds for the run as a whole; fills the heading. */
export function runDetails(heading: HTMLElement, trace: Trace): readonly Node[] {
  const { header, end } = trace
  const { stopped, idle, notes, notSimulated, data } = end
  heading.textContent = 'About this run'
  const parts = [
    element('p', {}, tellTotals(trace)),
    facts([
      ['entry', header.entry],
      ['contract', header.contract === 'sdk' ? 'what @ampt/sdk does' : 'as documented'],
      ['seed', String(header.seed)],
      ['started', formatMoment(header.start)],
      ['ended', `${formatMoment(end.at)} (after ${formatDuration(end.at - header.start)})`],
      ['because', idle],
    ]),
    section('Stopped early', stopped === null ? null : `${stopped.message}${placeBehind(stopped.site)}`),
    section('It would still wait for', bulletList(tellWaitingFor(end))),
    section('Notes', bulletList(notes)),
    section('Not simulated', bulletList(notSimulated.map(tellNotSimulated))),
    section('Data store at the end', Object.keys(data).length === 0 ? null : jsonBlock(data)),
  ]
  return parts.filter((part) => part !== null)
}
