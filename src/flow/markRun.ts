import type { AttemptColumns, Cause, EventState, Trace, TraceEvent } from '../model/trace'
import type { Site, Span } from '../model/site'
import { edgeId, type Flow, type FlowEdge, type FlowKind, type FlowNode, type FlowSite, type RunCounts } from './flow'
import { markCycles } from './markCycles'
import { neighbours } from './neighbours'

/** What of a run is laid over the graph. */
export interface RunTrace {
  readonly events: readonly Pick<TraceEvent, 'key' | 'name' | 'source' | 'state' | 'site' | 'cause'>[]
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
  const nodes = new Map([...flow.nodes].map(([id, node]): [string, FlowNode] => [id, { ...node, seen: 'static' }]))
  const edges = new Map([...flow.edges].map(([id, edge]): [string, FlowEdge] => [id, { ...edge, seen: 'static' }]))
  const { before: into } = neighbours(flow.edges.values())
  const registered = registeredAt(flow)
  const byKey = new Map(trace.events.map((event) => [event.key, event]))
  const attempts = attemptsOf(trace)
  const computed = [...flow.nodes.values()].filter(({ kind }) => kind === 'pattern').map(({ id }) => id)

  function see(id: string, kind: FlowKind, name: string, sites: readonly FlowSite[] = []): void {
    const known = nodes.get(id)
    if (known === undefined) {
      nodes.set(id, { id, kind, name, publishers: 0, handlers: 0, sites, isInCycle: false, seen: 'run', counts: null })
    } else if (known.seen === 'static') nodes.set(id, { ...known, seen: 'both' })
  }

  function pass(from: string, to: string, isMatch: boolean, sites: readonly FlowSite[] = []): void {
    const id = edgeId(from, to)
    const known = edges.get(id)
    if (known !== undefined) edges.set(id, { ...known, seen: known.seen === 'run' ? 'run' : 'both', times: known.times + 1 })
    else {
      const made = { isMatch, delays: [''], isThroughCalls: false, isInCycle: false }
      edges.set(id, { id, from, to, sites, ...made, seen: 'run', times: 1 })
    }
  }

  /** The node of what was delivered; what listens to it, where it is no event. Null for a change that nobody listens to. */
  function nodeOf({ source, name }: Pick<TraceEvent, 'source' | 'name'>, handler: number | null): string | null {
    if (source === 'event') return `event:${name}`
    const own = trace.handlers.filter((each) => each.source === source)
    const chosen = source === 'data' || source === 'storage' ? own.find(({ order }) => order === handler) : undefined
    const listener = own.find(({ event }) => event === name) ?? chosen
    if (listener === undefined) return nodes.has(`${source}:${name}`) ? `${source}:${name}` : null
    const at = listener.site === null ? undefined : registered.get(placeKey(source, listener.site))
    const id = at ?? `${source}:${listener.event}`
    see(id, source, listener.event, registrationSites(listener.site))
    return id
  }

  /** What ran a publish: the handler's event, the route, the file that the app was loaded to; null where nothing is known. */
  function causeNode(cause: Cause, site: Site | null): string | null {
    if (!('call' in cause)) {
      const event = byKey.get(cause.event)
      return event === undefined ? null : nodeOf(event, cause.handler)
    }
    const name = cause.call.replace(/#\d+$/, '')
    if (name !== 'load') return `route:${name}`
    return site === null ? null : `file:${site.file}`
  }

  /** The ways in the code that a publish at this line went: to the event itself, or to a pattern that stands for it. */
  function knownWays(target: string, from: string | null, site: Site | null): FlowEdge[] {
    if (site === null) return []
    const patterns = (into.get(target) ?? []).filter(({ isMatch }) => isMatch).map(({ from: pattern }) => pattern)
    return [target, ...new Set([...patterns, ...computed])]
      .flatMap((to) => into.get(to) ?? [])
      .filter((way) => !way.isMatch && way.sites.some(({ role, site: at, madeAt }) => role !== 'call' && holds(madeAt ?? at, site)))
      .filter((way) => way.from === from || isSameRoute(way.from, from) || isCodeIn(way.from, from))
  }

  for (const [index, event] of trace.events.entries()) {
    if (event.source === 'event' && event.state === 'ignored' && event.name.startsWith('task-lifecycle:')) continue
    const id = nodeOf(event, null)
    if (id === null) continue
    const sites = event.site === null ? [] : [{ role: 'publish', site: event.site, words: '' } as const]
    if (event.source === 'event') see(id, 'event', event.name, sites)
    const node = nodes.get(id)
    if (node !== undefined) nodes.set(id, { ...node, counts: add(node.counts, event.state, attempts[index]!) })
    const from = event.cause === null ? null : causeNode(event.cause, event.site)
    if (from === null) continue
    const ways = knownWays(id, from, event.site)
    for (const way of ways) {
      for (const end of [way.from, way.to]) see(end, flow.nodes.get(end)!.kind, flow.nodes.get(end)!.name)
      pass(way.from, way.to, false)
      if (way.to !== id) pass(way.to, id, true)
    }
    if (ways.length > 0) continue
    const [kind, name] = [from.slice(0, from.indexOf(':')) as FlowKind, from.slice(from.indexOf(':') + 1)]
    see(from, kind, name)
    pass(from, id, false, sites)
  }
  return markCycles({ nodes, edges })
}

/** Whether a request went to a route: `GET /users/7` to `GET /users/:id`. */
function isSameRoute(route: string, called: string | null): boolean {
  if (called === null || !route.startsWith('route:') || !called.startsWith('route:')) return false
  const [parts, given] = [route.split('/'), called.split('?')[0]!.split('/')]
  const isAny = (part: string): boolean => /^[:*{[]/.test(part)
  const fits = (part: string, index: number): boolean => part === given[index] || (index > 0 && isAny(part) && given[index] !== undefined)
  return (parts.length === given.length || parts.at(-1)!.startsWith('*')) && parts.every(fits)
}

/** Whether code of a file ran when that was loaded: a function of which nothing else is known to run it. */
function isCodeIn(code: string, loaded: string | null): boolean {
  return loaded?.startsWith('file:') === true && code.startsWith(`function:${loaded.slice('file:'.length)} `)
}

/** Nodes of tasks, schedules and listeners by the line that registers them. */
function registeredAt({ nodes }: Flow): Map<string, string> {
  const found = new Map<string, string>()
  for (const { id, kind, sites } of nodes.values()) {
    for (const { role, site } of sites) if (role === 'registration') found.set(placeKey(kind, site), id)
  }
  return found
}

function placeKey(kind: FlowKind | TraceEvent['source'], { file, line }: Site): string {
  return `${kind} ${file}:${line}`
}

function registrationSites(site: Site | null): readonly FlowSite[] {
  return site === null ? [] : [{ role: 'registration', site, words: '' }]
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
    const of = found[attempts.event[row]!]!
    of.attempts++
    if (attempts.attempt[row]! > 1) of.retries++
  }
  return found
}

const none: RunCounts = { deliveries: 0, handled: 0, dropped: 0, ignored: 0, rejected: 0, unknown: 0, pending: 0, attempts: 0, retries: 0 }

function add(known: RunCounts | null, state: EventState, { attempts, retries }: Attempts): RunCounts {
  const counts = known ?? none
  const key = state === 'scheduled' || state === 'retrying' ? 'pending' : state
  return {
    ...counts,
    deliveries: counts.deliveries + 1,
    [key]: counts[key] + 1,
    attempts: counts.attempts + attempts,
    retries: counts.retries + retries,
  }
}
