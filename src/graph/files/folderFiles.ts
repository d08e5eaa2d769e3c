import { existsSync, statSync } from 'node:fs'
import type { FileProblem } from '../../model/graph'
import { UserError } from '../../model/userError'
import { isSameList } from '../../model/isSameList'
import { listSourceFiles, type Exclusion, type SourceList } from './listSourceFiles'
import type { ScanApart } from './scanApart'
import { scanFile, type SourceScan } from './scanSource'
import type { SourceReader } from './sourceReader'
import { createTextSearch, type TextSearch } from './textSearch'

/** The files of a folder, and what a scan of each tells. */
export interface FolderFiles {
  /** As of the last listing. */
  readonly list: SourceList
  /** Whether a file was listed as one of the app, or of its tests. */
  has(file: string): boolean
  isTest(file: string): boolean
  readonly search: TextSearch
  all(): Iterable<string>
  /** Whether there is a file, on disk or unsaved. */
  isThere(file: string): boolean
  /** Lists anew. True when there are others than before. Throws `UserError` when there is no such folder. */
  relist(): boolean
  /** Takes what is known of files from elsewhere; it is called when somebody asks for the first time. */
  know(scans: () => ReadonlyMap<string, SourceScan>): void
  scans(): ReadonlyMap<string, SourceScan>
  scan(file: string): SourceScan
  /** Scans a file again. */
  rescan(file: string): { readonly before: SourceScan | undefined; readonly scan: SourceScan }
  /** Scans those that were not scanned yet, and forgets those that are gone. */
  scanNew(): void
  /** The same in another thread, where they are many. Gives null where they are few; else `take` is called for each. */
  scanAhead(scanApart: ScanApart, take: (file: string, scan: SourceScan) => void): Promise<void> | null
  /** What is wrong with files that were not read, as of the last `scanNew`. */
  readonly problems: readonly FileProblem[]
}

/** Fewer are read in less time than a thread takes to start. */
const FILES_FOR_A_THREAD = 1000

/** `overlays` gives all unsaved text, by path relative to the folder. */
export function createFolderFiles(
  root: string,
  exclude: readonly Exclusion[] | undefined,
  reader: SourceReader,
  overlays: () => ReadonlyMap<string, string>,
): FolderFiles {
  let list: SourceList = { files: [], tests: [], settings: [], problems: [], links: [] }
  let known = new Set<string>()
  let tests = new Set<string>()
  let scans = new Map<string, SourceScan>()
  let kept: (() => ReadonlyMap<string, SourceScan>) | null = null
  let problems: readonly FileProblem[] = []
  const search = createTextSearch(reader, () => known)

  function allScans(): Map<string, SourceScan> {
    if (kept !== null) [scans, kept] = [new Map(kept()), null]
    return scans
  }

  function scan(file: string): SourceScan {
    return scanFile(reader, file)
  }

  function isOnDisk(file: string): boolean {
    return existsSync(`${root}/${file}`)
  }

  return {
    get list() {
      return list
    },
    get problems() {
      return problems
    },
    has: (file) => known.has(file),
    isTest: (file) => tests.has(file),
    search,
    all: () => known,
    isThere: (file) => overlays().has(file) || isOnDisk(file),
    relist() {
      if (!isFolder(root)) throw new UserError(`There is no folder ${root}. Name the folder of your Ampt app.`)
      const before = list
      list = listSourceFiles(
        root,
        exclude,
        [...overlays().keys()].filter((file) => !isOnDisk(file)),
      )
      if (isSameList(before.files, list.files) && isSameList(before.tests, list.tests)) return false
      tests = new Set(list.tests)
      known = new Set([...list.files, ...list.tests])
      search.know(new Map())
      return true
    },
    know(scans) {
      kept = scans
    },
    scans: allScans,
    scan,
    rescan(file) {
      const before = allScans().get(file)
      const now = scan(file)
      scans.set(file, now)
      return { before, scan: now }
    },
    scanNew() {
      const all = allScans()
      for (const file of known) if (!all.has(file)) all.set(file, scan(file))
      for (const file of all.keys()) if (!known.has(file)) all.delete(file)
      problems = [...all.values()].flatMap(({ problem }) => problem ?? [])
    },
    scanAhead(scanApart, take) {
      const all = allScans()
      const files = [...known].filter((file) => !all.has(file))
      if (files.length < FILES_FOR_A_THREAD) return null
      return scanApart({ root, files }, (file, scan) => {
        all.set(file, scan)
        take(file, scan)
      })
    },
  }
}

export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}
