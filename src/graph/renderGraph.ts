import { formatDuration } from '../contract/duration'
import type { EventGraph, EventNode, HandlerSite, Publisher } from '../model/graph'
import type { Site } from '../model/site'

/** The graph as a tree of text: events with their publishers and handlers, then what is not resolved, cycles and problems. */
export function renderTree(graph: EventGraph): string {
  const sections = [
    graph.events.flatMap(eventLines),
    section('Not resolved', graph.unresolved, (site) => {
      const pattern = site.pattern === null ? '' : `  (${show(site.pattern)})`
      return `${site.kind} ${show(site.expression)}${pattern}  ${at(site)}`
    }),
    section('Cycles', graph.cycles, ({ events, delayed }) => {
      return `${[...events, events[0] ?? ''].map(show).join(' -> ')}  ${delayed ? '(with a delay)' : '(at once)'}`
    }),
    section('Problems', graph.problems, (problem) => `${at(problem)}  ${show(problem.message)}`),
  ]
  const { files, candidates } = graph.stats
  const isEmpty = graph.events.length === 0 && graph.unresolved.length === 0
  const counts = isEmpty
    ? `No events were found in ${counted(files, 'file')} of ${show(graph.root)}: no call of events.publish or events.on from "@ampt/sdk". Name the folder of your Ampt app.`
    : `${counted(graph.events.length, 'event')} in ${counted(files, 'file')}, of which ${candidates} ${candidates === 1 ? 'uses' : 'use'} the SDK.`
  return [...sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')), counts].join('\n\n')
}

/** The graph as a Mermaid flowchart: files that publish, events, handlers, and what handlers publish. */
export function renderMermaid(graph: EventGraph): string {
  const lines = ['flowchart LR']
  const ids = new Map(graph.events.map(({ name }, index) => [name, `event${index}`]))
  const files = new Map<string, string>()
  for (const [name, id] of ids) lines.push(`  ${id}(["${escape(name)}"])`)
  for (const [index, event] of graph.events.entries()) {
    const id = `event${index}`
    for (const { order, function: run, ...site } of event.handlers) {
      lines.push(`  ${id}h${order}["${escape(`${run?.name ?? 'handler'} ${at(run ?? site)}`)}"]`, `  ${id} --> ${id}h${order}`)
    }
    for (const publisher of event.publishers) {
      const arrow = publisher.after === null ? '-->' : `-- "${escape(`after ${publisher.after}`)}" -->`
      const from = graph.events.flatMap(({ name }) => (isIn(publisher, name) ? [ids.get(name)!] : []))
      if (from.length === 0) {
        const known = files.get(publisher.file)
        const file = known ?? `file${files.size}`
        if (known === undefined) lines.push(`  ${file}["${escape(publisher.file)}"]`)
        files.set(publisher.file, file)
        from.push(file)
      }
      lines.push(...from.map((source) => `  ${source} ${arrow} ${id}`))
    }
  }
  return [...new Set(lines)].join('\n')
}

function eventLines({ name, publishers, handlers }: EventNode): string[] {
  const items = [
    ...(publishers.length === 0 ? ['no publisher'] : publishers.map(publisherLine)),
    ...(handlers.length === 0 ? ['no handler'] : handlers.map(handlerLine)),
  ]
  return [show(name), ...branches(items)]
}

function publisherLine(site: Publisher): string {
  const exact = site.afterMs === null ? '' : ` = ${formatDuration(site.afterMs)}`
  return [
    `publish  ${at(site)}`,
    ...(site.after === null ? [] : [`after ${show(site.after)}${exact}`]),
    ...(site.in === null ? [] : [`in ${show(site.in)}`]),
  ].join('  ')
}

function handlerLine({ order, timeoutMs, function: run, ...site }: HandlerSite): string {
  const isElsewhere = run !== null && (run.file !== site.file || run.name !== null)
  return [
    `on ${order}     ${at(site)}`,
    ...(isElsewhere ? [`runs ${show(run.name ?? 'a function')} ${at(run)}`] : []),
    ...(timeoutMs === null ? [] : [`timeout ${formatDuration(timeoutMs)}`]),
  ].join('  ')
}

function section<T>(title: string, items: readonly T[], line: (item: T) => string): string[] {
  return items.length === 0 ? [] : [title, ...branches(items.map(line))]
}

function branches(items: readonly string[]): string[] {
  return items.map((item, index) => `${index === items.length - 1 ? '└─' : '├─'} ${item}`)
}

function at({ file, line, column }: Site): string {
  return `${show(file)}:${line}:${column}`
}

/** Whether the publish stands in a handler of the event. */
function isIn({ in: around }: Publisher, name: string): boolean {
  const names = around?.slice('handler of '.length)
  return names === name || names?.split(', ').includes(name) === true
}

/** One line of plain text: control characters, such as those that steer a terminal, are written out. */
export function show(text: string): string {
  return text
    .replace(/[ \t]*\r?\n\s*/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`)
}

/** Text inside a Mermaid string: all but the plainest characters by number, so that none is syntax. */
function escape(text: string): string {
  return show(text).replace(/[^\p{L}\p{N} ._:/-]/gu, (character) => `#${character.codePointAt(0)!};`)
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}
