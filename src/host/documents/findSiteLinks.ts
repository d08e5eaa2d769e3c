import type { EventGraph } from '../../model/graph'
import type { Site } from '../../model/site'

/** A place in a text that names a line of a source file. */
export interface SiteLink<F> {
  /** From 0, as in an editor. */
  readonly line: number
  readonly start: number
  readonly end: number
  readonly folder: F
  readonly site: Site
}

/**
 * Finds `file:line:column` in a text, for files that a graph names and no others. A line that begins with `Folder NAME` turns to that folder;
 * before any, the first folder that has the file counts.
 */
export function findSiteLinks<F extends { readonly name: string; readonly graph: EventGraph }>(
  text: string,
  folders: readonly F[],
): SiteLink<F>[] {
  const files = new Map(folders.map((folder) => [folder, filesOf(folder.graph)]))
  const links: SiteLink<F>[] = []
  let current = folders
  for (const [line, content] of text.split('\n').entries()) {
    const turned = folders.filter(({ name, graph }) => content === folderLine(name, graph.root))
    if (turned.length > 0) current = turned
    for (const match of content.matchAll(/:(\d+):(\d+)/g)) {
      const before = content.slice(0, match.index)
      const found = fileBefore(before, (file) => current.find((folder) => files.get(folder)!.has(file)) ?? null)
      if (found === null) continue
      const site = { file: found.file, line: Number(match[1]), column: Number(match[2]) }
      links.push({ line, start: before.length - found.file.length, end: match.index + match[0].length, folder: found.folder, site })
    }
  }
  return links
}

/** How a text turns to a folder. */
export function folderLine(name: string, root: string): string {
  return `Folder ${name} (${root})`
}

/** The longest end of the text that is a file: names may hold blanks. */
function fileBefore<F>(before: string, folderOf: (file: string) => F | null): { readonly file: string; readonly folder: F } | null {
  for (let start = 0; start < before.length; start++) {
    if (start > 0 && !/[\s("]/.test(before[start - 1]!)) continue
    const file = before.slice(start)
    const folder = folderOf(file)
    if (folder !== null) return { file, folder }
  }
  return null
}

function filesOf({ events, unresolved, lints, tests, problems, taskRuns }: EventGraph): ReadonlySet<string> {
  const sites: readonly Site[] = [...unresolved, ...lints, ...tests, ...problems, ...taskRuns]
  const files = new Set(sites.map(({ file }) => file))
  for (const { publishers, handlers } of events) {
    for (const { file, triggers } of publishers) {
      files.add(file)
      for (const trigger of triggers) for (const site of [trigger, ...trigger.path]) files.add(site.file)
    }
    for (const { file, function: run } of handlers) files.add(file).add(run?.file ?? file)
  }
  return files
}
