import { closest, distance } from 'fastest-levenshtein'
import { effectiveTimeout } from '../contract/timeout'
import type { Site } from '../model/site'
import type { EventSource, TraceHandler } from '../model/trace'
import type { RegisteredHandler } from './execution'

/** A registration as the app made it, by `events.on` or `data.on`. */
export interface NewHandler {
  readonly source: EventSource
  /** Event name without `custom:`, or the specifier of `data.on`. */
  readonly name: string
  /** As the app asked for, in ms. */
  readonly timeoutMs: number | undefined
  readonly site: Site | null
  readonly run: (event: never, context: never) => unknown
  /** For `data`: whether the handler wants this change. */
  readonly matches?: (subject: unknown) => boolean
}

/** The handlers of one event, in the order of their registration, and the time that each attempt has, in ms. */
export interface HandlerSet {
  readonly handlers: readonly RegisteredHandler[]
  readonly timeoutMs: number
}

interface Listener extends RegisteredHandler {
  readonly asked: number | undefined
  readonly matches?: (subject: unknown) => boolean
}

/** Who handles what. */
export class Registry {
  private readonly byName = new Map<string, HandlerSet & { readonly handlers: readonly Listener[] }>()
  private readonly dataListeners: Listener[] = []

  /** Adds a handler and gives the row that the trace keeps of it. */
  add({ source, name, timeoutMs, site, run, matches }: NewHandler): TraceHandler {
    const earlier = source === 'data' ? this.dataListeners : (this.byName.get(name)?.handlers ?? [])
    const listener: Listener = { order: earlier.length + 1, site, run, asked: timeoutMs, ...(matches && { matches }) }
    const handlers = [...earlier, listener]
    const limitMs = effectiveTimeout((source === 'data' ? [listener] : handlers).map(({ asked }) => asked))
    if (source === 'data') this.dataListeners.push(listener)
    else this.byName.set(name, { handlers, timeoutMs: limitMs })
    return { event: name, order: listener.order, timeoutMs: limitMs, site }
  }

  /** The handlers of an event by name, or of a data change; null when nobody handles it. */
  handlersOf(source: EventSource, name: string, subject: unknown): HandlerSet | null {
    if (source === 'event') return this.byName.get(name) ?? null
    const handlers = this.dataListeners.filter((listener) => listener.matches?.(subject) ?? true)
    return handlers.length === 0 ? null : { handlers, timeoutMs: effectiveTimeout(handlers.map(({ asked }) => asked)) }
  }

  /** Says that nobody handles an event, and which name may have been meant. */
  describeMissing(name: string): string {
    const names = [...this.byName.keys()]
    const nearest = names.length === 0 ? '' : closest(name, names)
    const isNear = nearest !== '' && distance(name, nearest) <= Math.max(2, name.length / 3)
    const known = names.length === 0 ? 'The app has no handlers.' : `Its handlers are for ${names.slice(0, 8).join(', ')}.`
    const advice = isNear ? `Did you mean "${nearest}"?` : known
    return `No handler of "${name}" is registered, so the platform ignores it. ${advice}`
  }
}
