import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { deserialize, serialize } from 'node:v8'
import type { Analysed } from './analysis'
import type { FolderSettings } from './folderIndex'
import type { SourceList } from './listSourceFiles'
import { isSameScan, type SourceScan } from './scanSource'
import { hashOf, isFresh, stampOf } from './sourceStamp'

/** What was found in a folder, as plain data. */
export interface Snapshot {
  readonly list: SourceList
  readonly scans: ReadonlyMap<string, SourceScan>
  readonly analysed: Analysed
}

/** What is known of a folder from the last time; `analysed` is null where it may not hold any more. */
export interface Restored {
  readonly scans: ReadonlyMap<string, SourceScan>
  readonly analysed: Analysed | null
}

/** Keeps what was found in a folder on disk, so that the next start need not read what is as it was. */
export interface IndexCache {
  /** Compares what was kept with the files that there are now. `scan` reads one again. */
  restore(list: SourceList, scan: (file: string) => SourceScan): Restored | null
  /** Keeps what was found; `readSince` (epoch ms) is when reading began. */
  save(snapshot: Snapshot, readSince: number): void
}

interface Stored extends Snapshot {
  readonly version: string
  readonly root: string
  readonly settings: FolderSettings
  /** By path; null for files that were written while they were read. */
  readonly stamps: ReadonlyMap<string, string | null>
  /** Of the files that the graph hangs on. */
  readonly hashes: ReadonlyMap<string, string | null>
}

/** Folders that were not opened for longer are forgotten. */
const KEPT_MS = 60 * 24 * 60 * 60 * 1000

/** `version` is another for each build: what another build kept is not used. */
export function createIndexCache(cacheFolder: string, version: string, root: string, settings: FolderSettings): IndexCache {
  const file = join(cacheFolder, `index-${createHash('sha1').update(root).digest('hex')}.bin`)

  function load(): Stored | null {
    try {
      const stored = deserialize(readFileSync(file)) as Stored
      return stored.version === version && stored.root === root && isDeepStrictEqual(stored.settings, settings) ? stored : null
    } catch {
      // Nothing was kept yet, or what was kept is broken: then all is read.
      return null
    }
  }

  return {
    restore(list, scan) {
      const stored = load()
      if (stored === null) return null
      const { stamps, hashes } = stored
      const isSame = (path: string): boolean => {
        const stamp = stamps.get(path) ?? null
        return stamp !== null && stamp === stampOf(resolve(root, path))
      }
      const sources = new Set([...list.files, ...list.tests])
      const scans = new Map<string, SourceScan>()
      let holds = isDeepStrictEqual({ ...stored.list, problems: [] }, { ...list, problems: [] })
      for (const source of sources) {
        const before = stored.scans.get(source)
        if (before !== undefined && isSame(source)) scans.set(source, before)
        else {
          const now = scan(source)
          scans.set(source, now)
          holds &&= isSameScan(before, now) && (!hashes.has(source) || hashes.get(source) === hashOf(resolve(root, source)))
        }
      }
      holds &&= [...stamps.keys()].every((path) => sources.has(path) || isSame(path))
      return { scans, analysed: holds ? stored.analysed : null }
    },
    save(snapshot, readSince) {
      const { list, analysed } = snapshot
      const paths = new Set([...list.files, ...list.tests, ...list.settings, ...analysed.files, ...analysed.configs])
      const stamps = new Map(
        [...paths].map((path) => {
          const stamp = stampOf(resolve(root, path))
          return [path, stamp === null || isFresh(stamp, readSince) ? null : stamp]
        }),
      )
      const hashes = new Map([...analysed.files].map((path) => [path, hashOf(resolve(root, path))]))
      const stored: Stored = { ...snapshot, version, root, settings, stamps, hashes }
      mkdirSync(cacheFolder, { recursive: true })
      // Another window may read it meanwhile.
      const own = `${file}.${process.pid}`
      writeFileSync(own, serialize(stored))
      renameSync(own, file)
      forgetOld(cacheFolder, readSince - KEPT_MS)
    },
  }
}

function forgetOld(cacheFolder: string, oldest: number): void {
  for (const name of readdirSync(cacheFolder)) {
    const path = join(cacheFolder, name)
    if (name.startsWith('index-') && statSync(path).mtimeMs < oldest) rmSync(path, { force: true })
  }
}
