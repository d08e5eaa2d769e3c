import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, watch, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RunReport } from '../../../src/report/reportRun'
import { dist } from '../../support/built'

/** Fails always, many times over, and leaves a sign when it is well under way. */
const app = `import { events } from '@ampt/sdk'
import { writeFileSync } from 'node:fs'
events.on('a', async ({ attempt }) => {
  if (attempt === 50) writeFileSync('started', '')
  throw new Error('no')
})`

describe('ampt-events simulate, interrupted from the keyboard', () => {
  it('prints what ran so far and exits with 130', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ampt-events-app-'))
    try {
      writeFileSync(join(folder, 'index.js'), app)
      const publishes = Array.from({ length: 100 }, () => ['--publish', 'a']).flat()
      // A group of its own, as a terminal gives it: the signal reaches the command and its child alike.
      const cli = spawn(process.execPath, [join(dist, 'cli.js'), 'simulate', folder, ...publishes, '--json'], { detached: true })
      const watcher = watch(folder, (_kind, name) => {
        if (name !== 'started') return
        watcher.close()
        process.kill(-cli.pid!, 'SIGINT')
      })
      let stdout = ''
      cli.stdout.on('data', (piece: Buffer) => (stdout += piece.toString()))
      const code = await new Promise((resolve) => cli.on('close', resolve))
      assert.equal(code, 130)
      const { stopped, summary } = JSON.parse(stdout) as RunReport
      assert.equal(stopped?.reason, 'interrupted')
      assert.ok(summary.attempts >= 4900 && summary.pending === 100, JSON.stringify(summary))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
