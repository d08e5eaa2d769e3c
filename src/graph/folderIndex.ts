import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { EventGraph, FileProblem, Lint } from '../model/graph'
import { UserError } from '../model/userError'
import type * as analyser from './analyser'
import type { Analysed, Analysis } from './analysis'
import { createLinter } from './createLinter'
import type { IndexCache } from './indexCache'
import { isSettings, isSource, isSourceFile, listSourceFiles, type Exclusion, type SourceList } from './listSourceFiles'
import { levelsFile, readLevels } from './lints/readLevels'
import { isSameScan, scanSource, skippedScan, type SourceScan } from './scanSource'
import { compareSites, compareText } from './siteOf'
import { createSourceReader } from './sourceReader'
import type { SourceTrees } from './sourceTrees'

/** What may be another than it was. */
export interface Change {
  /** All unsaved text, by path relative to the folder, with `/`: it stands before what is on disk. */
  readonly overlays: ReadonlyMap<string, string>
  /** Files that were written, made or deleted, likewise, and folders that were deleted; null when any may have been. */
  readonly files: readonly string[] | null
}

/** All that is known of a folder but its list of files. */
export interface Found extends Analysed {
  readonly lints: readonly Lint[]
  /** Whether the lints are the same at any time. */
  readonly isTimeless: boolean
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
  /** Where what was found is kept from start to start. */
  readonly cache?: IndexCache
  /** Loads what parses: that takes as long as all else that an unchanged workspace needs. */
  readonly loadAnalyser?: () => typeof analyser
}

/** The event graph of a folder, kept from one reading to the next. */
export interface FolderIndex {
  /** Reads what changed since the reading before; the first reads all. Throws `UserError` when there is no such folder. */
  read(change: Change): EventGraph
  /** Keeps on disk what was found, unless it is there already or hangs on text that is not saved. Throws when it cannot be written. */
  save(): void
}

/**
 * Reads the events of a workspace folder into a graph, in the calling thread. An edit reads one file again, and what hangs on it; files
 * that come or go, and settings, read no file again but work everything out anew. Files that cannot be read are `problems` of the graph.
 */
export function createFolderIndex(
  folder: string,
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- it is loaded late
  { exclude, now = () => 0, today, cache, loadAnalyser = () => require('./analyser') as typeof analyser }: IndexSettings = {},
): FolderIndex {
  const root = resolve(folder)
  const reader = createSourceReader(root, (file) => overlays.get(file))
  const lint = createLinter()
  let scans = new Map<string, SourceScan>()
  /** Gives what the cache knows of files, when somebody asks for the first time. */
  let keptScans: (() => ReadonlyMap<string, SourceScan>) | null = null
  /** Files that are there and do not belong to the app. */
  const leftOut = new Set<string>()
  let overlays: ReadonlyMap<string, string> = new Map()
  let list: SourceList = { files: [], tests: [], settings: [], problems: [] }
  let known = new Set<string>()
  let testFiles = new Set<string>()
  let trees: SourceTrees | null = null
  let analysis: Analysis | null = null
  let candidates: readonly string[] = []
  /** What is wrong with files that were not read. */
  let skipped: readonly FileProblem[] = []
  let tests: readonly string[] = []
  /** What was found, by this index or in the cache; null when it is to be worked out. */
  let found: Found | null = null
  let isSaved = true
  let isFromCache = false
  let isListStale = true
  let openedAt: number | null = null

  /** Lists the files anew. Those that are gone are forgotten. Where they are others, all is worked out anew. */
  function relist(): void {
    if (!isFolder(root)) {
      throw new UserError(`There is no folder ${root}. Name the folder of your Ampt app.`)
    }
    const before = list
    list = listSourceFiles(root, exclude)
    const unsaved = [...overlays.keys()].filter((file) => isSourceFile(file) && !existsSync(`${root}/${file}`))
    const files = [...list.files, ...unsaved]
    if (unsaved.length > 0) list = { ...list, files: [...new Set(files)].sort() }
    testFiles = new Set(list.tests)
    known = new Set([...list.files, ...list.tests])
    leftOut.clear()
    if (isSameList(before.files, list.files) && isSameList(before.tests, list.tests)) return
    analysis = found = null
    for (const file of allScans().keys()) if (!known.has(file)) forget(file)
  }

  function allScans(): Map<string, SourceScan> {
    if (keptScans !== null) [scans, keptScans] = [new Map(keptScans()), null]
    return scans
  }

  function forget(file: string): void {
    scans.delete(file)
    trees?.drop(file)
  }

  function scan(file: string): SourceScan {
    const bytes = reader.bytes(file)
    return bytes === null ? skippedScan(reader.problems.get(file) ?? null) : scanSource(bytes)
  }

  function scanNew(): void {
    const all = allScans()
    for (const file of known) if (!all.has(file)) all.set(file, scan(file))
    skipped = [...all.values()].flatMap(({ problem }) => problem ?? [])
  }

  /** Reads a file again. False when it is as it was, as far as anybody asked. */
  function rescan(file: string): boolean {
    const before = allScans().get(file)
    const text = trees?.parsedText(file) ?? null
    if (text !== null && text === reader.text(file)) return false
    const scanned = scan(file)
    scans.set(file, scanned)
    if (!isAsked(file) && isSameScan(before, scanned)) return false
    trees?.drop(file)
    // Where it is a candidate now, or no longer, the order of all changes.
    if (before?.mentionsSdk !== scanned.mentionsSdk || (before.problem ?? scanned.problem) !== null) analysis = null
    // Who imports a file is asked of the app, not of its tests.
    if (!testFiles.has(file)) analysis?.set(file, scanned)
    found = null
    return true
  }

  /** Whether something hangs on what the file says. */
  function isAsked(file: string): boolean {
    return trees?.has(file) === true || (analysis === null && found?.files.has(file) === true)
  }

  /** Takes in that a file may be another, gone, or new. True when it changed and the same files are there. */
  function take(file: string): boolean {
    if (known.has(file)) {
      if (isThere(file)) return rescan(file)
      isListStale = true
    } else if (isSettings(file)) {
      if (trees?.has(file) !== true && analysis?.hangsOn(file) === false && !file.endsWith('.gitignore')) return false
      trees?.drop(file)
      analysis = found = null
      isListStale = true
    } else if (isAsked(file) || analysis?.hangsOn(file) === true) {
      // Imports lead to what is left out, too.
      trees?.drop(file)
      analysis = found = null
    } else if (!isThere(file)) {
      // Of a folder that is gone, editors tell the folder alone.
      for (const one of known) isListStale ||= one.startsWith(`${file}/`)
    } else if (!leftOut.has(file) && (isSource(file) || isFolder(`${root}/${file}`))) isListStale = true
    return false
  }

  function isThere(file: string): boolean {
    return overlays.has(file) || existsSync(`${root}/${file}`)
  }

  /** The first reading: of what the cache does not tell. */
  function open(): void {
    openedAt = today?.() ?? 0
    relist()
    const restored = cache?.restore(list, scan) ?? null
    keptScans = restored?.scans ?? null
    found = restored?.found ?? null
    isSaved = isFromCache = found !== null
    if (found === null) scanNew()
  }

  function lintAll(analysed: Analysed): Pick<Found, 'lints' | 'isTimeless' | 'problems'> {
    const { levels, problems } = readLevels(root)
    const ofFiles = analysed.problems.filter(({ file }) => file !== levelsFile)
    return { ...lint({ ...analysed, levels, now: today?.() ?? null }), problems: [...ofFiles, ...problems] }
  }

  function analyse(changed: readonly string[]): Analysed {
    const { createAnalysis, createSourceTrees } = loadAnalyser()
    trees ??= createSourceTrees(reader)
    if (analysis === null) {
      scanNew()
      const all = allScans()
      analysis = createAnalysis(root, trees, (file) => known.has(file))
      for (const file of list.files) analysis.set(file, all.get(file)!)
      const mention = (file: string): boolean => all.get(file)?.mentionsSdk === true
      candidates = list.files.filter(mention)
      tests = list.tests.filter(mention)
    }
    const analysed = analysis.run(candidates, tests, changed)
    trees.keep(analysed.files)
    // Files that are imported, and no part of the app, are read all the same.
    const ofImported = [...reader.problems.values()].filter(({ file }) => analysed.files.has(file))
    const ofFiles = [...analysed.problems, ...trees.problems.values(), ...ofImported, ...skipped]
    return { ...analysed, problems: [...new Map(ofFiles.map((problem) => [problem.file, problem])).values()] }
  }

  return {
    read(change) {
      const startedAt = now()
      const isFirst = openedAt === null
      if (isFirst) open()
      const files = change.files ?? (isFirst ? [] : [...known, ...(found?.files ?? [])])
      const touched = new Set([...differing(overlays, change.overlays), ...files])
      overlays = change.overlays
      isListStale = change.files === null && !isFirst
      const changed = [...touched].filter(take)
      // Settings may be others, too.
      if (isListStale && change.files === null) analysis = found = null
      if (isListStale) {
        relist()
        scanNew()
      }
      for (const file of touched) if (!known.has(file) && isThere(file)) leftOut.add(file)
      if (found === null) {
        const analysed = analyse(changed)
        found = { ...analysed, ...lintAll(analysed) }
        isSaved = isFromCache = false
      } else if (!found.isTimeless) found = { ...found, ...lintAll(found) }
      return graphOf(found, startedAt)
    },
    save() {
      if (cache === undefined || isSaved || found === null || overlays.size > 0) return
      isSaved = true
      cache.save({ list, scans: allScans(), found, textOf: (file) => trees?.parsedText(file) ?? null }, openedAt ?? 0)
    },
  }

  function graphOf({ events, unresolved, taskRuns, tests, cycles, lints, problems, candidates }: Found, startedAt: number): EventGraph {
    return {
      version: 1,
      root,
      events,
      unresolved,
      taskRuns,
      tests,
      cycles,
      lints,
      problems: [...list.problems, ...problems].sort((a, b) => compareSites(a, b) || compareText(a.message, b.message)),
      stats: {
        files: list.files.length,
        candidates,
        ms: Math.round(now() - startedAt),
        ...(isFromCache && { isFromCache }),
      },
    }
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index])
}

/** The files whose unsaved text is another now. */
function differing(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): string[] {
  const gone = [...before.keys()].filter((file) => !now.has(file))
  return [...gone, ...[...now].flatMap(([file, text]) => (before.get(file) === text ? [] : [file]))]
}
