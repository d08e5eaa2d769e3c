import type { AttemptColumns, Cause, EventState, Trace, TraceEvent } from '../model/trace'
import type { Site, Span } from '../model/site'
import { toldState } from '../words/toldState'
import { edgeId, type Flow, type FlowEdge, type FlowKind, type FlowNode, type FlowSite, type RunCounts } from './flow'
import { markCycles } from './markCycles'
import { neighbours, type Neighbours } from './neighbours'

type RunEvent = Pick<TraceEvent, 'key' | 'name' | 'source' | 'state' | 'site' | 'cause'>

/** What of a run is laid over the graph. */
export interface RunTrace {
  readonly events: readonly RunEvent[]
  readonly handlers: Trace['handlers']
  readonly attempts: Pick<AttemptColumns, 'length' | 'event' | 'attempt'>
}

/** Without bodies and the like, for another thread. */
export function runTraceOf({ events, handlers, attempts: { length, event, attempt } }: Trace): RunTrace {
  return {
    events: events.map(({ key, name, source, state, site, cause }) => ({ key, name, source, state, site, cause })),
    handlers,
    attempts: { length, event: event.slice(0, length), attempt: attempt.slice(0, length) },
  }
}

/**
 * Lays a run over the graph: what the code alone tells, what both tell, and what only the run told, with its counts. Names and ways
 * that the code does not tell are added. A publish that the run made at a line of the code is that line's, whatever its name came to.
 */
export function markRun(flow: Flow, trace: RunTrace): Flow {
  const marks = new RunMarks(flow, trace)
  const attempts = attemptsOf(trace)
  for (const [index, event] of trace.events.entries()) {
    if (event.source === 'event' && event.state === 'ignored' && event.name.startsWith('task-lifecycle:')) continue
    marks.add(event, attempts[index]!)
  }
  return markCycles(marks)
}

/** The graph with what was seen of it so far. */
class RunMarks implements Flow {
  readonly nodes: Map<string, FlowNode>
  readonly edges: Map<string, FlowEdge>
  private readonly into: Neighbours['before']
  /** Ids of patterns. */
  private readonly computed: readonly string[]
  /** Nodes of tasks, schedules and listeners by the line that registers them. */
  private readonly registered = new Map<string, string>()
  private readonly byKey: ReadonlyMap<string, RunEvent>

  constructor(
    flow: Flow,
    private readonly trace: RunTrace,
  ) {
    this.nodes = new Map([...flow.nodes].map(([id, node]) => [id, { ...node, seen: 'static' }]))
    this.edges = new Map([...flow.edges].map(([id, edge]) => [id, { ...edge, seen: 'static' }]))
    this.into = neighbours(flow.edges.values()).before
    this.byKey = new Map(trace.events.map((event) => [event.key, event]))
    this.computed = [...flow.nodes.values()].filter(({ kind }) => kind === 'pattern').map(({ id }) => id)
    for (const { id, kind, sites } of flow.nodes.values()) {
      for (const { role, site } of sites) if (role === 'registration') this.registered.set(placeKey(kind, site), id)
    }
  }

  add(event: RunEvent, attempts: Attempts): void {
    const { source, name, site, state, cause } = event
    const id = this.nodeOf(event, null)
    if (id === null) return
    const sites = site === null ? [] : [{ role: 'publish', site, words: '' } as const]
    if (source === 'event') this.see(id, 'event', name, sites)
    const node = this.nodes.get(id)
    if (node !== undefined) this.nodes.set(id, { ...node, counts: counted(node.counts, state, attempts) })
    const from = cause === null ? null : this.causeNode(cause, site)
    if (from === null) return
    const ways = this.knownWays(id, from, site)
    for (const way of ways) {
      this.meet(way.from)
      this.meet(way.to)
      this.pass(way.from, way.to, false)
      if (way.to !== id) this.pass(way.to, id, true)
    }
    if (ways.length > 0) return
    this.see(from, from.slice(0, from.indexOf(':')) as FlowKind, from.slice(from.indexOf(':') + 1))
    this.pass(from, id, false, sites)
  }

  /** Marks a node as seen; false where there is none. */
  private meet(id: string): boolean {
    const known = this.nodes.get(id)
    if (known?.seen === 'static') this.nodes.set(id, { ...known, seen: 'both' })
    return known !== undefined
  }

  private see(id: string, kind: FlowKind, name: string, sites: readonly FlowSite[] = []): void {
    if (this.meet(id)) return
    this.nodes.set(id, { id, kind, name, publishers: 0, handlers: 0, sites, isInCycle: false, seen: 'run', counts: null })
  }

  private pass(from: string, to: string, isMatch: boolean, sites: readonly FlowSite[] = []): void {
    const id = edgeId(from, to)
    const known = this.edges.get(id)
    if (known !== undefined) this.edges.set(id, { ...known, seen: known.seen === 'run' ? 'run' : 'both', times: known.times + 1 })
    else {
      const made = { isMatch, delays: [''], isThroughCalls: false, isInCycle: false }
      this.edges.set(id, { id, from, to, sites, ...made, seen: 'run', times: 1 })
    }
  }

  /** The node of what was delivered; what listens to it, where it is no event. Null for a change that nobody listens to. */
  private nodeOf({ source, name }: RunEvent, handler: number | null): string | null {
    if (source === 'event') return `event:${name}`
    const own = this.trace.handlers.filter((each) => each.source === source)
    const chosen = source === 'data' || source === 'storage' ? own.find(({ order }) => order === handler) : undefined
    const listener = own.find(({ event }) => event === name) ?? chosen
    if (listener === undefined) return this.nodes.has(`${source}:${name}`) ? `${source}:${name}` : null
    const { event, site } = listener
    const id = (site === null ? undefined : this.registered.get(placeKey(source, site))) ?? `${source}:${event}`
    this.see(id, source, event, site === null ? [] : [{ role: 'registration', site, words: '' }])
    return id
  }

  /** What ran a publish: the handler's event, the route, the file that the app was loaded to; null where nothing is known. */
  private causeNode(cause: Cause, site: Site | null): string | null {
    if (!('call' in cause)) {
      const event = this.byKey.get(cause.event)
      return event === undefined ? null : this.nodeOf(event, cause.handler)
    }
    const name = cause.call.replace(/#\d+$/, '')
    if (name !== 'load') return `route:${name}`
    return site === null ? null : `file:${site.file}`
  }

  /** The ways in the code that a publish at this line went: to the event itself, or to a pattern that stands for it. */
  private knownWays(target: string, from: string, site: Site | null): FlowEdge[] {
    if (site === null) return []
    const patterns = this.into(target)
      .filter(({ isMatch }) => isMatch)
      .map((match) => match.from)
    return [target, ...new Set([...patterns, ...this.computed])]
      .flatMap((to) => this.into(to))
      .filter((way) => !way.isMatch && way.sites.some(({ role, site: at, madeAt }) => role !== 'call' && holds(madeAt ?? at, site)))
      .filter((way) => way.from === from || isSameRoute(way.from, from) || isCodeIn(way.from, from))
  }
}

/** Whether a request went to a route: `GET /users/7` to `GET /users/:id`. */
function isSameRoute(route: string, called: string): boolean {
  if (!route.startsWith('route:') || !called.startsWith('route:')) return false
  const [parts, given] = [route.split('/'), called.split('?')[0]!.split('/')]
  const isAny = (part: string): boolean => /^[:*{[]/.test(part)
  const fits = (part: string, index: number): boolean => part === given[index] || (index > 0 && isAny(part) && given[index] !== undefined)
  return (parts.length === given.length || parts.at(-1)!.startsWith('*')) && parts.every(fits)
}

/** Whether code of a file ran when that was loaded: a function of which nothing else is known to run it. */
function isCodeIn(code: string, loaded: string): boolean {
  return loaded.startsWith('file:') && code.startsWith(`function:${loaded.slice('file:'.length)} `)
}

function placeKey(kind: FlowKind | TraceEvent['source'], { file, line }: Site): string {
  return `${kind} ${file}:${line}`
}

/** Positions of a run name the line of the call, somewhere in its span. */
function holds(call: Site | Span, { file, line }: Site): boolean {
  return call.file === file && call.line <= line && line <= ('endLine' in call ? call.endLine : call.line)
}

interface Attempts {
  attempts: number
  retries: number
}

function attemptsOf({ events, attempts }: RunTrace): Attempts[] {
  const found = events.map((): Attempts => ({ attempts: 0, retries: 0 }))
  for (let row = 0; row < attempts.length; row++) {
    const own = found[attempts.event[row]!]!
    own.attempts++
    if (attempts.attempt[row]! > 1) own.retries++
  }
  return found
}

const none: RunCounts = { deliveries: 0, handled: 0, dropped: 0, ignored: 0, rejected: 0, unknown: 0, pending: 0, attempts: 0, retries: 0 }

function counted(known: RunCounts | null, state: EventState, { attempts, retries }: Attempts): RunCounts {
  const counts = known ?? none
  const key = toldState(state)
  return {
    ...counts,
    deliveries: counts.deliveries + 1,
    [key]: counts[key] + 1,
    attempts: counts.attempts + attempts,
    retries: counts.retries + retries,
  }
}
