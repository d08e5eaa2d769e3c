import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { EventGraph } from '../model/graph'
import { UserError } from '../model/userError'
import { buildGraph } from './buildGraph'
import { createEvaluator } from './evaluate'
import { findEventCalls } from './eventCalls'
import { findCycles } from './findCycles'
import { findLints } from './findLints'
import { createImporters } from './importers'
import { isSourceFile, listSourceFiles } from './listSourceFiles'
import { readLevels } from './lints/readLevels'
import { createProject } from './project'
import { scanSource } from './scanSource'
import { compareSites, compareText } from './siteOf'
import { createSourceReader } from './sourceReader'

export interface IndexOptions {
  /** Unsaved text by path relative to the folder, with `/`: it stands before what is on disk. */
  readonly overlays?: ReadonlyMap<string, string>
  /** A clock in ms, for `stats.ms`; without one that is 0. */
  readonly now?: () => number
  /** What time it is, in epoch ms; without it moments in the code are not judged. */
  readonly today?: number
  /** Patterns of paths to leave out, as in `.gitignore`. */
  readonly exclude?: readonly string[]
}

/**
 * Reads the events of a workspace folder into a graph, in the calling thread: a second for twenty thousand files. Files that cannot
 * be read are `problems` of the graph. Throws `UserError` when there is no such folder.
 */
export async function indexWorkspace(
  folder: string,
  { overlays = new Map(), now = () => 0, today, exclude }: IndexOptions = {},
): Promise<EventGraph> {
  const startedAt = now()
  const root = resolve(folder)
  if (statSync(root, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new UserError(`There is no folder ${root}. Name the folder of your Ampt app.`)
  }

  const list = listSourceFiles(root, exclude)
  const known = new Set([...list.files, ...[...overlays.keys()].filter(isSourceFile)])
  const files = known.size === list.files.length ? list.files : [...known].sort()
  const reader = createSourceReader(root, overlays)
  const project = createProject(root, reader, (file) => known.has(file) || overlays.has(file))
  const importers = createImporters((from, specifier) => project.resolve(from, specifier))
  const candidates = files.filter((file) => {
    const bytes = reader.bytes(file)
    if (bytes === null) return false
    const { mentionsSdk, specifiers } = scanSource(bytes)
    importers.set(file, specifiers)
    return mentionsSdk
  })

  const evaluator = createEvaluator(project)
  const importersOf = (file: string): readonly string[] => importers.of(file)
  const found = findEventCalls(evaluator, candidates, importersOf)
  const { events, unresolved, taskRuns, edges, calls, ignores, ...built } = buildGraph(evaluator, found, importersOf)
  const ofFiles = new Map([...built.problems, ...found.problems, ...project.problems, ...reader.problems])
  const cycles = findCycles(edges)
  const { levels, ...ofLevels } = readLevels(root)
  const problems = [...list.problems, ...ofFiles.values(), ...ofLevels.problems]
  return Promise.resolve({
    version: 1,
    root,
    events,
    unresolved,
    taskRuns,
    tests: [],
    cycles,
    lints: findLints({ events, unresolved, cycles, calls, ignores, levels, now: today ?? null }),
    problems: problems.sort((a, b) => compareSites(a, b) || compareText(a.message, b.message)),
    stats: { files: files.length, candidates: found.files.size, ms: Math.round(now() - startedAt) },
  })
}
