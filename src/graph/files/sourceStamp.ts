import type * as crypto from 'node:crypto'
import { statSync } from 'node:fs'

/** What tells that a file was written since: its size in bytes, and when it and its entry were changed, in epoch ms. */
type Stamp = readonly [size: number, modifiedMs: number, changedMs: number]

/** What stands for no file: one that appears is another. */
export const noFile: Stamp = [-1, 0, 0]

/** Takes an absolute path. */
export function stampOf(path: string): Stamp {
  try {
    const stats = statSync(path, { throwIfNoEntry: false })
    return stats === undefined ? noFile : [stats.size, stats.mtimeMs, stats.ctimeMs]
  } catch {
    // Such as below a file, or in a folder that nobody may enter.
    return noFile
  }
}

/** Whether a file was written at or after a moment (epoch ms), or may have been: clocks of file systems are coarse. */
export function isFresh([, modifiedMs, changedMs]: Stamp, since: number): boolean {
  return Math.max(modifiedMs, changedMs) >= since - 2000
}

/** The stamps of many files, of each three numbers in a row, or NaN: they are compared in a fraction of the time that text takes. */
export type Stamps = Float64Array

/** `stampAt` gives null where none is to be trusted. */
export function stampsOf(paths: readonly string[], stampAt: (path: string) => Stamp | null): Stamps {
  const stamps = new Float64Array(3 * paths.length).fill(NaN)
  paths.forEach((path, index) => stamps.set(stampAt(path) ?? [], 3 * index))
  return stamps
}

/** Whether a file has the stamp that it had; never where that was not to be trusted. */
export function isStamped(stamps: Stamps, index: number, stamp: Stamp): boolean {
  const at = 3 * index
  return stamps[at] === stamp[0] && stamps[at + 1] === stamp[1] && stamps[at + 2] === stamp[2]
}

/** Null for none. */
export function hashOf(text: string | null): string | null {
  if (text === null) return null
  // Loaded late: where nothing changed nothing is hashed, and it takes as long as a thousand stamps.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { createHash } = require('node:crypto') as typeof crypto
  return createHash('sha1').update(text).digest('base64')
}
