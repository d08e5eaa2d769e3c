import { countUp } from '../../model/countUp'
import { oneLine } from '../../words/oneLine'
import { shorten } from '../../words/shorten'
import type { Lint } from '../../model/graph'
import type { Site } from '../../model/site'
import type { Offer } from '../run/simulation'

/** A row of the tree, without what VS Code makes of it. */
export interface TreeNode {
  /** Unique among the rows of its parent, and the same after an edit elsewhere. */
  readonly id: string
  readonly kind: RowKind
  readonly label: string
  readonly description: string
  /** Name of a codicon. */
  readonly icon: string
  /** Id of a theme color. */
  readonly color: string | null
  /** Sentences: what a screen reader says, too. */
  readonly tooltip: string
  readonly site: Site | null
  /** The event that the row's menu acts on. */
  readonly event: RowEvent | null
  /** What "Simulate" on this row publishes; null where nothing can be. */
  readonly offer: Offer | null
  readonly badge: LintBadge | null
  readonly isExpanded: boolean
  /** Worked out when it is opened, so that rows that go in a circle can be. Null for a row that has none. */
  readonly children: (() => readonly TreeNode[]) | null
}

export type RowKind = 'event' | 'group' | 'publisher' | 'handler' | 'downstream' | 'lint' | 'section' | 'folder' | 'other'

export interface RowEvent {
  readonly name: string
  readonly publishers: number
  readonly handlers: number
}

/** How many lints there are beneath a row, and how bad the worst is. */
export interface LintBadge {
  readonly severity: Lint['severity']
  readonly count: number
}

/** Characters of a name. Side bars cut off its end, which tells as much as its beginning. */
const MOST_IN_NAME = 44

/** A row of its label alone, with what differs from that. Whatever is in a name, it stays text on its line. */
export function treeNode(id: string, label: string, parts: Partial<TreeNode>): TreeNode {
  const { kind = 'other', description = '', tooltip = label, site = null } = parts
  return {
    id,
    kind,
    icon: 'circle-outline',
    color: null,
    event: null,
    offer: null,
    badge: null,
    isExpanded: false,
    children: null,
    ...parts,
    // The place alone: rows are compared after each reading.
    site: site && { file: site.file, line: site.line, column: site.column },
    label: kind === 'event' || kind === 'downstream' ? shorten(oneLine(label), MOST_IN_NAME) : oneLine(label),
    description: oneLine(description),
    tooltip: tooltip.includes('\n') ? tooltip.split('\n').map(oneLine).join('\n') : oneLine(tooltip),
  }
}

/** Where something stands, behind a label, such as `listeners.ts:8 src/orders`: side bars are narrow, and cut off what comes last. Words stand before the folder. */
export function placeInRow({ file, line }: Site, words: string | null = null): string {
  const end = file.lastIndexOf('/')
  const [at, folder] = [`${file.slice(end + 1)}:${line}`, file.slice(0, Math.max(end, 0))]
  return words === null ? `${at} ${folder}`.trimEnd() : [at, words, ...(folder === '' ? [] : [folder])].join(' · ')
}

/** Ids that an edit above does not change: sites of one prefix count within their file. */
export function siteIds<S extends Site>(prefix: string | ((site: S) => string), sites: readonly S[]): (site: S) => string {
  const ids = new Map<S, string>()
  const counts = new Map<string, number>()
  for (const site of sites) {
    const id = `${typeof prefix === 'string' ? prefix : prefix(site)} ${site.file}`
    ids.set(site, `${id} ${countUp(counts, id)}`)
  }
  return (site) => ids.get(site)!
}
