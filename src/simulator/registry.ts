import { getOrMake } from '../model/getOrMake'
import { nearestOf } from '../words/nearest'
import { effectiveTimeout, timeoutRange } from '../contract/timeout'
import type { Contract } from '../model/scenario'
import type { Site } from '../model/site'
import type { EventSource, TraceHandler } from '../model/trace'
import type { RegisteredHandler } from './execution'

/** A registration as the app made it, such as by `events.on`. */
export interface NewHandler {
  readonly source: EventSource
  /** Event name without `custom:`, name of a task or schedule, or the specifier of a listener. */
  readonly name: string
  /** As the app asked for, in ms. */
  readonly timeout: unknown
  readonly site: Site | null
  readonly run: (event: never, context: never) => unknown
  /** For listeners of `data` and `storage`: whether they want this change. */
  readonly matches?: (subject: unknown) => boolean
}

/** The handlers of one event, in the order of their registration, and the time that each attempt has, in ms. */
export interface HandlerSet<Handler = RegisteredHandler> {
  readonly handlers: readonly Handler[]
  readonly timeoutMs: number
  /** By the other contract. */
  readonly otherTimeoutMs: number
}

interface Listener extends RegisteredHandler {
  readonly asked: unknown
  readonly matches: ((subject: unknown) => boolean) | null
}

export class Registry {
  private readonly named = new Map<EventSource, Map<string, HandlerSet<Listener>>>()
  /** By source, where each listener says itself what it wants. */
  private readonly choosing = new Map<EventSource, readonly Listener[]>()

  constructor(private readonly contract: Contract) {}

  /** Adds a handler and gives the row that the trace keeps of it. */
  add({ source, name, timeout, site, run, matches }: NewHandler): TraceHandler {
    const sets = getOrMake(this.named, source, () => new Map<string, HandlerSet<Listener>>())
    const choosing = matches === undefined ? null : (this.choosing.get(source) ?? [])
    // The last one registered for a WebSocket event is the only one (SDK 1.0.20).
    const earlier = choosing ?? (source === 'ws' ? [] : (sets.get(name)?.handlers ?? []))
    const listener: Listener = { order: earlier.length + 1, site, run, asked: timeout, matches: matches ?? null }
    const handlers = [...earlier, listener]
    const limits = this.limitsOf(source, choosing === null ? handlers : [listener])
    if (choosing === null) sets.set(name, { handlers, ...limits })
    else this.choosing.set(source, handlers)
    return { source, event: name, order: listener.order, timeoutMs: limits.timeoutMs, site }
  }

  /** The handlers of an event by source and name, or of a change by what it is; null when nobody handles it. */
  handlersOf(source: EventSource, name: string, subject: unknown): HandlerSet | null {
    const named = this.named.get(source)?.get(name)
    if (named !== undefined) return named
    const handlers = this.choosing.get(source)?.filter(({ matches }) => matches?.(subject)) ?? []
    return handlers.length === 0 ? null : { handlers, ...this.limitsOf(source, handlers) }
  }

  private limitsOf(source: EventSource, handlers: readonly Listener[]): Pick<HandlerSet, 'timeoutMs' | 'otherTimeoutMs'> {
    const asked = handlers.map((handler) => handler.asked)
    const limitBy = (contract: Contract): number => effectiveTimeout(asked, timeoutRange(source, contract))
    return { timeoutMs: limitBy(this.contract), otherTimeoutMs: limitBy(this.contract === 'sdk' ? 'documented' : 'sdk') }
  }

  /** Says which name may have been meant by one that nobody handles. */
  hintFor(name: string): string {
    const names = [...(this.named.get('event')?.keys() ?? [])]
    const near = nearestOf(name, names)
    const known = names.length === 0 ? 'The app has no handlers.' : `Its handlers are for ${names.slice(0, 8).join(', ')}.`
    return near === null ? known : `Did you mean "${near}"?`
  }
}
