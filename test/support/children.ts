import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'

/** The processes that this one started for apps and that are alive. */
export function children(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const [, , parent] = readFileSync(`/proc/${pid}/stat`, 'utf8')
          .replace(/\(.*\)/, '')
          .split(/\s+/)
        return Number(parent) === process.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('child.js')
      } catch (error) {
        // It ended while it was looked at.
        assert.match((error as NodeJS.ErrnoException).code ?? '', /ENOENT|ESRCH/)
        return false
      }
    })
}
