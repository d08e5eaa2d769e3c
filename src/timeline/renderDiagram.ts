import { formatDuration } from '../words/duration'
import { shortLine } from '../words/oneLine'
import type { Trace } from '../model/trace'
import { drawLanes } from './drawLanes'
import { formatMoment } from './formatMoment'
import { layoutTimeline } from './layoutTimeline'
import { tellRun } from './tellRun'

/**
 * A run for the terminal: its lanes on the compressed axis, then what came of it in words. At most 100 columns, but for texts of the app.
 */
export function renderDiagram(trace: Trace): string {
  const { header, end } = trace
  const span = `${formatMoment(header.start)} UTC, then ${formatDuration(end.at - header.start)} of virtual time`
  return [
    `${shortLine(header.entry)} · ${span} · seed ${header.seed}`,
    '',
    ...drawLanes(layoutTimeline(trace)),
    '',
    ...tellRun(trace),
  ].join('\n')
}
