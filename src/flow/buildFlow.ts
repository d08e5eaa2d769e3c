import { getOrMake } from '../model/getOrMake'
import { given } from '../words/given'
import { knownCall } from '../words/knownCall'
import { delayLabel } from '../words/tellDelay'
import { exactPlace, onlySpan } from '../words/place'
import { tellAround } from '../words/tellAround'
import type { EventGraph, HandlerSite, Publisher, Surroundings, Trigger, UnresolvedSite } from '../model/graph'
import type { Site, Span } from '../model/site'
import { edgeId, type Flow, type FlowEdge, type FlowKind, type FlowNode, type FlowSite } from './flow'
import { markCycles } from './markCycles'

interface NodeDraft extends Pick<FlowNode, 'id' | 'kind' | 'name'> {
  readonly handlers: FlowSite[]
  readonly publishes: FlowSite[]
}

interface EdgeDraft extends Pick<FlowEdge, 'id' | 'from' | 'to' | 'isMatch'> {
  readonly delays: Set<string>
  readonly sites: FlowSite[]
  isThroughCalls: boolean
}

/** A call that publishes or starts something. */
type CallSite = FlowSite & { readonly site: Span }

/** The event graph as nodes and edges. Linear in its sites. */
export function buildFlow({ events, unresolved, taskRuns }: Pick<EventGraph, 'events' | 'unresolved' | 'taskRuns'>): Flow {
  const drafts = new Drafts()
  for (const { name, handlers, publishers } of events) {
    const event = drafts.node('event', name)
    event.handlers.push(...handlers.map(handlerSite))
    event.publishes.push(...publishers.map(publishSite))
  }
  const patterns = unresolved.map((call) => ({ call, pattern: drafts.node('pattern', patternName(call)) }))
  for (const { call, pattern } of patterns) {
    const isPublish = call.kind === 'publish'
    const sites = isPublish ? pattern.publishes : pattern.handlers
    sites.push({ role: isPublish ? 'publish' : 'handler', site: onlySpan(call), words: '' })
    for (const match of call.matches) {
      const event = `event:${match}`
      drafts.edge(isPublish ? pattern.id : event, isPublish ? event : pattern.id, true).isThroughCalls = false
    }
  }
  for (const run of taskRuns) {
    const task = drafts.node('task', run.task)
    const start: CallSite = { role: 'start', site: onlySpan(run), words: delayLabel(run) ?? '' }
    drafts.list(task.id, task.publishes, start)
    drafts.lead(start, run, start.words, task.id)
  }
  for (const { name, publishers } of events) {
    for (const call of publishers) drafts.lead(publishSite(call), call, delayLabel(call) ?? '', `event:${name}`)
  }
  for (const { call, pattern } of patterns) {
    if (call.kind === 'publish') drafts.lead({ role: 'publish', site: onlySpan(call), words: '' }, call, '', pattern.id)
  }
  return markCycles({
    nodes: new Map([...drafts.nodes].map(([id, node]) => [id, finishNode(node)])),
    edges: new Map([...drafts.edges].map(([id, edge]) => [id, finishEdge(edge)])),
  })
}

/** Nodes and edges while they are found. */
class Drafts {
  readonly nodes = new Map<string, NodeDraft>()
  readonly edges = new Map<string, EdgeDraft>()
  private readonly listed = new Set<string>()

  /** Adds a site where it is not listed yet. */
  list(owner: string, sites: FlowSite[], added: FlowSite): void {
    const key = `${owner} ${added.role} ${exactPlace(added.site)}`
    if (!this.listed.has(key)) sites.push(added)
    this.listed.add(key)
  }

  node(kind: FlowKind, name: string, id = `${kind}:${name}`): NodeDraft {
    return getOrMake(this.nodes, id, () => ({ id, kind, name, handlers: [], publishes: [] }))
  }

  edge(from: string, to: string, isMatch: boolean): EdgeDraft {
    const id = edgeId(from, to)
    return getOrMake(this.edges, id, () => ({ id, from, to, isMatch, delays: new Set<string>(), sites: [], isThroughCalls: true }))
  }

  /** From each of what runs a call, or from the code around it where nothing is known to, to what the call publishes or starts. */
  lead(call: CallSite, { triggers, within }: Surroundings, delay: string, to: string): void {
    const around = triggers.length === 0 ? this.codeAround(call.madeAt ?? call.site, within) : null
    if (around !== null) this.list(around.id, around.publishes, call)
    const ways =
      around === null
        ? triggers.map((trigger) => ({ from: this.sourceOf(trigger), path: pathTo(call.site, trigger) }))
        : [{ from: around.id, path: [] }]
    for (const { from, path } of ways) {
      const edge = this.edge(from, to, false)
      edge.delays.add(delay)
      if (path.length === 0) edge.isThroughCalls = false
      for (const { name, ...site } of path) this.list(edge.id, edge.sites, { role: 'call', site, words: name ?? '' })
      this.list(edge.id, edge.sites, call)
    }
  }

  /** The node of what Ampt runs; the handlers of computed names run for their pattern. */
  private sourceOf({ kind, name, path: _path, ...site }: Trigger): string {
    if (kind === 'event') return this.nodes.has(`event:${name}`) ? `event:${name}` : this.node('pattern', name).id
    const { id, handlers } = this.node(kind, name)
    this.list(id, handlers, { role: 'registration', site, words: '' })
    return id
  }

  /** The function that a call stands in, or its file. */
  private codeAround({ file }: Span, within: string | null): NodeDraft {
    return within === null ? this.node('file', file) : this.node('function', `${within}()`, `function:${file} ${within}`)
  }
}

function finishNode({ handlers, publishes, ...node }: NodeDraft): FlowNode {
  const isEvent = node.kind === 'event' || node.kind === 'pattern'
  return {
    ...node,
    handlers: isEvent ? handlers.length : 0,
    publishers: isEvent ? publishes.length : 0,
    sites: [...handlers, ...publishes],
    isInCycle: false,
    seen: null,
    counts: null,
  }
}

function finishEdge({ delays, ...edge }: EdgeDraft): FlowEdge {
  return { ...edge, delays: [...delays].sort(), isInCycle: false, seen: null, times: 0 }
}

/** A handler of unknown names handles any; publishes of unknown names have nothing in common. */
function patternName({ kind, pattern, expression }: UnresolvedSite): string {
  return pattern ?? (kind === 'on' ? '*' : expression)
}

/** A function that is declared apart says more than where a wrapper registers all of them. */
function handlerSite({ function: run, uncalled, ...call }: HandlerSite): FlowSite {
  const isApart = run !== null && !(run.file === call.file && run.line >= call.line && run.line <= call.endLine)
  const site = isApart ? { file: run.file, line: run.line, column: run.column } : knownCall(call)
  return { role: 'handler', site, words: given(run?.name || null, uncalled !== null && 'never called').join(' · ') }
}

function publishSite(call: Publisher): CallSite {
  const around = tellAround(call)
  const words = given(delayLabel(call), call.isRepeated && '× n', around !== null && `in ${around}`)
  const site = knownCall(call)
  const isMadeThere = exactPlace(site) === exactPlace(call)
  return { role: 'publish', site, ...(!isMadeThere && { madeAt: onlySpan(call) }), words: words.join(' · ') }
}

/** The calls on the way to a call: what that does itself, such as a wrapper, is part of it. */
function pathTo(call: Site, { path }: Trigger): Trigger['path'] {
  const own = path.findIndex((step) => exactPlace(step) === exactPlace(call))
  return own === -1 ? path : path.slice(0, own)
}
