import type { NodeMark, NodeShape, PlacedNode } from '../model/graphPageProtocol'
import type { FlowEdge, FlowKind, FlowNode, RunCounts } from './flow'
import { given } from '../words/given'
import { formatCount, formatNumber } from '../words/number'
import { oneLine } from '../words/oneLine'
import type { Neighbours } from './neighbours'
import { placesOf } from './placesOf'

export type NodeText = Pick<PlacedNode, 'shape' | 'title' | 'subtitle' | 'marks' | 'badge' | 'label' | 'facts' | 'places'>

/** What the kinds are called. */
export const kindWords: Readonly<Record<FlowKind, string>> = {
  event: 'event',
  pattern: 'computed name',
  function: 'function',
  file: 'file',
  route: 'route',
  task: 'task',
  schedule: 'schedule',
  data: 'data listener',
  storage: 'storage listener',
  ws: 'WebSocket',
}

/** A node in words, with the `ways` that lead to it and from it. */
export function tellNode(node: FlowNode, ways: Neighbours, nameOf: (id: string) => string): NodeText {
  const [before, after] = [ways.before(node.id), ways.after(node.id)]
  const marks = marksOf(node, before, after)
  const subtitle = subtitleOf(node, marks)
  const [title, badge, kind] = [titleOf(node), badgeOf(node.counts), kindWords[node.kind]]
  const facts = given(
    node.isInCycle && 'On a cycle',
    node.counts !== null && `In the run: ${countWords(node.counts).join(', ')}`,
    node.seen === 'static' && 'Not in the run',
    node.seen === 'run' && 'Only in the run: the code does not tell this name',
  )
  return {
    shape: shapeOf(node.kind),
    title,
    subtitle,
    marks,
    badge,
    // What is read aloud begins with what is seen (WCAG 2.5.3).
    label: given(
      given(title, subtitle, badge?.text).join(', '),
      subtitle !== kind && kind,
      before.length > 0 && `From ${listed(before.map(({ from }) => nameOf(from)))}`,
      after.length > 0 && `Leads to ${listed(after.map((edge) => `${nameOf(edge.to)}${tellWay(edge)}`))}`,
      facts,
    ).join('. '),
    facts,
    places: placesOf(node.sites),
  }
}

function shapeOf(kind: FlowKind): NodeShape {
  if (kind === 'function') return 'file'
  return kind === 'event' || kind === 'pattern' || kind === 'file' ? kind : 'start'
}

function titleOf({ kind, name }: FlowNode): string {
  return oneLine(kind === 'file' ? name.slice(name.lastIndexOf('/') + 1) : name)
}

/** A handler or a publish whose name is computed may be meant: then nothing is said to be missing. */
function marksOf(
  { kind, handlers, publishers, isInCycle, seen }: FlowNode,
  before: readonly FlowEdge[],
  after: readonly FlowEdge[],
): NodeMark[] {
  const isKnownEvent = kind === 'event' && seen !== 'run'
  const isMatch = (edge: FlowEdge): boolean => edge.isMatch
  return given<NodeMark>(
    isKnownEvent && handlers === 0 && !after.some(isMatch) && 'ignored',
    isKnownEvent && publishers === 0 && !before.some(isMatch) && 'unpublished',
    isInCycle && 'cycle',
    seen !== 'both' && seen,
  )
}

function subtitleOf({ kind, name, handlers, publishers, sites, seen }: FlowNode, marks: readonly NodeMark[]): string {
  if (seen === 'run') return 'seen only in the run'
  if (kind === 'file') return name.includes('/') ? oneLine(name.slice(0, name.lastIndexOf('/'))) : 'file'
  if (kind === 'function') return oneLine(sites[0]?.site.file ?? kindWords.function)
  if (kind === 'pattern') return publishers === 0 ? `computed · ${formatCount(handlers, 'handler')}` : 'computed name'
  if (kind !== 'event') return kindWords[kind]
  const handled = marks.includes('ignored') ? 'no handler: ignored' : handlers === 0 ? 'computed handler' : formatCount(handlers, 'handler')
  return marks.includes('unpublished') ? `${handled} · not published` : handled
}

function badgeOf(counts: RunCounts | null): PlacedNode['badge'] {
  if (counts === null) return null
  const { dropped, rejected, attempts, deliveries } = counts
  const tone = dropped + rejected > 0 ? 'bad' : counts.handled === counts.deliveries ? 'good' : 'quiet'
  const states = countWords({ ...counts, attempts: 0, retries: 0 })
  const text = given(states.slice(0, 2), attempts > deliveries && formatCount(attempts, 'attempt')).join(' · ')
  return { tone, text, isBelow: false }
}

/** What a run came to for one name; zeros are left out. */
function countWords(counts: RunCounts): string[] {
  const { attempts, retries } = counts
  const states = (['dropped', 'rejected', 'handled', 'ignored', 'unknown', 'pending'] as const)
    .filter((state) => counts[state] > 0)
    .map((state) => `${formatNumber(counts[state])} ${state}`)
  return given(states, attempts > 0 && formatCount(attempts, 'attempt'), retries > 0 && formatCount(retries, 'retry', 'retries'))
}

function tellWay({ delays, isMatch }: FlowEdge): string {
  if (isMatch) return ' (maybe)'
  const waits = delays.filter((delay) => delay !== '')
  return waits.length === 0 ? '' : ` (${waits.map(oneLine).join(' or ')})`
}

const MOST_NAMED = 5

function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMED
  return given(names.slice(0, MOST_NAMED), more > 0 && `${formatNumber(more)} more`).join(', ')
}
