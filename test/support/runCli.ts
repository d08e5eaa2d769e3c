import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { dist, root } from './built'

/** What the command line printed and how it ended. */
export interface CliResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs `ampt-events` as built, from the folder of the sample apps. */
export function runCli(...args: string[]): CliResult {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(dist, 'cli.js'), ...args], {
    cwd: join(root, 'test/workspaces'),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  return { code: status, stdout, stderr }
}
