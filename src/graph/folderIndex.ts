import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { EventGraph } from '../model/graph'
import { UserError } from '../model/userError'
import { createAnalysis, type Analysed, type Analysis } from './analysis'
import { createLinter } from './createLinter'
import { isSettings, isSourceFile, listSourceFiles, type Exclusion, type SourceList } from './listSourceFiles'
import { readLevels } from './lints/readLevels'
import { scanSource, type SourceScan } from './scanSource'
import { compareSites, compareText } from './siteOf'
import { createSourceReader } from './sourceReader'
import { createSourceTrees } from './sourceTrees'

/** What may be another than it was. */
export interface Change {
  /** All unsaved text, by path relative to the folder, with `/`: it stands before what is on disk. */
  readonly overlays: ReadonlyMap<string, string>
  /** Files that were written, made or deleted, likewise; null when any may have been. */
  readonly files: readonly string[] | null
}

/** What a folder's index goes by. */
export interface FolderSettings {
  readonly exclude?: readonly Exclusion[]
}

export interface IndexSettings extends FolderSettings {
  /** A clock in ms, for `stats.ms`; without one that is 0. */
  readonly now?: () => number
  /** What time it is, in epoch ms; without it moments in the code are not judged. */
  readonly today?: () => number
}

/** The event graph of a folder, kept from one reading to the next. */
export interface FolderIndex {
  /** Reads what changed since the reading before; the first reads all. Throws `UserError` when there is no such folder. */
  read(change: Change): EventGraph
}

/**
 * Reads the events of a workspace folder into a graph, in the calling thread. An edit reads one file again, and what hangs on it; files
 * that come or go, and settings, read no file again but work everything out anew. Files that cannot be read are `problems` of the graph.
 */
export function createFolderIndex(folder: string, { exclude, now = () => 0, today }: IndexSettings = {}): FolderIndex {
  const root = resolve(folder)
  const reader = createSourceReader(root, (file) => overlays.get(file))
  const trees = createSourceTrees(reader)
  const lint = createLinter()
  const scans = new Map<string, SourceScan>()
  /** Files that are there and do not belong to the app. */
  const leftOut = new Set<string>()
  let overlays: ReadonlyMap<string, string> = new Map()
  let list: SourceList = { files: [], tests: [], settings: [], problems: [] }
  let known = new Set<string>()
  let analysis: Analysis | null = null
  let candidates: readonly string[] = []
  let tests: readonly string[] = []
  let hasRead = false

  /** Lists the files anew. Those that are gone are forgotten, those that are new are read. */
  function relist(): void {
    if (statSync(root, { throwIfNoEntry: false })?.isDirectory() !== true) {
      throw new UserError(`There is no folder ${root}. Name the folder of your Ampt app.`)
    }
    list = listSourceFiles(root, exclude)
    const unsaved = [...overlays.keys()].filter((file) => isSourceFile(file) && !existsSync(`${root}/${file}`))
    const files = [...list.files, ...unsaved]
    if (unsaved.length > 0) list = { ...list, files: [...new Set(files)].sort() }
    known = new Set([...list.files, ...list.tests])
    leftOut.clear()
    analysis = null
    for (const file of scans.keys()) if (!known.has(file)) forget(file)
    for (const file of known) if (!scans.has(file)) scan(file)
  }

  function forget(file: string): void {
    scans.delete(file)
    trees.drop(file)
  }

  function scan(file: string): SourceScan {
    const bytes = reader.bytes(file)
    const found = bytes === null ? nothing : scanSource(bytes)
    scans.set(file, found)
    return found
  }

  /** Reads a file again. False when it is as it was, as far as anybody asked. */
  function rescan(file: string): boolean {
    const before = scans.get(file)
    const text = trees.parsedText(file)
    if (text !== null && text === reader.text(file)) return false
    const found = scan(file)
    const isAnother = trees.has(file) || !isSameScan(before, found)
    if (!isAnother) return false
    trees.drop(file)
    // Where it is a candidate now, or no longer, the order of all changes.
    if (before?.mentionsSdk !== found.mentionsSdk) analysis = null
    analysis?.set(file, found)
    return true
  }

  /** Takes in that a file may be another, gone, or new. True when it changed and the same files are there. */
  function take(file: string): boolean {
    if (known.has(file)) {
      if (overlays.has(file) || existsSync(`${root}/${file}`)) return rescan(file)
      isListStale = true
    } else if (isSettings(file)) {
      if (!trees.has(file) && analysis?.hangsOn(file) === false && !file.endsWith('.gitignore')) return false
      trees.drop(file)
      isListStale = true
    } else if (!leftOut.has(file) && isSourceFile(file) && (overlays.has(file) || existsSync(`${root}/${file}`))) isListStale = true
    return false
  }

  let isListStale = true

  return {
    read(change) {
      const startedAt = now()
      const touched = new Set([...differing(overlays, change.overlays), ...(change.files ?? known)])
      overlays = change.overlays
      isListStale = change.files === null || !hasRead
      const changed = hasRead ? [...touched].filter(take) : []
      if (isListStale) relist()
      hasRead = true
      for (const file of touched) if (!known.has(file)) leftOut.add(file)
      if (analysis === null) {
        analysis = createAnalysis(root, trees, (file) => known.has(file))
        for (const file of list.files) analysis.set(file, scans.get(file) ?? nothing)
        const mention = (file: string): boolean => scans.get(file)?.mentionsSdk === true
        candidates = list.files.filter(mention)
        tests = list.tests.filter(mention)
      }
      const analysed = analysis.run(candidates, tests, changed)
      trees.keep(analysed.files)
      return graphOf(analysed, startedAt)
    },
  }

  function graphOf({ calls, ignores, cycles, problems: found, candidates, ...sites }: Analysed, startedAt: number): EventGraph {
    const { levels, problems: ofLevels } = readLevels(root)
    const ofFiles = new Map([...found.map((problem) => [problem.file, problem] as const), ...trees.problems, ...reader.problems])
    const problems = [...list.problems, ...ofFiles.values(), ...ofLevels]
    return {
      version: 1,
      root,
      events: sites.events,
      unresolved: sites.unresolved,
      taskRuns: sites.taskRuns,
      tests: sites.tests,
      cycles,
      lints: lint({ ...sites, cycles, calls, ignores, levels, now: today?.() ?? null }),
      problems: problems.sort((a, b) => compareSites(a, b) || compareText(a.message, b.message)),
      stats: { files: list.files.length, candidates, ms: Math.round(now() - startedAt) },
    }
  }
}

const nothing: SourceScan = { mentionsSdk: false, specifiers: [] }

/** The files whose unsaved text is another now. */
function differing(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): string[] {
  const gone = [...before.keys()].filter((file) => !now.has(file))
  return [...gone, ...[...now].flatMap(([file, text]) => (before.get(file) === text ? [] : [file]))]
}

function isSameScan(a: SourceScan | undefined, b: SourceScan): boolean {
  return (
    a !== undefined &&
    a.mentionsSdk === b.mentionsSdk &&
    a.specifiers.length === b.specifiers.length &&
    a.specifiers.every((one, index) => one === b.specifiers[index])
  )
}
