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

/** The text of a file (absolute) as the index reads it; null when it cannot be read. */
export function textAt(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').replace(/^\ufeff/, '')
  } catch {
    return null
  }
}

/** Null for none. */
export function hashOf(text: string | null): string | null {
  if (text === null) return null
  // Loaded late: where nothing changed nothing is hashed, and it takes as long as a thousand stamps.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { createHash } = require('node:crypto') as typeof crypto
  return createHash('sha1').update(text).digest('base64')
}
