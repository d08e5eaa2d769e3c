import { place } from '../../words/place'
import { tellLints } from '../../graph/lints/lintOwners'
import type { Cycle, EventNode, FileProblem, Lint, UnresolvedSite } from '../../model/graph'
import type { Site } from '../../model/site'
import { tellCounts } from '../../report/countByEvent'
import type { SeenEvent } from '../../report/seenNames'
import { count } from '../count'
import { downstreamRows, matchRows } from './downstreamRows'
import { eventRow, handlerIcon, publisherIcon } from './eventRow'
import { badgeOf, lintRows } from './lintRows'
import { groupByPrefix, type Grouped } from './groupByPrefix'
import { testRows } from './testRows'
import { passesFilter, type TreeFilter } from './treeFilter'
import type { TreeModel } from './treeModel'
import { placeInRow, siteIds, treeNode, type TreeNode } from './treeNode'
import { taskRow, triggerLines, triggerRows } from './triggerRows'

/** How the rows are shown. */
export interface TreeView {
  readonly isGrouped: boolean
  readonly filter: TreeFilter | null
}

/**
 * The rows for a graph: each event with its publishers, handlers and what they lead to, then what could not be resolved or read. All that a
 * picture of the graph would say, in words. A filter leaves events alone.
 */
export function eventTree(model: TreeModel, { isGrouped, filter }: TreeView): TreeNode[] {
  const { graph, lints, counts, seen } = model
  const lintsOf = (event: string): readonly Lint[] => lints.ofEvent(event)
  const events = filter === null ? graph.events : graph.events.filter((event) => passesFilter(filter, event, { graph, lintsOf, counts }))
  const rows = isGrouped ? groupByPrefix(events).map((item) => groupRow(model, item)) : events.map((event) => eventRow(model, event))
  if (filter !== null) return rows
  const { unresolved, cycles, taskRuns, tests, problems } = graph
  const tasks = [...new Set(taskRuns.map(({ task }) => task))]
  return [
    ...rows,
    ...section('unresolved', 'Names not known before a run', 'question', unresolved, {
      tooltip: `${count(unresolved.length, 'call')} whose event name the text does not fix.`,
      rows: () => withIds('unresolved', unresolved, (id, site) => unresolvedRow(model, id, site)),
    }),
    ...section('seen', 'Seen only in a run', 'record', seen.events, {
      tooltip: `${count(seen.events.length, 'event')} that runs met and the code does not name.`,
      rows: () => seen.events.map((event) => seenRow(model, event)),
    }),
    ...section('cycles', 'Cycles', 'sync', cycles, {
      tooltip: `${count(cycles.length, 'circle')} of events that publish each other.`,
      rows: () => cycles.map(cycleRow),
    }),
    ...section('tasks', 'Tasks', 'checklist', tasks, {
      tooltip: `${count(tasks.length, 'task')} that the code starts.`,
      rows: () => tasks.map((task) => taskRow(model, task)),
    }),
    ...section('lints', 'Other lints', 'warning', lints.others, {
      tooltip: `Lints of no event: ${tellLints(lints.others)}.`,
      rows: () => lintRows(lints.others),
    }),
    ...section('tests', 'In tests', 'beaker', tests, {
      tooltip: `${count(tests.length, 'call')} in test files, which are no part of the app.`,
      rows: () => testRows(tests),
    }),
    ...section('problems', 'Problems', 'warning', problems, {
      tooltip: `${count(problems.length, 'problem')} with reading files.`,
      rows: () => withIds('problem', problems, problemRow),
    }),
  ]
}

/** A row above others, which are worked out when it is opened; none where there are no others. */
function section(
  id: string,
  label: string,
  icon: string,
  { length }: readonly unknown[],
  { tooltip, rows }: { readonly tooltip: string; readonly rows: () => readonly TreeNode[] },
): TreeNode[] {
  return length === 0 ? [] : [treeNode(id, label, { kind: 'section', icon, description: String(length), tooltip, children: rows })]
}

function withIds<S extends Site>(prefix: string, sites: readonly S[], row: (id: string, site: S) => TreeNode): TreeNode[] {
  const idOf = siteIds(prefix, sites)
  return sites.map((site) => row(idOf(site), site))
}

function groupRow(model: TreeModel, item: Grouped<EventNode>): TreeNode {
  if ('name' in item) return eventRow(model, item)
  const events = eventsIn(item)
  const lints = events.flatMap(({ name }) => model.lints.ofEvent(name))
  const told = lints.length === 0 ? '' : ` Lints: ${tellLints(lints)}.`
  return treeNode(`group ${item.prefix}`, `${item.prefix}*`, {
    kind: 'group',
    icon: 'symbol-namespace',
    description: String(events.length),
    tooltip: `${count(events.length, 'event')} named ${item.prefix}*.${told}`,
    badge: badgeOf(lints),
    isExpanded: true,
    children: () => item.items.map((inner) => groupRow(model, inner)),
  })
}

function eventsIn(item: Grouped<EventNode>): readonly EventNode[] {
  return 'name' in item ? [item] : item.items.flatMap(eventsIn)
}

function unresolvedRow(model: TreeModel, id: string, site: UnresolvedSite): TreeNode {
  const { kind, expression, pattern, matches, triggers } = site
  const seen = model.seen.of(site)
  const lints = model.lints.ofSite(site)
  // Handlers of any name run as those of "*".
  const handled = pattern ?? '*'
  const downstream = kind === 'on' ? downstreamRows(model, handled, [handled]) : []
  const rows = [
    ...triggerRows(model, triggers),
    ...matchRows(model, site, []),
    ...seen.filter((name) => !matches.includes(name)).map((name) => seenNameRow(model, name)),
    ...downstream,
    ...lintRows(lints),
  ]
  const around = triggers.length > 0 || site.within === null ? [] : [`in ${site.within}()`]
  return treeNode(id, pattern ?? expression, {
    icon: kind === 'publish' ? publisherIcon : handlerIcon,
    description: [...(seen.length === 0 ? [] : [`was ${seen.join(', ')}`]), ...around, placeInRow(site)].join(' · '),
    tooltip: [
      `The text does not fix the name of this ${kind} at ${place(site)}: ${expression}`,
      ...(pattern === null ? [] : [`Known is ${pattern}: ${count(matches.length, 'known event')} may be it.`]),
      ...(seen.length === 0 ? [] : [`In runs it was ${seen.join(', ')}.`]),
      ...around.map((words) => `It stands ${words}.`),
      ...triggers.flatMap(triggerLines),
    ].join('\n'),
    site,
    badge: badgeOf(lints),
    children: rows.length === 0 ? null : () => rows,
  })
}

function seenNameRow(model: TreeModel, name: string): TreeNode {
  return treeNode(`seen ${name}`, name, {
    icon: 'record',
    description: 'seen in a run',
    tooltip: `In a run the name was ${name}.`,
    event: model.named(name),
  })
}

function seenRow(model: TreeModel, { name, publishers, handlers }: SeenEvent): TreeNode {
  const counts = model.counts?.get(name)
  const ran = counts === undefined ? null : tellCounts(counts)
  const idOf = siteIds('seen', [...publishers, ...handlers])
  const site = (verb: string, icon: string) => (at: SeenEvent['publishers'][number]) =>
    treeNode(idOf(at), verb, { icon, description: placeInRow(at), tooltip: `${verb} at ${place(at)}`, site: at })
  const rows = [...publishers.map(site('published', publisherIcon)), ...handlers.map(site('handled', handlerIcon))]
  const by = publishers.length === 0 ? 'published by no known line' : `published at ${publishers.map(place).join(', ')}`
  return treeNode(`seen event ${name}`, name, {
    kind: 'event',
    icon: 'record',
    description: ran ?? 'in an earlier run',
    tooltip: `${name} was met in a run, ${by}. The text of the code does not name it.${ran === null ? '' : ` In the last run: ${ran}.`}`,
    event: model.named(name),
    offer: { event: name, afterMs: null, bodySample: {} },
    children: rows.length === 0 ? null : () => rows,
  })
}

function cycleRow({ events, delayed }: Cycle): TreeNode {
  const way = [...events, events[0] ?? '']
  const how = delayed ? 'with a delay' : 'without delay'
  return treeNode(`cycle ${events.join(' ')}`, way.join(' → '), {
    icon: 'sync',
    description: how,
    tooltip: `${way.join(' → ')}\nThese events publish each other in a circle, ${how}.`,
  })
}

function problemRow(id: string, problem: FileProblem): TreeNode {
  return treeNode(id, problem.message, {
    icon: 'warning',
    description: placeInRow(problem),
    tooltip: `${problem.message}\n${place(problem)}`,
    site: problem,
  })
}
