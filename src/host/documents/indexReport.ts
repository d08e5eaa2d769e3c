import { tellLints } from '../../graph/lints/lintOwners'
import { formatNumber } from '../../words/number'
import { oneLine } from '../../words/oneLine'
import { exactPlace } from '../../words/place'
import type { Exclusion } from '../../graph/files/listSourceFiles'
import type { EventGraph } from '../../model/graph'
import { folderLine } from './findSiteLinks'
import { count } from '../count'

/** A folder as it was read. */
interface ReadFolder {
  readonly name: string
  readonly graph: EventGraph
  /** What the setting files.exclude left out. */
  readonly exclude: readonly Exclusion[]
}

/** What the reading of the workspace came to, in words: what was read, what was skipped and why, and what is not known. */
export function indexReport(folders: readonly ReadFolder[], problem: string | null): string {
  const told = folders.map((folder) => [folderLine(folder.name, folder.graph.root), ...folderReport(folder)].join('\n'))
  if (problem !== null) told.unshift(`${oneLine(problem)} "Refresh Graph" tries again.`)
  if (told.length === 0) told.push('No folder was read. Open the folder of an Ampt app.')
  return ['Ampt Events: index report', ...told].join('\n\n') + '\n'
}

function folderReport({ graph, exclude }: ReadFolder): string[] {
  const { events, unresolved, tests, lints, cycles, problems, taskRuns, stats } = graph
  const publishers = events.reduce((sum, event) => sum + event.publishers.length, 0)
  const handlers = events.reduce((sum, event) => sum + event.handlers.length, 0)
  return [
    `${count(stats.files, 'source file')} seen, ${formatNumber(stats.candidates)} of them read for their events.`,
    `The last reading that found anything new took ${formatNumber(stats.ms)} ms.`,
    ...(stats.isFromCache === true ? ['All of it is from the cache: no file has changed since an earlier start.'] : []),
    `Found: ${count(events.length, 'event')}, ${count(publishers, 'publish call')}, ${count(handlers, 'handler')}, ${count(taskRuns.length, 'task start')}, ${count(cycles.length, 'cycle')}. Lints: ${tellLints(lints) ?? 'none'}.`,
    ...list('Skipped, or read in part', problems, (problem) => `${exactPlace(problem)}  ${problem.message}`, 'Nothing was skipped.'),
    ...list(
      'Names that the text does not fix',
      unresolved,
      ({ kind, expression, pattern, matches, ...site }) => {
        const known = pattern === null ? '' : `, known is ${pattern}`
        const fits = matches.length === 0 ? '' : `, may be ${matches.join(', ')}`
        return `${exactPlace(site)}  ${kind} ${expression}${known}${fits}`
      },
      'Every name was resolved.',
    ),
    ...list(
      'In tests, no part of the app',
      tests,
      ({ kind, event, ...site }) => `${exactPlace(site)}  ${kind} ${event ?? 'of a computed name'}`,
      'No calls in tests.',
    ),
    '',
    'Not read: node_modules, folders that begin with a dot, what git ignores, declaration files.',
    ...(stats.links === undefined
      ? []
      : [`Read through links: ${stats.links.map(({ path, target }) => oneLine(`${path || '.'} to ${target}`)).join(', ')}.`]),
    ...list('Not read, by the setting files.exclude', exclude, tellRule, 'The setting files.exclude leaves nothing out.'),
  ]
}

function tellRule({ glob, when }: Exclusion): string {
  return oneLine(when === null ? glob : `${glob} (beside ${when})`)
}

function list<T>(title: string, items: readonly T[], line: (item: T) => string, none: string): string[] {
  return ['', ...(items.length === 0 ? [none] : [`${title} (${items.length}):`, ...items.map((item) => `  ${oneLine(line(item))}`)])]
}
