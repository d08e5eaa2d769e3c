import { closest } from 'fastest-levenshtein'
import { formatDuration } from '../../words/duration'
import { plainName } from '../../contract/names'
import { formatCount } from '../../words/number'
import { tellDelay } from '../../words/tellDelay'
import { knownCall } from '../../words/knownCall'
import { exactPlace } from '../../words/place'
import { tellAround } from '../../words/tellAround'
import type { EventGraph, EventNode, HandlerSite, Lint, Publisher, Trigger, UnresolvedSite } from '../../model/graph'
import { besideOthers } from '../events/besideOthers'
import { eventFlow, tellDelays, findPath, type FlowStep } from '../events/eventFlow'
import { fitsPattern } from '../events/fitsPattern'
import { lintOwners, severities, tellLints } from '../lints/lintOwners'
import { tellTriggers } from '../triggers/tellTriggers'
import { fitAnswer, linesOf, type Line } from './fitAnswer'
import type { GraphQuery, QueryKind } from './graphQuery'

/** Lines of an answer, before they are cut to its size. */
interface Answer {
  readonly head: string
  readonly lines: readonly Line[]
}

/**
 * Answers a question about a graph in at most 2 KB of plain text, the same for the same graph. What does not fit is told at the end,
 * with the question that gives it. Names that are more than plain words stand in quotes.
 */
export function answerQuery(graph: EventGraph, query: GraphQuery): string {
  const kind = kindOf(query)
  const { head, lines } = answers[kind](graph, query)
  const again = (skip: number): string => JSON.stringify({ ...query, query: kind, skip })
  return fitAnswer(head, lines, query.skip ?? 0, again)
}

function kindOf({ query, event, from, to }: GraphQuery): QueryKind {
  if (query !== undefined) return query
  if (from !== undefined || to !== undefined) return 'path'
  return event === undefined || event.includes('*') ? 'list' : 'event'
}

const answers: Readonly<Record<QueryKind, (graph: EventGraph, query: GraphQuery) => Answer>> = {
  list: (graph, { event: pattern }) => {
    const { stats, cycles, unresolved, lints } = graph
    const events = graph.events.filter(({ name }) => pattern === undefined || fitsPattern(name, pattern))
    const total = [
      `${formatCount(graph.events.length, 'event')} in ${formatCount(stats.files, 'file')}`,
      ...(pattern === undefined ? [] : [`${events.length} named ${named(pattern)}`]),
      formatCount(unresolved.length, 'unresolved call'),
      formatCount(cycles.length, 'cycle'),
      formatCount(lints.length, 'lint'),
    ].join(', ')
    const explained = 'Each: name, publishers > handlers, leads to.'
    return { head: `${total}. ${explained}`, lines: events.map((event) => () => listLine(graph, event)) }
  },

  event: (graph, { event: asked }) => {
    if (asked === undefined) return wrong('Say which: {"query":"event","event":"NAME"}.', graph)
    const event = graph.events.find(({ name }) => name === plainName(asked))
    if (event === undefined) return missing(graph, asked)
    return { head: `Event ${named(event.name)}`, lines: linesOf(eventLines(graph, event)) }
  },

  cycles: ({ cycles }, { event }) => {
    const own = cycles.filter(({ events }) => event === undefined || events.includes(plainName(event)))
    const lines = own.map(
      ({ events, delayed }) =>
        () =>
          `${[...events, events[0] ?? ''].map(named).join(' -> ')} (${delayed ? 'with a delay' : 'at once'})`,
    )
    return { head: `${formatCount(own.length, 'cycle')} of events that publish each other.`, lines }
  },

  lints: (graph, { event }) => {
    const own = event === undefined ? graph.lints : lintOwners(graph).ofEvent(plainName(event))
    const worstFirst = severities.flatMap((severity) => own.filter((lint) => lint.severity === severity))
    return { head: `Lints: ${tellLints(own) ?? 'none'}.`, lines: worstFirst.map((lint) => () => lintLine(lint)) }
  },

  unresolved: ({ unresolved }) => ({
    head: `${formatCount(unresolved.length, 'call')} whose event name the text does not fix.`,
    lines: unresolved.map((site) => () => unresolvedLine(site)),
  }),

  path: (graph, { from, to }) => {
    if (from === undefined || to === undefined) return wrong('Say both ends: {"query":"path","from":"NAME","to":"NAME"}.', graph)
    const [start, end] = [plainName(from), plainName(to)]
    for (const name of [start, end]) if (!graph.events.some((event) => event.name === name)) return missing(graph, name)
    const path = findPath(graph, start, end)
    if (path === null) return { head: `No way leads from ${named(start)} to ${named(end)}.`, lines: linesOf(leadsTo(graph, start)) }
    return {
      head: `From ${named(start)} to ${named(end)}: ${formatCount(path.length, 'step')}.`,
      lines: path.map((step) => () => {
        const [first] = step.publishers
        return `-> ${stepLine(step)}${first === undefined ? '' : `, published at ${exactPlace(knownCall(first))}`}`
      }),
    }
  },
}

function listLine(graph: EventGraph, { name, publishers, handlers }: EventNode): string {
  const lints = lintOwners(graph).ofEvent(name)
  const leads = eventFlow(graph)
    .from(name)
    .map(({ to }) => named(to))
  return [
    `${named(name)} ${publishers.length}>${handlers.length}`,
    ...(leads.length === 0 ? [] : [`-> ${leads.join(', ')}`]),
    ...(lints.length === 0 ? [] : [`[${tellLints(lints)}]`]),
  ].join(' ')
}

function eventLines(graph: EventGraph, event: EventNode): string[] {
  const { name, publishers, handlers } = event
  const maybe = graph.unresolved.filter(({ matches }) => matches.includes(name))
  const leads = leadsTo(graph, name)
  const cycles = graph.cycles.filter(({ events }) => events.includes(name))
  const lints = lintOwners(graph).ofEvent(name)
  return [
    publishers.length === 0 ? 'No publisher.' : `Published by ${formatCount(publishers.length, 'call')}:`,
    ...publishers.flatMap(publisherLines),
    handlers.length === 0
      ? 'No handler: the event is ignored.'
      : `Handled by ${formatCount(handlers.length, 'function')}${besideOthers(handlers).length > 0 ? ', retried together' : ''}:`,
    ...handlers.map(handlerLine),
    ...(maybe.length === 0 ? [] : ['Computed names that may mean it:', ...maybe.map((site) => `  ${unresolvedLine(site)}`)]),
    ...leads,
    ...(cycles.length === 0
      ? []
      : [`Part of ${formatCount(cycles.length, 'cycle')}: ask {"query":"cycles","event":${JSON.stringify(name)}}`]),
    ...(lints.length === 0 ? [] : ['Lints:', ...lints.map((lint) => `  ${lintLine(lint)}`)]),
    ...inTests(graph, name),
  ]
}

function publisherLines(site: Publisher): string[] {
  const delay = tellDelay(site)
  const around = tellAround(site)
  const own = `  ${exactPlace(knownCall(site))}${site.isRepeated ? ' × n' : ''}${delay === null ? '' : ` ${delay}`}${around === null ? '' : ` in ${around}`}`
  return [own, ...site.triggers.filter(({ path }) => path.length > 0).map((trigger) => `    ${wayOf(trigger)}`)]
}

/** Such as `POST /orders calls create src/api.ts:4:3, then save src/orders.ts:8:5`. */
function wayOf(trigger: Trigger): string {
  const steps = trigger.path.map((step) => `${step.name ?? 'a function'} ${exactPlace(step)}`)
  return `${tellTriggers([trigger]) ?? ''} calls ${steps.join(', then ')}`
}

function handlerLine(site: HandlerSite): string {
  const { order, timeoutMs, function: run, uncalled } = site
  const timeout = timeoutMs === null ? '' : ` timeout ${formatDuration(timeoutMs)}`
  return `  ${order} ${run?.name ?? 'a function'} ${run === null ? '' : `${exactPlace(run)} `}registered ${exactPlace(knownCall(site))}${uncalled === null ? '' : ` by ${uncalled}(), which nothing calls`}${timeout}`
}

function leadsTo(graph: EventGraph, event: string): string[] {
  const flow = eventFlow(graph)
  const steps = flow.from(event).map((step) => `  ${stepLine(step)}`)
  const open = flow.openFrom(event).map((site) => `  ${unresolvedLine(site)}`)
  return steps.length + open.length === 0 ? ['Leads to no event.'] : ['Leads to:', ...steps, ...open]
}

function stepLine({ to, publishers, isThroughTask }: FlowStep): string {
  const delay = tellDelays(publishers)
  return `${named(to)}${delay === null ? '' : ` ${delay}`}${isThroughTask ? ' through a task' : ''}`
}

function lintLine(lint: Lint): string {
  return `${lint.severity} ${lint.code} ${exactPlace(lint)} ${lint.message}`
}

function unresolvedLine({ kind, expression, pattern, matches, ...site }: UnresolvedSite): string {
  const known = pattern === null ? '' : ` as ${named(pattern)}`
  const fits = matches.length === 0 ? '' : `, may be ${formatCount(matches.length, 'event')}: ${matches.map(named).join(', ')}`
  return `${kind} ${expression}${known} ${exactPlace(site)}${fits}`
}

function inTests({ tests }: EventGraph, event: string): string[] {
  const own = tests.filter((site) => site.event === event)
  return own.length === 0 ? [] : ['In tests, no part of the app:', ...own.map((site) => `  ${site.kind} ${exactPlace(site)}`)]
}

function missing(graph: EventGraph, asked: string): Answer {
  const { events } = graph
  const names = events.map(({ name }) => name)
  const part = asked.toLowerCase()
  const near = names.filter((name) => name.toLowerCase().includes(part) || fitsPattern(name, asked))
  const best = near.length > 0 ? near : names.length > 0 ? [closest(asked, names)] : []
  const hint = best.length === 0 ? 'The code names no events.' : `Near: ${best.slice(0, 10).map(named).join(', ')}.`
  return { head: `No event ${named(asked)} is in the code. ${hint}`, lines: linesOf(inTests(graph, plainName(asked))) }
}

function wrong(what: string, { events }: EventGraph): Answer {
  return { head: what, lines: linesOf([`There are ${formatCount(events.length, 'event')}: {"query":"list"} names them.`]) }
}

/** A name that could be taken for something else stands in quotes. */
function named(name: string): string {
  return /^[\p{L}\p{N}_.:/*-]+$/u.test(name) ? name : JSON.stringify(name)
}
