import { formatDuration, parseDuration } from '../../words/duration'
import { timeoutRange } from '../../contract/timeout'
import type { Fix } from '../../model/graph'
import type { GivenValue } from '../facts/callFacts'
import { finding, fix, replace, type CallRule } from './finding'

const { defaultMs, maxMs } = timeoutRange('event', 'sdk')

/** Timeouts that Ampt does not keep. */
export const lintTimeout: CallRule = (call) =>
  call.timeout.flatMap((given) => {
    const { value } = given
    if (typeof value === 'string') {
      const ms = parseDuration(value)
      const fixes = ms === null ? [] : written(given, Math.min(Math.max(ms, defaultMs), maxMs))
      const message = `A timeout is a number of ms, not ${JSON.stringify(value)}: the handler has ${formatDuration(defaultMs)}. Write ms.`
      return [finding('timeout-invalid', given, call, message, fixes)]
    }
    if (typeof value !== 'number') return []
    if (Number.isNaN(value)) {
      const message = `A timeout is a number of ms, not NaN: the handler has ${formatDuration(defaultMs)}.`
      return [finding('timeout-invalid', given, call, message)]
    }
    if (value > maxMs) {
      const message = `A handler of an event has at most ${formatDuration(maxMs)}: ${formatDuration(value)} are cut to that. For longer work start a task.`
      return [finding('timeout-over-maximum', given, call, message, written(given, maxMs))]
    }
    if (value >= defaultMs) return []
    const message = `A timeout can only raise the ${formatDuration(defaultMs)} that every handler has: with ${formatDuration(value)}, ${formatDuration(defaultMs)} apply. Lower it with context.setTimeout in the handler.`
    return [finding('timeout-below-floor', given, call, message, written(given, defaultMs))]
  })

function written(given: GivenValue, ms: number): readonly Fix[] {
  return [fix(`Change to ${ms}`, replace(given, String(ms)))]
}
