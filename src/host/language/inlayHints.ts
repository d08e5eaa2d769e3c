import { formatDuration, parseDuration } from '../../words/duration'
import { effectiveTimeout, readTimeout, timeoutRange } from '../../contract/timeout'
import { spanKey } from '../../words/place'
import type { Delay, EventGraph, HandlerSite } from '../../model/graph'
import type { Contract } from '../../model/scenario'
import { getOrMake } from '../../model/getOrMake'
import type { Span } from '../../model/site'
import type { Meaning } from '../eventIndex'
import { shortDelay } from './delays'
import { onceForFile } from './onceForFile'
import type { Shift } from './shiftSpan'

/** What is shown behind the text of an `after` or a `timeout`. */
export interface Hint {
  /** That text. */
  readonly span: Span
  readonly label: string
  readonly tooltip: string
}

/** The resolved delays and timeouts of a file, where its text does not say them. Options that several calls share have one hint. */
export function inlayHintsOf(graph: EventGraph, file: string, shift: Shift, contract: Contract): Hint[] {
  return told(graph, file, contract).flatMap(({ at, labels, tooltips }) => {
    const span = shift.exact(at)
    return span === null ? [] : [{ span, label: `= ${[...labels].join(' or ')}`, tooltip: [...tooltips].join('\n\n') }]
  })
}

const told = onceForFile(tellAll)

/** Options may be declared in another file than their calls, so the calls of all files are asked. */
function tellAll({ events, taskRuns }: EventGraph, file: string, contract: Contract): Told[] {
  const delays = new Map<string, Told>()
  const timeouts = new Map<string, Told>()
  const afterOf = new Map<string, Span>()
  for (const event of events) {
    for (const site of event.publishers) {
      if (site.afterAt?.file !== file) continue
      afterOf.set(spanKey(site), site.afterAt)
      addDelay(delays, site, site.afterAt, { what: 'The event arrives', contract })
    }
    for (const site of event.handlers) if (site.timeoutAt?.file === file) addTimeout(timeouts, { event, site }, site.timeoutAt)
  }
  for (const run of taskRuns) if (run.afterAt?.file === file) addDelay(delays, run, run.afterAt, { what: `${run.task} starts`, contract })
  // Of the callers of a wrapper some may give no delay.
  for (const { publishers } of delays.size === 0 ? [] : events) {
    for (const site of publishers) {
      const at = site.after === null ? afterOf.get(spanKey(site)) : undefined
      if (at !== undefined && delays.has(spanKey(at))) tell(delays, at, 'none', 'Without a delay the event arrives at once.')
    }
  }
  return [...delays.values(), ...timeouts.values()]
}

interface Told {
  readonly at: Span
  readonly labels: Set<string>
  readonly tooltips: Set<string>
}

function addDelay(
  hints: Map<string, Told>,
  delay: Delay,
  at: Span,
  { what, contract }: { readonly what: string; readonly contract: Contract },
): void {
  // '1 day' says it already.
  if (delay.after === null || /^['"`]/.test(delay.after)) return
  const short = shortDelay(delay, Date.now(), contract)
  if (short === null) return
  const chance = delay.afterRangeMs === null ? '' : ', as chance draws it'
  const told = short.kind === 'failure' ? short.why : `${what} ${short.text}${short.kind === 'span' ? ' after this call' : ''}${chance}.`
  tell(hints, at, short.text, told)
}

function addTimeout(hints: Map<string, Told>, { event, site }: Meaning<HandlerSite>, at: Span): void {
  if (site.timeoutMs === null) return
  const { timeoutMs, warning } = readTimeout(site.timeoutMs)
  const { maxMs } = timeoutRange('event', 'documented')
  const asked = shown(site.timeoutMs)
  const given = `Ampt ${site.timeoutMs > maxMs ? 'allows' : 'gives'} ${shown(timeoutMs)}`
  const ofEvent = effectiveTimeout(event.handlers.map((handler) => handler.timeoutMs ?? undefined))
  tell(hints, at, warning === null ? asked : `${asked}, ${given}`, warning ?? `An attempt of this handler asks for ${asked}.`)
  if (ofEvent > timeoutMs)
    hints.get(spanKey(at))?.tooltips.add(`An attempt of ${event.name} has ${shown(ofEvent)}: another handler of it asks for that.`)
}

function tell(hints: Map<string, Told>, at: Span, label: string, tooltip: string): void {
  const hint = getOrMake(hints, spanKey(at), () => ({ at, labels: new Set<string>(), tooltips: new Set<string>() }))
  hint.labels.add(label)
  hint.tooltips.add(tooltip)
}

/** A duration in its two largest units, which may cut it off. */
function shown(ms: number): string {
  const text = formatDuration(ms)
  return parseDuration(text) === ms ? text : `about ${text}`
}
