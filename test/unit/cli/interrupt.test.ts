import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RunReport } from '../../../src/report/reportRun'
import { dist } from '../../support/built'

/** Fails always, many times over, and calls when it is well under way. */
const appCalling = (port: number): string => `import { events } from '@ampt/sdk'
let hasCalled = false
events.on('a', async ({ attempt }) => {
  if (attempt < 50 || hasCalled) throw new Error('no')
  hasCalled = true
  await (await fetch('http://127.0.0.1:${port}/')).text()
})`

interface Interrupted {
  readonly code: number | null
  readonly stdout: string
  /** What the command left in the folder of temporary files. */
  readonly left: readonly string[]
}

/** Runs the app, and sends the signal at its call of that number: each run makes one. */
async function interrupt(signal: NodeJS.Signals, callNumber: number, ...options: string[]): Promise<Interrupted> {
  const folder = mkdtempSync(join(tmpdir(), 'ampt-events-app-'))
  const temporary = join(folder, 'tmp')
  mkdirSync(temporary)
  let calls = 0
  const server = createServer((_request, response) => {
    if (++calls === callNumber) process.kill(-cli.pid!, signal)
    response.writeHead(200, { connection: 'close' }).end()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  writeFileSync(join(folder, 'index.js'), appCalling((server.address() as AddressInfo).port))
  const publishes = Array.from({ length: 100 }, () => ['--publish', 'a']).flat()
  const args = ['simulate', folder, ...publishes, '--allow-net', '127.0.0.1', ...options]
  // A group of its own, as a terminal gives it: the signal reaches the command and its child alike.
  const env = { ...process.env, TMPDIR: temporary }
  const cli = spawn(process.execPath, [join(dist, 'cli.js'), ...args], { detached: true, env })
  try {
    let stdout = ''
    cli.stdout.on('data', (piece: Buffer) => (stdout += piece.toString()))
    const code = await new Promise<number | null>((resolve) => cli.on('close', resolve))
    return { code, stdout, left: readdirSync(temporary) }
  } finally {
    server.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

describe('ampt-events simulate, interrupted', () => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    it(`by ${signal}, prints what ran so far, leaves no folder, and exits with 130`, async () => {
      const { code, stdout, left } = await interrupt(signal, 1, '--json')
      assert.equal(code, 130)
      const { stopped, summary } = JSON.parse(stdout) as RunReport
      assert.equal(stopped?.reason, 'interrupted')
      assert.ok(summary.attempts >= 4900 && summary.pending === 99, JSON.stringify(summary))
      assert.deepEqual(left, [])
    })
  }

  it('in the repetition of --twice, finds no difference in what was cut, and exits with 130', async () => {
    const { code, stdout } = await interrupt('SIGINT', 2, '--twice')
    assert.match(stdout, /^The run was repeated, and not compared, since the repetition was cut: The run was interrupted\.$/m)
    assert.doesNotMatch(stdout, /differ/)
    assert.equal(code, 130)
  })
})
