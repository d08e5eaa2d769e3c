import { resolve } from 'node:path'
import type { EventGraph } from '../model/graph'
import type * as analyser from './analyser'
import { createFolderAnalysis, type Found } from './folderAnalysis'
import { createFolderFiles, isFolder } from './files/folderFiles'
import type { IndexCache } from './indexCache'
import { isSettings, isSource, type Exclusion } from './files/listSourceFiles'
import type { ScanApart } from './files/scanApart'
import { isCandidate, isSameScan } from './files/scanSource'
import { compareSites, compareText } from './syntax/siteOf'
import { createSourceReader } from './files/sourceReader'
import { othersIn } from './files/textSearch'

/** What may be another than it was. */
export interface Change {
  /** All unsaved text, by path relative to the folder, with `/`: it stands before what is on disk. */
  readonly overlays: ReadonlyMap<string, string>
  /** Files that were written, made or deleted, likewise, and folders that were deleted; null when any may have been. */
  readonly files: readonly string[] | null
}

/** What a folder's index goes by. */
export interface FolderSettings {
  readonly exclude?: readonly Exclusion[]
  /** Modules that stand for `@ampt/sdk`: those of a company's own packages that hand it on. */
  readonly sdkModules?: readonly string[]
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
  /** Scans files in another thread. */
  readonly scanApart?: ScanApart
}

/** The event graph of a folder, kept from one reading to the next. */
export interface FolderIndex {
  /** Does the larger part of the first reading in two threads, where that is sooner. */
  readAhead(): Promise<void>
  /** Reads what changed since the reading before; the first reads all. Throws `UserError` when there is no such folder. */
  read(change: Change): EventGraph
  /** The lists of the graph that was read last, as JSON; null where they are not as they were kept. */
  keptLists(): string | null
  /** Keeps on disk what was found, unless it is there already or hangs on text that is not saved. Throws when it cannot be written. */
  save(): void
}

/**
 * Reads the events of a workspace folder into a graph, in the calling thread. An edit reads one file again, and what hangs on it; files
 * that come or go, and settings, read no file again but work everything out anew. Files that cannot be read are `problems` of the graph.
 */
export function createFolderIndex(
  folder: string,
  {
    exclude,
    sdkModules = [],
    now = () => 0,
    today,
    cache,
    scanApart,
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- it is loaded late
    loadAnalyser = () => require('./analyser') as typeof analyser,
  }: IndexSettings = {},
): FolderIndex {
  const root = resolve(folder)
  const reader = createSourceReader(root, (file) => overlays.get(file))
  const files = createFolderFiles(root, exclude, reader, () => overlays)
  const analysis = createFolderAnalysis(root, reader, files, loadAnalyser, sdkModules, today)
  /** Files that are there and do not belong to the app. */
  const leftOut = new Set<string>()
  let overlays: ReadonlyMap<string, string> = new Map()
  /** What was found, by this index or in the cache; null when it is to be worked out. */
  let found: Found | null = null
  let isSaved = true
  /** The lists of `found` as JSON, where that is from the cache. */
  let keptLists: string | null = null
  let isListStale = true
  let openedAt: number | null = null
  let isRead = false

  /** Lists the files, and takes from the cache what holds. */
  function open(): void {
    openedAt = today?.() ?? 0
    files.relist()
    const restored =
      cache?.restore(files.list, {
        scan: (file) => files.scan(file),
        text: (file) => reader.text(file),
        others: (file, holders) => othersIn(reader, file, holders),
      }) ?? null
    if (restored !== null) files.know(restored.scans)
    found = restored?.found ?? null
    if (found !== null) files.search.know(found.holders)
    keptLists = found === null ? null : restored!.lists
    isSaved = found !== null
  }

  function startAnew(): void {
    analysis.reset()
    found = null
  }

  /** Lists the files anew. Where they are others, all is worked out anew. */
  function relist(): void {
    const before = [...files.all()]
    leftOut.clear()
    if (files.relist()) {
      startAnew()
      for (const file of before) if (!files.has(file)) analysis.drop(file)
    }
    files.scanNew()
  }

  /** Reads a file again. False when it is as it was, as far as anybody asked. */
  function rescan(file: string): boolean {
    const text = analysis.parsedText(file)
    if (text !== null && text === reader.text(file)) return false
    const { before, scan } = files.rescan(file)
    const held = files.search.lookAgain(file)
    if (!isAsked(file) && isSameScan(before, scan) && held.length === 0) return false
    analysis.drop(file)
    // Where it is a candidate now, or no longer, the order of all changes.
    if (
      before === undefined ||
      isCandidate(before, sdkModules) !== isCandidate(scan, sdkModules) ||
      (before.problem ?? scan.problem) !== null
    )
      analysis.reset()
    // Who imports a file is asked of the app, not of its tests.
    if (!files.isTest(file)) analysis.set(file, scan, held)
    found = null
    return true
  }

  /** Whether something hangs on what the file says. */
  function isAsked(file: string): boolean {
    return analysis.has(file) || (analysis.hangsOn(file) === null && found?.files.has(file) === true)
  }

  /** Takes in that a file may be another, gone, or new. True when it changed and the same files are there. */
  function take(file: string): boolean {
    if (files.has(file)) {
      if (files.isThere(file)) return rescan(file)
      isListStale = true
    } else if (isSettings(file)) {
      if (!analysis.has(file) && analysis.hangsOn(file) === false && !file.endsWith('.gitignore')) return false
      analysis.drop(file)
      startAnew()
      isListStale = true
    } else if (isAsked(file) || analysis.hangsOn(file) === true) {
      // Imports lead to what is left out, too.
      analysis.drop(file)
      startAnew()
    } else if (!files.isThere(file)) {
      // Of a folder that is gone, editors tell the folder alone.
      for (const one of files.all()) isListStale ||= one.startsWith(`${file}/`)
    } else if (!leftOut.has(file) && (isSource(file) || isFolder(`${root}/${file}`))) isListStale = true
    return false
  }

  function graphOf({ events, unresolved, taskRuns, tests, cycles, lints, problems, candidates }: Found, startedAt: number): EventGraph {
    const { list } = files
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
        ...(keptLists !== null && { isFromCache: true }),
        ...(list.links.length > 0 && { links: list.links }),
      },
    }
  }

  return {
    async readAhead() {
      if (openedAt !== null || scanApart === undefined) return
      open()
      if (found !== null) return
      const scanning = files.scanAhead(scanApart, (file, scan) => {
        if (isCandidate(scan, sdkModules)) analysis.parse(file)
      })
      // While the other thread starts.
      if (scanning !== null) analysis.load()
      await scanning
    },
    read(change) {
      const startedAt = now()
      const isFirst = !isRead
      isRead = true
      if (openedAt === null) open()
      const told = change.files ?? (isFirst ? [] : [...files.all(), ...(found?.files ?? [])])
      const touched = new Set([...differing(overlays, change.overlays), ...told])
      overlays = change.overlays
      isListStale = change.files === null && !isFirst
      const changed = [...touched].filter(take)
      // Settings may be others, too.
      if (isListStale && change.files === null) startAnew()
      if (isListStale) relist()
      for (const file of touched) if (!files.has(file) && files.isThere(file)) leftOut.add(file)
      if (found === null) {
        found = analysis.run(changed)
        isSaved = false
        keptLists = null
      } else if (!found.isTimeless) found = analysis.relint(found)
      return graphOf(found, startedAt)
    },
    keptLists: () => (found?.isTimeless === true ? keptLists : null),
    save() {
      if (cache === undefined || isSaved || found === null || overlays.size > 0) return
      isSaved = true
      cache.save({ list: files.list, scans: files.scans(), found, textOf: (file) => analysis.parsedText(file) }, openedAt ?? 0)
    },
  }
}

/** The files whose unsaved text is another now. */
function differing(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): string[] {
  const gone = [...before.keys()].filter((file) => !now.has(file))
  return [...gone, ...[...now].flatMap(([file, text]) => (before.get(file) === text ? [] : [file]))]
}
