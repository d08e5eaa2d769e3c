import { formatDuration, parseDuration } from '../../contract/duration'
import { exactDelay } from '../../contract/exactDelay'
import { effectiveTimeout, readTimeout, timeoutRange } from '../../contract/timeout'
import type { EventGraph, HandlerSite, Publisher } from '../../model/graph'
import type { Span } from '../../model/site'
import { spanKey, type Meaning } from './eventIndex'
import { literalValue } from './readDelay'
import type { Shift } from './shiftSpan'

/** What is shown behind the text of an `after` or a `timeout`. */
export interface Hint {
  /** That text. */
  readonly span: Span
  readonly label: string
  readonly tooltip: string
}

/** The resolved delays and timeouts of a file, where its text does not say them. Options that several calls share have one hint. */
export function inlayHintsOf(graph: EventGraph, file: string, shift: Shift): Hint[] {
  const ofGraph = toldIn.get(graph) ?? new Map<string, readonly Told[]>()
  toldIn.set(graph, ofGraph)
  const told = ofGraph.get(file) ?? tellAll(graph, file)
  ofGraph.set(file, told)
  return told.flatMap(({ at, labels, tooltips }) => {
    const span = shift.exact(at)
    return span === null ? [] : [{ span, label: [...labels].join(' or '), tooltip: [...tooltips].join('\n\n') }]
  })
}

const toldIn = new WeakMap<EventGraph, Map<string, readonly Told[]>>()

/** Options may be declared in another file than their calls, so the calls of all files are asked. */
function tellAll({ events }: EventGraph, file: string): Told[] {
  const delays = new Map<string, Told>()
  const timeouts = new Map<string, Told>()
  for (const event of events) {
    for (const site of event.publishers) if (site.afterAt?.file === file) addDelay(delays, site, site.afterAt)
    for (const site of event.handlers) if (site.timeoutAt?.file === file) addTimeout(timeouts, { event, site }, site.timeoutAt)
  }
  return [...delays.values(), ...timeouts.values()]
}

interface Told {
  readonly at: Span
  readonly labels: Set<string>
  readonly tooltips: Set<string>
}

function addDelay(hints: Map<string, Told>, { after, afterMs, afterRangeMs }: Publisher, at: Span): void {
  // '1 day' says it already.
  if (after === null || typeof literalValue(after) === 'string') return
  const range = exactDelay({ afterMs: null, afterRangeMs })
  if (range !== null) tell(hints, at, range, `The event arrives ${range} after it is published, as chance draws it.`)
  if (afterMs === null) return
  const delay = shown(afterMs)
  tell(hints, at, delay, `The event arrives ${delay} after it is published.`)
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
  const hint = hints.get(spanKey(at)) ?? { at, labels: new Set<string>(), tooltips: new Set<string>() }
  hint.labels.add(label)
  hint.tooltips.add(tooltip)
  hints.set(spanKey(at), hint)
}

/** A duration in its two largest units, which may cut it off. */
function shown(ms: number): string {
  const text = formatDuration(ms)
  return parseDuration(text) === ms ? text : `about ${text}`
}
