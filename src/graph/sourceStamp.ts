import type * as crypto from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'

/** What tells that a file was written since: its size and times; null when there is none. Takes an absolute path. */
export function stampOf(path: string): string | null {
  const stats = statSync(path, { throwIfNoEntry: false })
  return stats === undefined ? null : `${stats.size} ${stats.mtimeMs} ${stats.ctimeMs}`
}

/** Whether a file was written at or after a moment (epoch ms), or may have been: clocks of file systems are coarse. */
export function isFresh(stamp: string, since: number): boolean {
  const [, modified, changed] = stamp.split(' ').map(Number)
  return Math.max(modified!, changed!) >= since - 2000
}

/** The hash of a file's content; null when it cannot be read. */
export function hashOf(path: string): string | null {
  try {
    // Loaded late: where nothing changed nothing is hashed, and it takes as long as a thousand stamps.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { createHash } = require('node:crypto') as typeof crypto
    return createHash('sha1').update(readFileSync(path)).digest('base64')
  } catch {
    return null
  }
}
