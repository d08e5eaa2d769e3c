import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { dist } from '../../support/built'
import { withApp } from '../../support/runApp'

/** Calls, and then does not give up control. */
const appCalling = (port: number): string => `import { events } from '@ampt/sdk'
events.on('a', async () => {
  await (await fetch('http://127.0.0.1:${port}/')).text()
  for (;;) {}
})`

const cli = join(dist, 'cli.js')

/** The processes that one started. */
function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
}

/** Begins a run in `folder`, kills it with `signal` when its child is about to be stuck, and gives what is left of it in `temporary` when all processes have ended. */
async function killRun(folder: string, signal: NodeJS.Signals): Promise<string[]> {
  let children: number[] = []
  const server = createServer((_request, response) => {
    children = childrenOf(running.pid!)
    response.writeHead(200, { connection: 'close' }).end('x', () => running.kill(signal))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  writeFileSync(join(folder, 'index.js'), appCalling((server.address() as AddressInfo).port))
  const temporary = join(folder, 'temporary')
  const running = spawn(process.execPath, [cli, 'simulate', folder, '--publish', 'a', '--allow-net', '127.0.0.1'], {
    env: { ...process.env, TMPDIR: temporary },
    stdio: 'ignore',
  })
  await new Promise((resolve) => running.on('close', resolve))
  server.close()
  assert.ok(children.length > 0)
  while (children.some((pid) => existsSync(`/proc/${pid}`))) await new Promise((resolve) => setTimeout(resolve, 20))
  return readdirSync(temporary).filter((name) => name.startsWith('ampt-events-run-'))
}

describe('a run that is killed', () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`by ${signal} leaves no process and no folder`, () =>
      withApp({ 'temporary/.keep': '' }, async (folder) => assert.deepEqual(await killRun(folder, signal), [])))
  }

  it('by SIGKILL leaves no process, and a folder that the next run sweeps', () =>
    withApp({ 'temporary/.keep': '' }, async (folder) => {
      assert.equal((await killRun(folder, 'SIGKILL')).length, 1)
      const temporary = join(folder, 'temporary')
      mkdirSync(join(temporary, `ampt-events-run-${process.pid}-other`))
      spawnSync(process.execPath, [cli, 'simulate', folder, '--publish', 'x'], { env: { ...process.env, TMPDIR: temporary } })
      // That of a process that is alive stays.
      assert.deepEqual(readdirSync(temporary), ['.keep', `ampt-events-run-${process.pid}-other`])
    }))
})
