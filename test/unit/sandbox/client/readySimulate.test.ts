import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Scenario } from '../../../../src/model/scenario'
import type { Trace } from '../../../../src/model/trace'
import { traceDigest } from '../../../../src/report/traceDigest'
import { createReadySimulate, type ReadySimulate } from '../../../../src/sandbox/client/readySimulate'
import { simulate, type SimulateRequest } from '../../../../src/sandbox/client/simulate'
import { defaultScenario } from '../../../../src/simulator/defaultScenario'
import { dist, root } from '../../../support/built'

const app = (word: string): string => `import { events } from '@ampt/sdk'
import { writeFileSync, existsSync } from 'node:fs'
events.on('a', async () => {
  console.log('${word}', existsSync('left.txt'), new Date(0).getHours(), Math.random(), globalThis.left)
  writeFileSync('left.txt', 'x')
  globalThis.left = true
})
`

describe('simulate, kept ready', () => {
  let folder: string
  let ready: ReadySimulate
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ampt-events-app-'))
    writeFileSync(join(folder, 'index.ts'), app('one'))
    ready = createReadySimulate(dist)
  })
  afterEach(() => {
    ready.dispose()
    rmSync(folder, { recursive: true, force: true })
  })

  const request = (changes: Partial<Scenario> = {}): SimulateRequest => {
    const steps = [{ kind: 'publish', atMs: 0, name: 'a', body: {} }] as const
    return { folder, entry: null, stubs: {}, nodePath: null, scenario: { ...defaultScenario, steps, ...changes } }
  }
  const run = (changes?: Partial<Scenario>): Promise<Trace> => ready.simulate(request(changes))
  const logOf = (trace: Trace): string => trace.details[0]!.logs[0]!.text

  it('runs as a run of its own: nothing of the one before is left', async () => {
    const alone = await simulate(request(), dist)
    const [first, second] = [await run(), await run()]
    assert.match(logOf(alone), /^one false 0 0\.\d+ undefined$/)
    assert.deepEqual([traceDigest(first), traceDigest(second)], [traceDigest(alone), traceDigest(alone)])
  })

  it('runs the code as it is now', async () => {
    await run()
    writeFileSync(join(folder, 'index.ts'), app('two'))
    assert.match(logOf(await run()), /^two /)
  })

  it('says what is wrong while the code does not bundle, and goes on when it does', async () => {
    await run()
    writeFileSync(join(folder, 'index.ts'), 'const =')
    await assert.rejects(run(), /index\.ts:1:/)
    writeFileSync(join(folder, 'index.ts'), app('three'))
    assert.match(logOf(await run()), /^three /)
  })

  it('starts another process for a run that needs another', async () => {
    await run()
    assert.match(logOf(await run({ timeZone: 'Asia/Tokyo' })), /^one false 9 /)
  })

  it('leaves no process and no folder when it is disposed', async () => {
    const usual = process.env.TMPDIR
    const processes = (): number => process.getActiveResourcesInfo().filter((name) => name === 'ProcessWrap').length
    process.env.TMPDIR = join(folder, 'tmp')
    mkdirSync(process.env.TMPDIR)
    try {
      // What the bundler runs stays, for all.
      const before = (await simulate(request(), dist)) && processes()
      for (let i = 0; i < 3; i++) await run()
      assert.ok(processes() > before && readdirSync(process.env.TMPDIR).length > 0, 'nothing was kept ready')
      ready.dispose()
      while (processes() > before || readdirSync(process.env.TMPDIR).length > 0) await setImmediate()
    } finally {
      process.env.TMPDIR = usual ?? ''
      if (usual === undefined) delete process.env.TMPDIR
    }
  })

  it('leaves no folder when its process ends without it being disposed', () => {
    const temporary = join(folder, 'tmp')
    mkdirSync(temporary)
    const program = `const { createReadySimulate } = require(${JSON.stringify(join(root, 'src/sandbox/client/readySimulate'))})
      const { readdirSync } = require('node:fs')
      createReadySimulate(${JSON.stringify(dist)}).simulate(${JSON.stringify(request())}).then(() => {
        process.stdout.write(String(readdirSync(process.env.TMPDIR).filter((name) => name.startsWith('ampt-events-run-')).length))
        process.exit()
      })`
    const env = { ...process.env, TMPDIR: temporary }
    const { stdout } = spawnSync(process.execPath, ['--require', './test/run/typescript.js', '-e', program], {
      env,
      cwd: root,
      encoding: 'utf8',
    })
    const left = readdirSync(temporary).filter((name) => name.startsWith('ampt-events-run-'))
    assert.deepEqual([stdout, left], ['1', []])
  })
})
