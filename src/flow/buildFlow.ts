import { knownCall } from '../words/knownCall'
import { delayLabel } from '../words/tellDelay'
import { exactPlace, onlySpan } from '../words/place'
import { tellAround } from '../words/tellAround'
import type { EventGraph, HandlerSite, Publisher, TaskRun, Trigger, UnresolvedSite } from '../model/graph'
import type { Site, Span } from '../model/site'
import { edgeId, type Flow, type FlowEdge, type FlowKind, type FlowNode, type FlowSite } from './flow'
import { markCycles } from './markCycles'

interface NodeDraft {
  readonly kind: FlowKind
  readonly name: string
  readonly handlers: FlowSite[]
  readonly publishes: FlowSite[]
}

interface EdgeDraft {
  readonly from: string
  readonly to: string
  readonly isMatch: boolean
  readonly delays: Set<string>
  readonly sites: FlowSite[]
  isThroughCalls: boolean
}

/** What runs a call, and the function around it. */
type Ran = Pick<Publisher, 'triggers' | 'within'>

/** The event graph as nodes and edges. Linear in its sites. */
export function buildFlow({ events, unresolved, taskRuns }: Pick<EventGraph, 'events' | 'unresolved' | 'taskRuns'>): Flow {
  const nodes = new Map<string, NodeDraft>()
  const edges = new Map<string, EdgeDraft>()
  const listed = new Set<string>()

  /** Adds a site where it is not listed yet. */
  function list(owner: string, sites: FlowSite[], added: FlowSite): void {
    const key = `${owner} ${added.role} ${exactPlace(added.site)}`
    if (!listed.has(key)) sites.push(added)
    listed.add(key)
  }

  function node(kind: FlowKind, name: string, id = `${kind}:${name}`): { readonly id: string; readonly draft: NodeDraft } {
    const known = nodes.get(id)
    const draft = known ?? { kind, name, handlers: [], publishes: [] }
    if (known === undefined) nodes.set(id, draft)
    return { id, draft }
  }

  function edge(from: string, to: string, isMatch: boolean): EdgeDraft {
    const id = edgeId(from, to)
    const known = edges.get(id)
    if (known !== undefined) return known
    const draft = { from, to, isMatch, delays: new Set<string>(), sites: [], isThroughCalls: true }
    edges.set(id, draft)
    return draft
  }

  /** The node of what Ampt runs; the handlers of computed names run for their pattern. */
  function sourceOf({ kind, name, path: _path, ...site }: Trigger): string {
    if (kind === 'event') return nodes.has(`event:${name}`) ? `event:${name}` : node('pattern', name).id
    const { id, draft } = node(kind, name)
    list(id, draft.handlers, { role: 'registration', site, words: '' })
    return id
  }

  /** The function that a call stands in, or its file. */
  function codeAround({ file }: Span, within: string | null): { readonly id: string; readonly draft: NodeDraft } {
    return within === null ? node('file', file) : node('function', `${within}()`, `function:${file} ${within}`)
  }

  /** From each of what runs a call, or from the code around it where nothing is known to, to what the call publishes or starts. */
  function lead(call: FlowSite & { readonly site: Span }, { triggers, within }: Ran, delay: string, to: string): void {
    if (triggers.length === 0) {
      const { id, draft } = codeAround(call.madeAt ?? call.site, within)
      list(id, draft.publishes, call)
      const drawn = edge(id, to, false)
      drawn.isThroughCalls = false
      drawn.delays.add(delay)
      list(edgeId(id, to), drawn.sites, call)
    }
    for (const trigger of triggers) {
      const from = sourceOf(trigger)
      const drawn = edge(from, to, false)
      drawn.delays.add(delay)
      const path = pathTo(call.site, trigger)
      if (path.length === 0) drawn.isThroughCalls = false
      for (const { name, ...site } of path) list(edgeId(from, to), drawn.sites, { role: 'call', site, words: name ?? '' })
      list(edgeId(from, to), drawn.sites, call)
    }
  }

  for (const { name, handlers, publishers } of events) {
    const { draft } = node('event', name)
    draft.handlers.push(...handlers.map(handlerSite))
    draft.publishes.push(...publishers.map(publishSite))
  }
  const patterns = unresolved.map((call) => ({ call, ...node('pattern', patternName(call)) }))
  for (const { call, id, draft } of patterns) {
    if (call.kind === 'on') draft.handlers.push({ role: 'handler', site: onlySpan(call), words: '' })
    else draft.publishes.push({ role: 'publish', site: onlySpan(call), words: '' })
    for (const match of call.matches) {
      const [from, to] = call.kind === 'publish' ? [id, `event:${match}`] : [`event:${match}`, id]
      edge(from, to, true).isThroughCalls = false
    }
  }
  for (const run of taskRuns) {
    const { id, draft } = node('task', run.task)
    list(id, draft.publishes, startSite(run))
    lead(startSite(run), run, startSite(run).words, id)
  }
  for (const { name, publishers } of events) {
    for (const publisher of publishers) {
      lead(publishSite(publisher), publisher, delayLabel(publisher) ?? '', `event:${name}`)
    }
  }
  for (const { call, id } of patterns) {
    if (call.kind === 'publish') lead({ role: 'publish', site: onlySpan(call), words: '' }, call, '', id)
  }
  return markCycles({
    nodes: new Map([...nodes].map(([id, draft]) => [id, finishNode(id, draft)])),
    edges: new Map([...edges].map(([id, draft]) => [id, finishEdge(id, draft)])),
  })
}

function finishNode(id: string, { kind, name, handlers, publishes }: NodeDraft): FlowNode {
  const isEvent = kind === 'event' || kind === 'pattern'
  return {
    id,
    kind,
    name,
    handlers: isEvent ? handlers.length : 0,
    publishers: isEvent ? publishes.length : 0,
    sites: [...handlers, ...publishes],
    isInCycle: false,
    seen: null,
    counts: null,
  }
}

function finishEdge(id: string, { delays, ...draft }: EdgeDraft): FlowEdge {
  return { id, ...draft, delays: [...delays].sort(), isInCycle: false, seen: null, times: 0 }
}

/** A handler of unknown names handles any; publishes of unknown names have nothing in common. */
function patternName({ kind, pattern, expression }: UnresolvedSite): string {
  return pattern ?? (kind === 'on' ? '*' : expression)
}

/** A function that is declared apart says more than where a wrapper registers all of them. */
function handlerSite({ function: run, uncalled, ...call }: HandlerSite): FlowSite {
  const isApart = run !== null && !(run.file === call.file && run.line >= call.line && run.line <= call.endLine)
  const site = isApart ? { file: run.file, line: run.line, column: run.column } : knownCall(call)
  const words = [...(run?.name ? [run.name] : []), ...(uncalled === null ? [] : ['never called'])]
  return { role: 'handler', site, words: words.join(' · ') }
}

function publishSite(call: Publisher): FlowSite & { readonly site: Span } {
  const around = tellAround(call)
  const words = [delayLabel(call) ?? [], call.isRepeated ? '× n' : [], around === null ? [] : `in ${around}`].flat()
  const site = knownCall(call)
  const isMadeThere = exactPlace(site) === exactPlace(call)
  return { role: 'publish', site, ...(!isMadeThere && { madeAt: onlySpan(call) }), words: words.join(' · ') }
}

function startSite(call: TaskRun): FlowSite & { readonly site: Span } {
  return { role: 'start', site: onlySpan(call), words: delayLabel(call) ?? '' }
}

/** The calls on the way to a call: what that does itself, such as a wrapper, is part of it. */
function pathTo(call: Site, { path }: Trigger): Trigger['path'] {
  const own = path.findIndex((step) => exactPlace(step) === exactPlace(call))
  return own === -1 ? path : path.slice(0, own)
}
