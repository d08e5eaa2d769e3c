import assert from 'node:assert/strict'
import { handler, publishing, runApp } from '../../../support/runApp'
import { withSilentServer } from '../../../support/withSilentServer'
import { stopOf, within } from './stopOf'

describe('each budget ends a run with its reason, event, handler and line', () => {
  it('hops of one chain', async () => {
    const stop = await stopOf(`await events.publish('a', {})`, { hops: 5 })
    assert.deepEqual([stop.reason, stop.event, stop.site?.line], ['budget-hops', 'a', 4])
    assert.match(stop.message, /published by handler 1 of "a" at index\.ts:3/)
  })

  it('events', async () => {
    const stop = await stopOf(`for (let i = 0; i < 20; i++) await events.publish('b', {})`, { events: 10 })
    assert.deepEqual([stop.reason, stop.event, stop.site?.line], ['budget-events', 'b', 4])
    assert.match(stop.message, /published by handler 1 of "a" at index\.ts:3/)
  })

  for (const [what, registration] of [
    ['runs of tasks', `const again = task('again', async () => {\nawait again.run({})\n})\nevents.on('a', async () => again.run({}))`],
    [
      'changes of data',
      `data.on('*:n', async () => {\nawait data.add('n', 'at', 1)\n})\nevents.on('a', async () => data.add('n', 'at', 1))`,
    ],
  ] as const) {
    it(`hops of one chain: ${what}`, async () => {
      const app = { 'index.ts': `import { events, task } from '@ampt/sdk'; import { data } from '@ampt/data'\n${registration}` }
      const { stopped } = (await runApp(app, publishing('a', within({ hops: 5 })))).end
      assert.deepEqual([stopped?.reason, stopped?.site?.line], ['budget-hops', 2])
      assert.match(stopped!.message, /is event 6 of one chain of publishes, published by handler 1 of .* at index\.ts:2: a cycle/)
    })
  }

  it('attempts', async () => {
    const stop = await stopOf(`throw new Error('no')`, { attempts: 10 })
    assert.deepEqual([stop.reason, stop.event, stop.site?.line], ['budget-attempts', 'a', 3])
    assert.match(stop.message, /handler at index\.ts:3/)
  })

  const wide = { output: 100_000, stuckMs: 20_000 }
  for (const [what, body] of [
    ['logs of one attempt that never ends', `for (;;) console.log('x'.repeat(1000))`],
    ['logs of many attempts', `console.log('x'.repeat(9000), event.attempt); throw new Error('no')`],
    ['bodies', `await events.publish('b', 'x'.repeat(60_000)); throw new Error(String(event.attempt))`],
  ] as const) {
    it(`output: ${what}`, async () => {
      const endless = body.startsWith('for')
      const stop = await stopOf(body, endless ? { ...wide, stuckMs: 1000 } : wide)
      assert.deepEqual([stop.reason, stop.event, stop.site?.line], ['budget-output', 'a', 3])
      assert.match(stop.message, /characters of logs, bodies and effects came up, the last by handler 1 of "a" at index\.ts:3/)
    })
  }

  it('but not output that attempts have in common', async () => {
    const trace = await runApp(handler(`console.log('x'.repeat(9000)); throw new Error('no')`), publishing('a', within(wide)))
    assert.deepEqual([trace.end.stopped, trace.attempts.length], [null, 3361])
  })

  it('wall time, while the app waits for something real', () =>
    withSilentServer(async (port) => {
      const body = `await new Promise((resolve) => net.connect(${port}, '127.0.0.1').on('data', resolve))`
      const scenario = publishing('a', { ...within({ wallMs: 4000 }), allowedHosts: ['127.0.0.1'] })
      const { end } = await runApp(handler(body, `import net from 'node:net'`), scenario)
      assert.deepEqual([end.stopped?.reason, end.stopped?.event, end.stopped?.site?.line], ['budget-wall', 'a', 3])
      assert.match(end.stopped!.message, new RegExp(`: it waits for a reply of 127\\.0\\.0\\.1:${port}\\. `))
      assert.match(end.waiting[0]!.message, new RegExp(`handler 1 at index\\.ts:3 waits for a reply of 127\\.0\\.0\\.1:${port}\\. It has `))
    }))

  it('time without giving up control', async () => {
    const stop = await stopOf(`for (;;) {\n}`, { stuckMs: 300 })
    assert.deepEqual([stop.reason, stop.event], ['stuck', 'a'])
    assert.match(stop.message, /^handler 1 of "a" at index\.ts:3 did not give up control for 0\.3 s \(it was at index\.ts:[45]\)/)
  })

  it('but not the time that a package of many files takes to load', async () => {
    const busy = 'for (const before = process.cpuUsage(); process.cpuUsage(before).user < 300_000;);'
    const app = {
      ...handler('load()', `import load from 'large'`),
      'node_modules/large/index.js': `module.exports = () => ['./a', './b', './c', './d'].forEach((file) => require(file))`,
      ...Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [`node_modules/large/${name}.js`, busy])),
    }
    const { end } = await runApp(app, publishing('a', within({ stuckMs: 600 })))
    assert.equal(end.stopped, null)
  })

  for (const [kind, type] of [
    ['a CommonJS module', 'commonjs'],
    ['an ES module', 'module'],
  ] as const) {
    it(`time without giving up control, of ${kind} of a package that is loaded`, async () => {
      const app = {
        ...handler(`await import('endless')`),
        'node_modules/endless/package.json': JSON.stringify({ main: 'index.js', type }),
        'node_modules/endless/index.js': 'for (;;);',
      }
      const { end, attempts } = await runApp(app, publishing('a', within({ stuckMs: 300 })))
      assert.deepEqual([end.stopped?.reason, attempts.length], ['stuck', 1])
    })
  }

  it('memory, in the heap and outside of it', async () => {
    for (const allocate of [`new Array(1000).fill(0).map(() => ({}))`, `Buffer.alloc(1e6, 1)`]) {
      const body = `const all: unknown[] = []\nfor (;;) {\nall.push(${allocate})\nawait null\n}`
      const stop = await stopOf(body, { heapMb: 80, stuckMs: 20_000 })
      assert.deepEqual([stop.reason, stop.event], ['out-of-memory', 'a'])
      assert.match(stop.message, /^handler 1 of "a" at index\.ts:3 needed more than the 80 MB of memory/)
      assert.ok(stop.site!.line >= 5 && stop.site!.line <= 7, JSON.stringify(stop.site))
    }
  })
})
