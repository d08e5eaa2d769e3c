import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { deserialize, serialize } from 'node:v8'
import type { Found } from './folderAnalysis'
import type { FolderSettings } from './folderIndex'
import type { GraphLists } from './graphDelta'
import type { SourceList } from './files/listSourceFiles'
import { isSameScan, type SourceScan } from './files/scanSource'
import type { Holders } from './files/textSearch'
import { hashOf, isFresh, isStamped, noFile, stampOf, stampsOf, type Stamps } from './files/sourceStamp'

/** What was found in a folder, as plain data. */
export interface Snapshot {
  readonly list: SourceList
  readonly scans: ReadonlyMap<string, SourceScan>
  readonly found: Found
  /** The text of a file that the graph hangs on; null where it was not read. */
  readonly textOf: (file: string) => string | null
}

/** What is known of a folder from the last time; `found` is null where it may not hold any more. */
export interface Restored {
  /** Of all files that are there as they were, or were scanned again. Reads them when it is called. */
  readonly scans: () => ReadonlyMap<string, SourceScan>
  readonly found: Found | null
  /** The lists of `found` as JSON, for the graph. */
  readonly lists: string
}

/** Reads files as they are now, each by its path in the folder. */
export interface Reading {
  readonly scan: (file: string) => SourceScan
  /** Null when it cannot be read. */
  readonly text: (file: string) => string | null
  /** What it holds and is not known to, or the other way round. */
  readonly others: (file: string, holders: Holders) => readonly string[]
}

/** Keeps what was found in a folder on disk, so that the next start need not read what is as it was. */
export interface IndexCache {
  /** Compares what was kept with the files that there are now. */
  restore(list: SourceList, reading: Reading): Restored | null
  /** Takes away what was kept: it is broken. */
  forget(): void
  /** Keeps what was found; `readSince` (epoch ms) is when reading began. */
  save(snapshot: Snapshot, readSince: number): void
}

/** What JSON can hold of what was found, but for `files`, of which `hashes` are, and the lists of the graph. */
type Plain = Omit<Found, 'calls' | 'files' | 'holders' | keyof GraphLists>

/** What is needed only when something changed stays text within the text, and long lists are one text: both read in no time. */
interface Stored {
  readonly version: string
  readonly root: string
  readonly settings: FolderSettings
  /** The files that were listed, a line each, of each kind. */
  readonly listed: string
  /** Stamps of the files that were listed, in order, then those of `others`; none for files that were written while they were read. */
  readonly stamps: Stamps
  readonly others: readonly string[]
  readonly scans: string
  /** Of the files that the graph hangs on. */
  readonly hashes: ReadonlyMap<string, string | null>
  /** As JSON: it is read in half of the time, and the lists are sent as they are. */
  readonly lists: string
  readonly found: string
  readonly holders: Holders
  /** `calls`: seldom asked for, and half of all. */
  readonly calls: Uint8Array
}

/** Folders that were not opened for longer are forgotten. */
const KEPT_MS = 60 * 24 * 60 * 60 * 1000

/** `version` is another for each build: what another build kept is not used. */
export function createIndexCache(cacheFolder: string, version: string, root: string, settings: FolderSettings): IndexCache {
  // Two folders with one name of a file take turns in it: what is kept says of which it is.
  const file = join(cacheFolder, `index-${Buffer.from(root).toString('base64url').slice(-200)}.bin`)

  function load(): Stored | null {
    try {
      const stored = deserialize(readFileSync(file)) as Stored
      return stored.version === version && stored.root === root && isDeepStrictEqual(stored.settings, settings) ? stored : null
    } catch {
      // Nothing was kept yet, or what was kept is broken: then all is read.
      return null
    }
  }

  /** Without the work of `resolve`, which takes as long as the stamp. */
  function absolute(path: string): string {
    return isAbsolute(path) ? path : `${root}/${path}`
  }

  return {
    restore(list, { scan, text, others: othersIn }) {
      const stored = load()
      if (stored === null) return null
      const { hashes, holders, lists, others } = stored
      const found: Found = {
        ...(JSON.parse(lists) as GraphLists),
        ...(JSON.parse(stored.found) as Plain),
        files: new Set(hashes.keys()),
        holders,
        get calls() {
          return deserialize(stored.calls) as Found['calls']
        },
      }
      const scans = (): Map<string, SourceScan> => new Map(JSON.parse(stored.scans) as [string, SourceScan][])
      const paths = [...stored.listed.split('\n'), ...others]
      const changed = paths.filter((path, index) => path !== '' && !isStamped(stored.stamps, index, stampOf(absolute(path))))
      if (changed.length === 0 && listed(list) === stored.listed) return { scans, found, lists }

      const known = scans()
      const sources = new Set([...list.files, ...list.tests])
      let holds = listed(list) === stored.listed
      for (const path of changed) {
        const before = known.get(path)
        known.delete(path)
        const now = sources.has(path) ? scan(path) : undefined
        if (now !== undefined) known.set(path, now)
        holds &&= now !== undefined && isSameScan(before, now) && (!hashes.has(path) || hashes.get(path) === hashOf(text(path)))
        holds &&= othersIn(path, holders).length === 0
      }
      return { scans: () => known, found: holds ? found : null, lists }
    },
    forget: () => rmSync(file, { force: true }),
    save({ list, scans, found, textOf }, readSince) {
      const { calls, files, holders, events, unresolved, taskRuns, tests, cycles, lints, ...plain } = found
      const all = listed(list)
      const inList = new Set(all.split('\n'))
      const others = [...new Set([...files, ...plain.asked])].filter((path) => !inList.has(path))
      const stamps = stampsOf([...all.split('\n'), ...others], (path) => {
        const stamp = stampOf(absolute(path))
        // What was read was there, if it is not any more.
        return isFresh(stamp, readSince) || (stamp === noFile && files.has(path)) ? null : stamp
      })
      const stored: Stored = {
        version,
        root,
        settings,
        listed: all,
        stamps,
        others,
        scans: JSON.stringify([...scans]),
        // Of what was read: the file may have been written since.
        hashes: new Map([...files].map((path) => [path, hashOf(textOf(path))])),
        lists: JSON.stringify({ events, unresolved, taskRuns, tests, cycles, lints } satisfies GraphLists),
        found: JSON.stringify(plain satisfies Plain),
        holders,
        calls: serialize(calls),
      }
      mkdirSync(cacheFolder, { recursive: true })
      // Another window may read it meanwhile.
      writeFileSync(`${file}.${process.pid}`, serialize(stored))
      renameSync(`${file}.${process.pid}`, file)
      forgetOld(cacheFolder, readSince - KEPT_MS)
    },
  }
}

/** All files of a list, a line each; an empty line between the kinds. No path that can be imported has a line break. */
function listed({ files, tests, settings }: SourceList): string {
  return [...files, '', ...tests, '', ...settings].join('\n')
}

function forgetOld(cacheFolder: string, oldest: number): void {
  for (const name of readdirSync(cacheFolder)) {
    const path = join(cacheFolder, name)
    // Another window may have taken it away.
    const stats = statSync(path, { throwIfNoEntry: false })
    if (name.startsWith('index-') && stats !== undefined && stats.mtimeMs < oldest) rmSync(path, { force: true })
  }
}
