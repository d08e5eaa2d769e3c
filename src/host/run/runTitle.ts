import { formatNumber } from '../../words/number'
import { oneLine } from '../../words/oneLine'
import { shorten } from '../../words/shorten'
import type { Trace } from '../../model/trace'
import { summarizeRun } from '../../report/summarizeRun'

/** What a run came to, for a title or the status bar. */
export interface RunOutcome {
  /** Such as `1 dropped`, `2 handled · 1 ignored`. */
  readonly text: string
  /** `open` where nobody can say: it was called off, or nothing failed but through what the simulator refuses. */
  readonly end: 'well' | 'open' | 'failed'
}

export function runOutcome(trace: Trace): RunOutcome {
  const { dropped, unknown, rejected, pending, ignored, lost, handled } = summarizeRun(trace)
  const { stopped } = trace.end
  const counts = { dropped, unknown, rejected, pending, ignored, handled }
  const isCancelled = stopped?.reason === 'interrupted'
  const hasFailed = (stopped !== null && !isCancelled) || dropped + rejected + lost > 0
  const parts = Object.entries(counts).flatMap(([state, count]) => (count === 0 ? [] : [`${formatNumber(count)} ${state}`]))
  return {
    text: [...(stopped === null ? [] : [isCancelled ? 'cancelled' : 'stopped']), ...parts].join(' · ') || 'nothing happened',
    end: hasFailed ? 'failed' : isCancelled || unknown > 0 ? 'open' : 'well',
  }
}

/** With the worst of it alone, such as `order.placed · 1 dropped`: a list of runs is narrow. */
export function runTitle(event: string, trace: Trace): string {
  const [worst] = runOutcome(trace).text.split(' · ')
  return `${shorten(oneLine(event), 40)} · ${worst}`
}
