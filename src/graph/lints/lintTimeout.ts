import { formatDuration, parseDuration } from '../../words/duration'
import { spanKey } from '../../words/place'
import { timeoutRange } from '../../contract/timeout'
import type { Fix } from '../../model/graph'
import type { CallFacts, GivenValue } from '../facts/callFacts'
import { finding, fix, replace, type CallRule } from './finding'

const { defaultMs, maxMs } = timeoutRange('event', 'sdk')

/** Timeouts that Ampt does not keep. */
export const lintTimeout: CallRule = (call) =>
  call.timeout.flatMap((given) => {
    const { value } = given
    if (typeof value === 'string') {
      const ms = parseDuration(value)
      const fixes = ms === null ? [] : written(given, call, Math.min(Math.max(ms, defaultMs), maxMs))
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
      return [finding('timeout-over-maximum', given, call, message, written(given, call, maxMs))]
    }
    if (value >= defaultMs) return []
    const message = `A timeout can only raise the ${formatDuration(defaultMs)} that every handler has: with ${formatDuration(value)}, ${formatDuration(defaultMs)} apply. Lower it with context.setTimeout in the handler.`
    return [finding('timeout-below-floor', given, call, message, written(given, call, defaultMs))]
  })

function written(given: GivenValue, { object }: CallFacts, ms: number): readonly Fix[] {
  const isShorthand = object?.keys.some((key) => key.isShorthand && spanKey(key) === spanKey(given)) === true
  return [fix(`Change to ${ms}`, replace(given, isShorthand ? `${given.text}: ${ms}` : String(ms)))]
}
