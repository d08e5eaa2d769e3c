import { countUp } from '../model/countUp'
import { given } from '../words/given'
import { formatDuration } from '../words/duration'
import { exactDelay } from '../words/tellDelay'
import { formatCount } from '../words/number'
import { oneLine } from '../words/oneLine'
import { exactPlace } from '../words/place'
import { knownCall } from '../words/knownCall'
import { tellAround } from '../words/tellAround'
import type { EventGraph, EventNode, HandlerSite, Publisher } from '../model/graph'
import type { Site } from '../model/site'

/** The graph as a tree of text: events with their publishers and handlers, then what is not resolved, cycles, problems, and how many calls tests have. */
export function renderTree(graph: EventGraph): string {
  const sections = [
    graph.events.flatMap(eventLines),
    section('Not resolved', graph.unresolved, (site) => {
      const pattern = site.pattern === null ? '' : `  (${oneLine(site.pattern)})`
      return `${site.kind} ${oneLine(site.expression)}${pattern}  ${at(site)}`
    }),
    section('Cycles', graph.cycles, ({ events, delayed }) => {
      return `${[...events, events[0] ?? ''].map(oneLine).join(' -> ')}  ${delayed ? '(with a delay)' : '(at once)'}`
    }),
    section('Problems', graph.problems, (problem) => `${at(problem)}  ${oneLine(problem.message)}`),
    section('In tests', byFile(graph.tests), ([file, sites]) => `${oneLine(file)}  ${formatCount(sites, 'call')}`),
  ]
  return [...sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')), tellSize(graph)].join('\n\n')
}

function tellSize({ events, unresolved, stats, root }: EventGraph): string {
  const { candidates } = stats
  const files = formatCount(stats.files, 'file')
  return events.length === 0 && unresolved.length === 0
    ? `No events were found in ${files} of ${oneLine(root)}: no call of events.publish or events.on from "@ampt/sdk". Name the folder of your Ampt app.`
    : `${formatCount(events.length, 'event')} in ${files}, of which ${candidates} ${candidates === 1 ? 'was' : 'were'} read for them.`
}

function eventLines({ name, publishers, handlers }: EventNode): string[] {
  const items = given(
    publishers.length === 0 && 'no publisher',
    publishers.map(publisherLine),
    handlers.length === 0 && 'no handler',
    handlers.map(handlerLine),
  )
  return [oneLine(name), ...branches(items)]
}

function publisherLine(site: Publisher): string {
  const around = tellAround(site)
  return given(
    `publish  ${at(knownCall(site))}`,
    site.isRepeated && '× n',
    site.after !== null && `after ${oneLine(site.after)}${delayBehind(site)}`,
    around !== null && `in ${oneLine(around)}`,
  ).join('  ')
}

/** What the text of a delay comes to, where it does not say so itself: `after backoff = 5 min`. */
function delayBehind(site: Publisher): string {
  const { after, afterValue } = site
  const isWritten = afterValue === null || after?.replace(/^['"`]|['"`]$/g, '') === String(afterValue)
  const told = exactDelay(site) ?? (isWritten ? null : oneLine(JSON.stringify(afterValue)))
  return told === null ? '' : ` = ${told}`
}

function handlerLine(site: HandlerSite): string {
  const { order, timeoutMs, function: run, uncalled } = site
  const call = knownCall(site)
  const isElsewhere = run !== null && (run.file !== call.file || run.name !== null)
  return given(
    `on ${order}     ${at(call)}`,
    isElsewhere && `runs ${oneLine(run.name ?? 'a function')} ${at(run)}`,
    timeoutMs !== null && `timeout ${formatDuration(timeoutMs)}`,
    uncalled !== null && `nothing calls ${oneLine(uncalled)}()`,
  ).join('  ')
}

function section<T>(title: string, items: readonly T[], line: (item: T) => string): string[] {
  return items.length === 0 ? [] : [title, ...branches(items.map(line))]
}

/** How many sites each file has. */
function byFile(sites: readonly Site[]): [file: string, count: number][] {
  const counts = new Map<string, number>()
  for (const { file } of sites) countUp(counts, file)
  return [...counts]
}

function branches(items: readonly string[]): string[] {
  return items.map((item, index) => `${index === items.length - 1 ? '└─' : '├─'} ${item}`)
}

function at(site: Site): string {
  return oneLine(exactPlace(site))
}
