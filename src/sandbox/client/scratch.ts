import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UserError } from '../../model/userError'

const PREFIX = 'ampt-events-run-'
/** What this process made and did not remove yet; null before the first. */
let own: Set<string> | null = null

/** Makes the folder that goes with a child process, with a `tmp` in it. It is gone at the end of this process at the latest; the next one sweeps what was killed. */
export function makeScratch(): string {
  const folder = makeFolder()
  if (own === null) {
    own = new Set()
    process.once('exit', () => own?.forEach(removeScratch))
    sweep()
  }
  own.add(folder)
  return folder
}

function makeFolder(): string {
  try {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`)))
    mkdirSync(join(folder, 'tmp'))
    return folder
  } catch (error) {
    const reason = (error as Error).message
    throw new UserError(
      `No folder for the files of a run could be made: ${reason}. Make room there, or name another with the variable TMPDIR.`,
    )
  }
}

/** Removes a folder that `makeScratch` made. */
export function removeScratch(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  own?.delete(folder)
}

/** Removes the folders of processes that are no more. */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const maker = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1]
    if (maker === undefined || isAlive(Number(maker))) continue
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true })
    } catch {
      // Another user's: theirs to remove.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}
