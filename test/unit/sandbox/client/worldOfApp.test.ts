import assert from 'node:assert/strict'
import { defaultScenario } from '../../../../src/simulator/defaultScenario'
import { traceDigest } from '../../../../src/report/traceDigest'
import { handler, logsOf, publishing, runApp } from '../../../support/runApp'

describe('simulate, and the world of the app', () => {
  it('gives virtual time to Date, timers, timers/promises and performance, in every form of import', async () => {
    const body = `const start = Date.now(), tick = performance.now(), hr = process.hrtime.bigint()
      await new Promise((resolve) => setTimeout(resolve, 1000))
      await sleep(1000)
      await timers.setTimeout(1000)
      await required.setTimeout(500)
      const signal = AbortSignal.timeout(500)
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      console.log(new Date(start).toISOString(), Date.now() - start, performance.now() - tick, Number(process.hrtime.bigint() - hr) / 1e6)
      // Libraries take 0 for no time.
      console.log(tick > 0, hr > 0, process.uptime() > 0)`
    const imports = `import { setTimeout as sleep } from 'node:timers/promises'\nimport timers from 'timers/promises'\nconst required = require('timers/promises')`
    const trace = await runApp(handler(body, imports), publishing('a'))
    assert.deepEqual(logsOf(trace), ['2025-01-01T00:00:00.000Z 4000 4000 4000', 'true true true'])
  })

  it('gives the place in the app of a publish that is refused', async () => {
    const trace = await runApp(
      handler(`await Promise.all([1, 2].map(async () => {\nawait events.publish('b', { after: 0 }, {})\n}))`),
      publishing('a', { untilMs: 1000 }),
    )
    assert.equal(trace.details[0]!.handlers[0]!.error?.site?.line, trace.events[1]!.site?.line)
  })

  it('waits for real work without virtual time: files, compression, key derivation, dynamic import', async () => {
    const body = `await readFile('index.ts'); gzipSync('x'); await new Promise((resolve) => gzip('x', resolve))
      await new Promise((resolve) => scrypt('a', 'b', 8, resolve)); await import('node:querystring')
      await crypto.subtle.digest('SHA-256', new Uint8Array(8)); console.log('done', Date.now())`
    const imports = `import { readFile } from 'node:fs/promises'\nimport { gzip, gzipSync } from 'node:zlib'\nimport { scrypt } from 'node:crypto'`
    const trace = await runApp(handler(body, imports), publishing('a'))
    assert.deepEqual(logsOf(trace), [`done ${defaultScenario.start}`])
  })

  it('draws chance from the seed, by every way there is', async () => {
    const body = `console.log(Math.random(), randomUUID(), randomBytes(4).toString('hex'), randomInt(1000), crypto.randomUUID(), [...crypto.getRandomValues(new Uint8Array(4))])`
    const files = handler(body, `import { randomUUID, randomBytes, randomInt } from 'node:crypto'`)
    const [one, again, other] = await Promise.all([
      runApp(files, publishing('a')),
      runApp(files, publishing('a')),
      runApp(files, publishing('a', { seed: 2 })),
    ])
    assert.deepEqual(logsOf(one), logsOf(again))
    assert.notDeepEqual(logsOf(one), logsOf(other))
    assert.equal(traceDigest(one), traceDigest(again))
  })

  it('runs an app of CommonJS and ES modules, path aliases, __dirname and top-level await', async () => {
    const files = {
      'package.json': '{ "main": "main.cjs" }',
      'tsconfig.json': '{ "compilerOptions": { "paths": { "@lib/*": ["./*"] } } }',
      'main.cjs': `const { events } = require('@ampt/sdk')\nconst ampt = require('@ampt/sdk')\nconst path = require('path')
        const { word } = require('./word')\nampt.events.on('a', () => console.log(word, path.basename(__filename)))\nimport('./late.mjs')`,
      'word.ts': `import { letters } from '@lib/letters.js'\nexport const word = letters.join('')`,
      'letters.ts': `export const letters: string[] = ['o', 'k']`,
      'late.mjs': `import { events } from '@ampt/sdk'\nawait null\nevents.on('a', () => console.log(import.meta.url.split('/').at(-1)))`,
    }
    assert.deepEqual(logsOf(await runApp(files, publishing('a'))), ['ok main.cjs', 'late.mjs'])
  })

  for (const [when, wait] of [
    ['', ''],
    [', behind timers of one instant, too', 'await new Promise((resolve) => setTimeout(resolve, 100))\n'],
  ] as const) {
    it(`shows a lost update between two attempts that overlap${when}`, async () => {
      const body = `${wait}const { n } = (await data.get<{ n: number }>('counter:1')) ?? { n: 0 }\nawait data.set('counter:1', { n: n + 1 })`
      const trace = await runApp(handler(body, `import { data } from '@ampt/data'`), publishing('a', { duplicates: 1 }))
      assert.deepEqual(trace.end.data, { 'counter:1': { n: 1 } })
    })
  }

  it('gives the child none of our environment but what Node needs', async () => {
    process.env['SECRET_OF_THE_EDITOR'] = 'x'
    const trace = await runApp(
      handler('console.log(Object.keys(process.env).filter((name) => name.includes("SECRET")).length)'),
      publishing('a'),
    )
    assert.deepEqual(logsOf(trace), ['0'])
  })

  it('gives the child what it is allowed of the environment', async () => {
    const body = `console.log(process.env.DATABASE_URL, Object.keys(process.env).length - 1)`
    const [plain] = logsOf(await runApp(handler('console.log(Object.keys(process.env).length)'), publishing('a')))
    assert.deepEqual(logsOf(await runApp(handler(body), publishing('a', { env: { DATABASE_URL: 'x' } }))), [`x ${plain}`])
  })
})
