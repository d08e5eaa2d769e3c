import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HOUR_MS, MINUTE_MS } from '../../../../src/words/duration'
import type { Trace } from '../../../../src/model/trace'
import { traceDigest } from '../../../../src/report/traceDigest'
import { simulate } from '../../../../src/sandbox/client/simulate'
import { defaultScenario } from '../../../../src/simulator/defaultScenario'
import { dist } from '../../../support/built'

const { start } = defaultScenario

/** Runs an app of one file in which the events named are published at the start. */
async function runApp(text: string, names: readonly string[], untilMs: number | null = null): Promise<Trace> {
  const folder = mkdtempSync(join(tmpdir(), 'ampt-events-app-'))
  try {
    writeFileSync(join(folder, 'index.mjs'), `import { events } from '@ampt/sdk'\n${text}`)
    const steps = names.map((name) => ({ kind: 'publish' as const, atMs: 0, name, body: {} }))
    return await simulate({ folder, entry: null, scenario: { ...defaultScenario, steps, untilMs }, stubs: {}, nodePath: null }, dist)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const logsOf = ({ details }: Trace): string[] => details.flatMap(({ logs }) => logs.map(({ text }) => text))

describe('steps that share a turn of the event loop', () => {
  it('see a rejection that nobody handles at its own instant, with its own attempt', async () => {
    const app = `events.on('a', ({ attempt }) => { void Promise.reject(new Error('floating ' + attempt)); throw new Error('no') })`
    const { late } = await runApp(app, ['a'], HOUR_MS)
    const seen = late.map(({ at, attempt, what }) => [at - start, attempt, 'error' in what && what.error.message])
    assert.deepEqual(
      seen,
      Array.from({ length: 11 }, (_, n) => [n * 6 * MINUTE_MS, n + 1, `floating ${n + 1}`]),
    )
  })

  it('come one after the other, each when all that the one before began has ended', async () => {
    const app = `import { readFile } from 'node:fs/promises'
      events.on('a', async () => {
        for (let hop = 0; hop < 5000; hop++) await null
        await new Promise((resolve) => process.nextTick(resolve))
        await new Promise((resolve) => queueMicrotask(resolve))
        await readFile(new URL(import.meta.url))
        console.log('a ends')
      })
      events.on('b', () => console.log('b'))`
    const trace = await runApp(app, ['a', 'b', 'a', 'b'])
    assert.deepEqual([...trace.attempts.durationMs.subarray(0, 4)], [0, 0, 0, 0])
    assert.deepEqual(logsOf(trace), ['a ends', 'b'])
    assert.deepEqual([...trace.attempts.event.subarray(0, 4)], [0, 1, 2, 3])
  })

  it('run the ticks of a timer before its microtasks, also of one that queued no tick before', async () => {
    const app = `events.on('a', ({ attempt }) => new Promise((resolve, reject) => {
        let fired = 0
        const timer = setInterval(() => {
          void Promise.resolve().then(() => console.log('microtask')).then(() => console.log('next'))
          if (++fired < attempt) return
          clearInterval(timer)
          process.nextTick(() => console.log('tick'))
          setImmediate(() => reject(new Error('no')))
        }, 10)
      }))`
    const { attempts, details } = await runApp(app, ['a'], 11 * MINUTE_MS)
    assert.equal(attempts.length, 2)
    assert.deepEqual(
      details.map(({ logs }) => logs.map(({ text }) => text)),
      [
        ['tick', 'microtask', 'next'],
        ['microtask', 'next', 'tick', 'microtask', 'next'],
      ],
    )
  })

  it('run what waits for a timer by its promise with its microtasks, and ticks behind them', async () => {
    const wait = (how: string): string => `await ${how}
        process.nextTick(() => console.log('tick'))
        void Promise.resolve().then(() => console.log('microtask'))
        await new Promise((resolve) => setImmediate(resolve))`
    const ways = ['new Promise((resolve) => setTimeout(resolve, 10))', 'sleep(10)', 'promisify(setTimeout)(10)']
    const app = `import { setTimeout as sleep } from 'node:timers/promises'
      import { promisify } from 'node:util'
      ${ways.map((way, n) => `events.on('a${n}', async () => { ${wait(way)} })`).join('\n')}`
    const trace = await runApp(app, ['a0', 'a1', 'a2'])
    assert.deepEqual(
      trace.details.map(({ logs }) => logs.map(({ text }) => text)),
      ways.map(() => ['microtask', 'tick']),
    )
  })

  it('see a rejection of a timer behind its ticks and microtasks, which may take it', async () => {
    const app = `events.on('a', async () => {
        await new Promise((resolve) => setTimeout(() => {
          const failed = Promise.reject(new Error('taken late'))
          process.nextTick(() => queueMicrotask(() => failed.catch(() => console.log('taken'))))
          setTimeout(resolve, 1)
        }, 10))
      })`
    const trace = await runApp(app, ['a'])
    assert.deepEqual([trace.late.length, logsOf(trace)], [0, ['taken']])
  })

  it('keep apart what overlaps: a continuation belongs to the attempt that waits, whoever lets it go on', async () => {
    const app = `let release
      events.on('waits', async () => { await new Promise((resolve) => (release = resolve)); console.log('released') })
      events.on('releases', () => { console.log('releases'); release() })`
    const { attempts, details } = await runApp(app, ['waits', 'releases'])
    const logs = [0, 1].map((row) => details[attempts.detail[row]!]!.logs.map(({ text }) => text))
    assert.deepEqual(logs, [['released'], ['releases']])
  })

  it('give equal digests in equal runs, over thousands of attempts of every shape', async () => {
    const app = `const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
      const fail = () => { throw new Error('no ' + Math.floor(Math.random() * 3)) }
      events.on('a', fail)
      events.on('b', async () => { await null; fail() })
      events.on('c', async () => { await sleep(1000 * Math.random()); fail() })
      events.on('d', async ({ attempt }) => { if (attempt % 50 === 0) await import('node:querystring'); fail() })`
    const run = () => runApp(app, ['a', 'b', 'c', 'd'], 3 * 24 * HOUR_MS)
    const first = await run()
    assert.ok(first.attempts.length > 2800)
    assert.equal(traceDigest(await run()), traceDigest(first))
  })
})
