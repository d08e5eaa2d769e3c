import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Scenario } from '../../../../src/model/scenario'
import type { Trace } from '../../../../src/model/trace'
import { UserError } from '../../../../src/model/userError'
import { defaultScenario } from '../../../../src/simulator/defaultScenario'
import { traceDigest } from '../../../../src/report/traceDigest'
import { reportRun } from '../../../../src/report/reportRun'
import { workspace } from '../../../support/built'
import { handler, installed, logsOf, publishing, run, runApp, withApp } from '../../../support/runApp'

const hostile = (name: string, changes: Partial<Scenario> = {}): Promise<Trace> => run(workspace('bad/hostile'), publishing(name, changes))

describe('simulate, with an app that misbehaves', () => {
  for (const [name, line] of [
    ['endless.loop', 5],
    ['endless.microtasks', 11],
  ] as const) {
    it(`ends at ${name} and names its line`, async () => {
      const trace = await hostile(name, { budgets: { ...defaultScenario.budgets, stuckMs: 500 } })
      assert.equal(trace.end.stopped?.reason, 'stuck')
      assert.equal(trace.end.stopped.event, name)
      assert.ok(Math.abs(trace.end.stopped.site!.line - line) <= 1, JSON.stringify(trace.end.stopped.site))
      assert.equal(trace.details[0]!.handlers[0]!.outcome, 'stuck')
    })
  }

  it('ends an event storm with the budget that it exceeds', async () => {
    const { end } = await hostile('storm')
    assert.equal(end.stopped?.reason, 'budget-hops')
    assert.equal(end.stopped.event, 'storm')
    assert.equal(end.stopped.site?.file, 'index.ts')
  })

  it('fails the attempt that calls process.exit, with the place, and goes on', async () => {
    const trace = await hostile('exits')
    const [first] = trace.details
    assert.equal(first!.handlers[0]!.outcome, 'exited')
    assert.equal(first!.handlers[0]!.error?.site?.line, 19)
    assert.equal(trace.attempts.length, 3361)
  })

  it('records a rejection that nobody handles as after the fact when the attempt is over', async () => {
    const trace = await hostile('floats')
    assert.equal(trace.events[0]!.state, 'handled')
    assert.deepEqual(
      trace.late.map(({ what }) => 'error' in what && what.error.message),
      ['nobody waits for me'],
    )
  })

  it('fails the attempt whose timer throws', async () => {
    const trace = await hostile('throws.in.timer')
    assert.equal(trace.details[0]!.handlers[0]!.error?.message, 'thrown in a timer')
    assert.equal(trace.details[0]!.handlers[0]!.outcome, 'threw')
    assert.deepEqual(trace.end.notes, [
      'An error that nobody caught is assumed to fail its attempt alone; it may end the instance, with all that runs in it.',
    ])
  })

  it('times out a handler that never settles', async () => {
    const trace = await hostile('never.settles')
    assert.equal(trace.details[0]!.handlers[0]!.outcome, 'timeout')
    assert.equal(trace.attempts.durationMs[0], 5000)
  })

  it('survives a handler that rejects with null', async () => {
    assert.equal((await hostile('rejects.null')).events[0]!.state, 'dropped')
  })

  it('keeps what ran before an interruption', async () => {
    const interrupt = new AbortController()
    const scenario = publishing('a', { budgets: { ...defaultScenario.budgets, hops: Infinity, events: Infinity } })
    const trace = await runApp(
      { 'index.ts': `import { events } from '@ampt/sdk'\nevents.on('a', () => events.publish('a', { after: '1 minute' }, {}))` },
      scenario,
      { signal: interrupt.signal, onProgress: ({ attempts }) => attempts > 10 && interrupt.abort() },
    )
    assert.equal(trace.end.stopped?.reason, 'interrupted')
    assert.ok(trace.attempts.length > 10)
  })

  for (const [call, told] of [
    [`process.kill(process.pid, 'SIGKILL')`, 'process.kill(process.pid, "SIGKILL")'],
    ['process.kill(process.pid, 9)', 'process.kill(process.pid, 9)'],
    ['process.kill(process.pid)', 'process.kill(process.pid, "SIGTERM")'],
    ['process.abort()', 'process.abort()'],
  ] as const) {
    it(`takes a kill of its own process for an exit, and names it: ${call}`, async () => {
      const trace = await runApp(handler(call), publishing('a', { untilMs: 0 }))
      const { outcome, error } = trace.details[0]!.handlers[0]!
      assert.deepEqual([outcome, error?.name, error?.message], ['exited', 'ProcessExit', `${told} was called`])
    })
  }

  it('ends when the app takes more memory than the run may, and says so', async () => {
    const body = `const all: unknown[] = []; for (;;) all.push(new Array(10_000).fill(all.length).map(String))`
    const trace = await runApp(handler(body), publishing('a', { budgets: { ...defaultScenario.budgets, heapMb: 60, stuckMs: 60_000 } }))
    assert.equal(trace.end.stopped?.reason, 'out-of-memory')
  })
})

describe('simulate, and the network', () => {
  it('denies fetch, names it with its place, and stops a chain that fails only through it', async () => {
    const trace = await hostile('reaches.out')
    assert.equal(trace.events[0]!.state, 'unknown')
    assert.equal(trace.attempts.length, 1)
    assert.deepEqual(
      trace.end.notSimulated.map(({ target, denied, site }) => [target, denied, site?.line]),
      [['https://mail.example.com/send', true, 41]],
    )
  })

  it('lets nothing through to a server on this machine, by any of the ways out', async () => {
    const seen: string[] = []
    const server = createServer((request, response) => {
      seen.push(request.url ?? '')
      response.end('{}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    try {
      const url = `http://127.0.0.1:${port}`
      const ways = [
        `await fetch('${url}/fetch')`,
        `await new Promise((ok, no) => http.get('${url}/http', ok).on('error', no))`,
        `await new Promise((ok, no) => net.connect(${port}, '127.0.0.1').on('connect', ok).on('error', no))`,
        `await new Promise((ok, no) => new net.Socket().connect(${port}, '127.0.0.1').on('connect', ok).on('error', no))`,
        `await new Promise((ok, no) => http2.connect('${url}').on('connect', ok).on('error', no))`,
        `await dns.promises.lookup('example.com')`,
        `dgram.createSocket('udp4').send('x', ${port}, '127.0.0.1')`,
        `childProcess.execSync('curl ${url}/curl')`,
        `new workers.Worker('', { eval: true })`,
      ]
      const imports = `import http from 'node:http'\nimport http2 from 'node:http2'\nimport net from 'node:net'\nimport dns from 'node:dns'\nimport dgram from 'node:dgram'
import * as childProcess from 'node:child_process'\nimport * as workers from 'node:worker_threads'`
      const body = ways
        .map((way, index) => `try { ${way}\nconsole.log('way ${index} is open') } catch (error) { console.log((error as any).name) }`)
        .join('\n')
      const trace = await runApp(handler(body, imports), publishing('a'))
      assert.deepEqual(
        logsOf(trace),
        ways.map((way) => (/childProcess|workers/.test(way) ? 'ProcessDenied' : 'NetworkDenied')),
      )
      assert.deepEqual(seen, [])
      assert.ok(trace.end.notSimulated.every(({ denied }) => denied))
    } finally {
      await new Promise((resolve) => server.close(resolve))
    }
  })

  it('lets an allowed host through, waits for it without virtual time, and says so', async () => {
    const server = createServer((_request, response) => void setTimeout(() => response.end('{"x":1}'), 20))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    try {
      const body = `const reply = await fetch('http://127.0.0.1:${port}/'); console.log(await reply.text())`
      const trace = await runApp(handler(body), publishing('a', { allowedHosts: ['127.0.0.1'] }))
      assert.deepEqual(logsOf(trace), ['{"x":1}'])
      assert.equal(trace.attempts.durationMs[0], 0)
      assert.deepEqual(
        trace.end.notSimulated.map(({ denied }) => denied),
        [false],
      )
    } finally {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  })

  it('waits no longer than for the reply where an allowed host keeps its connection', async () => {
    const server = createServer((_request, response) => void response.end('ok'))
    server.keepAliveTimeout = 75_000
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    try {
      const steps = [0, 1, 2, 3].map((atMs) => ({ kind: 'publish', atMs, name: 'a', body: {} }) as const)
      // Each in vain would take 1.2 s.
      const budgets = { ...defaultScenario.budgets, wallMs: 4000 }
      const body = `await (await fetch('http://127.0.0.1:${port}/')).text()`
      const trace = await runApp(handler(body), publishing('a', { steps, allowedHosts: ['127.0.0.1'], budgets }))
      assert.equal(trace.end.stopped, null)
    } finally {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  })

  it('replies by rule, and with {} where the network is stubbed, to fetch and to node:http', async () => {
    const body = `const text = await (await fetch('https://mail.example.com/send')).text()
      const other = await new Promise<string>((resolve, reject) => https.get('https://else.example.com/', (reply) => {
        let all = ''; reply.on('data', (piece) => (all += piece)); reply.on('end', () => resolve(all)) }).on('error', reject))
      console.log(text, other)`
    const fetchRules = [{ match: 'https://mail.example.com/*', reply: { json: { sent: true } } }]
    const trace = await runApp(handler(body, `import https from 'node:https'`), publishing('a', { network: 'stub', fetchRules }))
    assert.deepEqual(logsOf(trace), ['{"sent":true} {}'])
  })
})

describe('simulate, and what real apps do', () => {
  it('retries a handler that swallows a denied call and then fails by itself, and says that it had one', async () => {
    const trace = await runApp(
      handler(`try { await fetch('https://metrics.example.com') } catch {}\nthrow new TypeError('my own bug')`),
      publishing('a'),
    )
    const [event] = trace.events
    assert.deepEqual([event!.state, trace.attempts.length], ['dropped', 3361])
    assert.equal(event!.notes.length, 1)
    assert.match(
      event!.notes[0]!,
      /fetch to https:\/\/metrics\.example\.com\/ was denied in an attempt that failed with an error of its own/,
    )
  })

  it('tells once what loading left behind that is denied again and again, and that a failure may follow from it', async () => {
    const before = `setInterval(() => { console.log('connects'); fetch('https://redis.test').catch(() => undefined) }, 1000)`
    const budgets = { ...defaultScenario.budgets, output: 10_000 }
    const { calls, events, end } = await runApp(handler(`throw new Error('own')`, before), publishing('a', { untilMs: 3_600_000, budgets }))
    assert.equal(end.stopped, null)
    assert.deepEqual(calls[0]!.logs, [{ level: 'log', text: 'connects', times: 3600 }])
    assert.deepEqual(
      calls[0]!.effects.map(({ kind, denied, times }) => [kind, denied, times]),
      [['fetch', true, 3600]],
    )
    assert.match(
      events[0]!.notes[0]!,
      /fetch to https:\/\/redis\.test\/ was denied outside of attempts, of which one failed: the failure may follow/,
    )
  })

  it('takes a wrapped refusal of the network for one', async () => {
    for (const wrapped of [
      `new Error('mail failed', { cause: error })`,
      `Object.assign(new Error('mail failed'), { detail: error })`,
      `new AggregateError([error, error])`,
    ]) {
      const body = `try { await fetch('https://mail.example.com') } catch (error) { throw ${wrapped} }`
      assert.equal((await runApp(handler(body), publishing('a'))).events[0]!.state, 'unknown', wrapped)
    }
  })

  it('names a variable that the platform sets, where the app asks for it in vain', async () => {
    const note = async (env: Scenario['env']): Promise<readonly string[]> =>
      (await runApp(handler('process.env.AWS_REGION'), publishing('a', { env }))).end.notes
    assert.deepEqual(await note({}), [
      'The app asks its environment for AWS_REGION, which the platform sets and a run does not: give it with --env AWS_REGION=VALUE.',
    ])
    assert.deepEqual(await note({ AWS_REGION: 'eu-west-1' }), [])
  })

  it('tells what an error follows from, a circle once, and takes its place where it has none of its own', async () => {
    const errorOf = async (body: string) => (await runApp(handler(body), publishing('a', { untilMs: 0 }))).details[0]!.handlers[0]!.error!
    const wrapped = await errorOf(`const error: any = new Error('disk', { cause: new TypeError('full') })
      error.cause.cause = error
      throw new Error('save', { cause: error })`)
    assert.deepEqual([wrapped.causes, wrapped.site?.line], [['Error: disk (index.ts:4:20)', 'TypeError: full (index.ts:4:47)'], 6])
    assert.match(wrapped.stack, /^Error: save\n.*index\.ts:6.*\nCaused by Error: disk\n.*\nCaused by TypeError: full\n/s)
    const any = await errorOf(`await Promise.any([1, 2].map((n) => Promise.reject(new Error('no ' + n))))`)
    assert.deepEqual([any.causes, any.site?.line], [['Error: no 1 (index.ts:4:52)', 'Error: no 2 (index.ts:4:52)'], 4])
  })

  it('fails the attempt that throws what cannot be read', async () => {
    for (const thrown of [
      `Object.defineProperty(new Error('no'), 'cause', { get() { throw new Error('yes') } })`,
      `new Proxy(new Error('no'), { get() { throw new Error('yes') } })`,
    ]) {
      const { details } = await runApp(
        { 'index.ts': `import { events } from '@ampt/sdk'\nevents.on('a', () => { throw ${thrown} })` },
        publishing('a', { untilMs: 0 }),
      )
      assert.equal(details[0]!.handlers[0]!.error?.message, 'yes', thrown)
    }
  })

  it('takes an error that quotes a refusal of the network for one', async () => {
    const ask = (error: string): string => `try { await fetch('https://pay.example.com') } catch (e: any) { throw ${error} }`
    for (const error of [`new Error('payment failed: ' + e.message)`, '`payment failed: ${e}`'])
      assert.equal((await runApp(handler(ask(error)), publishing('a'))).events[0]!.state, 'unknown', error)
  })

  it('tells the error of a package that throws on import', () =>
    assert.rejects(
      runApp(
        {
          ...handler('', `import 'needs-key'`),
          'node_modules/needs-key/package.json': '{ "name": "needs-key", "main": "index.js" }',
          'node_modules/needs-key/index.js': `throw new Error('set FOO_KEY first')`,
        },
        publishing('a'),
      ),
      /set FOO_KEY first/,
    ))

  it('loads packages as Node does: getters stay untouched, names of ES modules are live, data is there', async () => {
    const files = {
      ...handler(
        `inc(); console.log(n, getter.ok, other, data.x)`,
        `import { n, inc } from 'counter'\nimport getter, { other } from 'getter'\nimport data from 'getter/data.json'`,
      ),
      'node_modules/counter/package.json': '{ "name": "counter", "type": "module", "main": "index.js" }',
      'node_modules/counter/index.js': 'export const n = 1; export let count = 0; export const inc = () => { count++ }',
      'node_modules/getter/package.json': '{ "name": "getter", "main": "index.js" }',
      'node_modules/getter/index.js': `const all = { ok: 1, get lazy() { throw new Error('touched') } }; for (const name of ['other']) all[name] = 2; module.exports = all`,
      'node_modules/getter/data.json': '{ "x": 3 }',
    }
    assert.deepEqual(logsOf(await runApp(files, publishing('a'))), ['1 1 2 3'])
  })

  it('keeps what a route does behind its response', async () => {
    const files = {
      'index.ts': `import { http } from '@ampt/sdk'\nimport { data } from '@ampt/data'
        http.node.use((req: any, res: any) => { res.end('ok'); void (async () => { await data.set('k:1', 1); console.log('later'); throw new Error('lost?') })() })`,
    }
    const steps = [{ kind: 'request', atMs: 0, method: 'GET', path: '/' }] as const
    const call = (await runApp(files, { ...defaultScenario, steps })).calls.at(-1)!
    assert.deepEqual(
      call.effects.map(({ target }) => target),
      ['k:1'],
    )
    assert.deepEqual(
      call.logs.map(({ text }) => text),
      ['later', 'After the end: Error: lost?'],
    )
  })

  it('lets virtual time pass for code that polls without a delay, and ends code that polls within an instant', async () => {
    const poll = (wait: string) => handler(`for (;;) await new Promise((resolve) => ${wait}(resolve))`)
    const timer = await runApp(poll('setTimeout'), publishing('a', { untilMs: 10_000 }))
    assert.equal(timer.details[0]!.handlers[0]!.outcome, 'timeout')
    const immediate = await runApp(poll('setImmediate'), publishing('a', { untilMs: 10_000 }))
    assert.equal(immediate.end.stopped?.reason, 'budget-timers')
  })

  it('lets virtual time pass for code that polls the data store, so that what it waits for comes', async () => {
    const before = `import { data } from '@ampt/data'
      const locked = () => data.set('lock', true, { exists: false }).then(() => false, () => true)`
    const body = `while (await locked());\nawait new Promise((done) => setTimeout(done, 200)); await data.remove('lock')`
    const steps = [0, 0].map((atMs) => ({ kind: 'publish', atMs, name: 'a', body: {} }) as const)
    const { events, end } = await runApp(handler(body, before), publishing('a', { steps }))
    assert.deepEqual([...events.map(({ state }) => state), end.stopped], ['handled', 'handled', null])
  })

  it('opens no port for a server of the app, which does not hold the run', async () => {
    const trace = await runApp(
      handler(
        `console.log('handled')`,
        `import { createServer } from 'node:http'\ncreateServer().listen(39911, () => console.log('listening'))`,
      ),
      publishing('a'),
    )
    assert.deepEqual(logsOf(trace), ['handled'])
    assert.deepEqual(
      trace.end.notSimulated.map(({ what, denied }) => [what, denied]),
      [['net.listen', true]],
    )
  })

  it('gives a server of the app an address, by its port, its host, its path or none, and lets it be closed', async () => {
    const before = `import { createServer } from 'node:http'
      const told: unknown[] = []
      const listen = (...args: any[]) => new Promise<void>((done) => {
        const server = createServer().listen(...args, () => {
          told.push(server.address(), server.listening)
          server.close(() => { told.push(server.listening); done() })
        })
      })
      for (const args of [[3000], [{ port: 0, host: 'localhost' }], [0, '::1'], [], ['/tmp/x.sock']]) await listen(...args)`
    const trace = await runApp(handler(`console.log(JSON.stringify(told))`, before), publishing('a'))
    const addresses = [
      { address: '::', family: 'IPv6', port: 3000 },
      { address: '127.0.0.1', family: 'IPv4', port: 49152 },
      { address: '::1', family: 'IPv6', port: 49153 },
      { address: '::', family: 'IPv6', port: 49154 },
      '/tmp/x.sock',
    ]
    assert.deepEqual(
      JSON.parse(logsOf(trace)[0]!),
      addresses.flatMap((address) => [address, true, false]),
    )
  })

  it('ends work that never ends by itself with the trace so far', async () => {
    const server = createServer(() => undefined)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    try {
      const body = `console.log('asks'); await fetch('http://127.0.0.1:${port}/')`
      const budgets = { ...defaultScenario.budgets, wallMs: 1500 }
      const trace = await runApp(handler(body), publishing('a', { allowedHosts: ['127.0.0.1'], budgets }))
      assert.equal(trace.end.stopped?.reason, 'budget-wall')
      // Let go of in vain, it is asked again by each retry.
      assert.equal(logsOf(trace)[0], 'asks')
    } finally {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  })

  it('loads an app that catches an import of what is not installed, which fails where it runs', async () => {
    const before = `let s: any; try { s = require('sharp') } catch (e: any) { s = e.code }
      let n: any; try { n = await import('@ampt/nextjs/entrypoint') } catch (e: any) { n = e.code }
      const m = await import('not-there').catch((e) => e.code)`
    const trace = await runApp(handler(`console.log(s, n, m)`, before), publishing('a'))
    assert.deepEqual(logsOf(trace), ['MODULE_NOT_FOUND ERR_MODULE_NOT_FOUND ERR_MODULE_NOT_FOUND'])
  })

  it('gives each file its own place, declared or imported names and #! included, and leaves text alone', async () => {
    const files = {
      'index.ts': `#!/usr/bin/env node
        import { events } from '@ampt/sdk'\nimport { __dirname as there } from './lib/declared.js'\nimport { place } from './lib/common.cjs'
        import { __filename } from './lib/declared.js'\nimport { basename } from 'node:path'
        events.on('a', () => console.log(basename(import.meta.url), basename(__dirname) === basename(import.meta.dirname), basename(there),
          basename(__filename), basename(place), 'see import.meta.url', /import.meta/.source, basename(import.meta.resolve('./x.js')), import.meta.resolve('fs')))`,
      'lib/declared.ts': `import path from 'node:path'\nimport { fileURLToPath } from 'node:url'
        const __filename = fileURLToPath(import.meta.url), __dirname = path.dirname(__filename)\nexport { __filename, __dirname }`,
      'lib/common.cjs': `module.exports = { place: __filename }`,
    }
    assert.deepEqual(logsOf(await runApp(files, publishing('a'))), [
      'index.ts true lib declared.ts common.cjs see import.meta.url import.meta x.js node:fs',
    ])
  })

  it('gives decorators the types that the tsconfig asks for, by the TypeScript of the workspace, and says where that is missing', async () => {
    const files = {
      'tsconfig.json': '{ "extends": "./base" }',
      'base.json': '{ "compilerOptions": { "experimentalDecorators": true, "emitDecoratorMetadata": true } }',
      'index.ts': `import { events } from '@ampt/sdk'
        let injected: any
        ;(Reflect as any).metadata = (key: string, types: any) => () => { if (key === 'design:paramtypes') injected = types[0] }
        const injectable = (_: unknown): void => undefined
        class Mailer {}
        @injectable
        class Shop {
          constructor(readonly mailer: Mailer) {}
        }
        events.on('a', () => {
          console.log(injected?.name, new Shop(new Mailer()).mailer instanceof Mailer)
          throw new Error('after')
        })`,
    }
    const once = publishing('a', { untilMs: 0 })
    const trace = await runApp({ ...files, ...installed({ typescript: require.resolve('typescript') }) }, once)
    assert.deepEqual([logsOf(trace), trace.details[0]!.handlers[0]!.error?.site?.line, trace.end.notes], [['Mailer true'], 12, []])
    const without = await runApp(files, once)
    assert.deepEqual(logsOf(without), ['undefined true'])
    assert.match(without.end.notes[0]!, /^The tsconfig asks for emitDecoratorMetadata, .* Run "npm install --save-dev typescript"\.$/)
  })

  it('logs what a package hands to a thread of thread-stream, as the transports of pino do, and says so', async () => {
    // As pino does it.
    const logs = `const ThreadStream = require('thread-stream')
      const stream = new ThreadStream({ filename: require('node:path').resolve(__bundlerPathsOverrides['pino-pretty']) })
      stream.on('ready', () => stream.unref())
      module.exports = stream`
    const app = {
      ...handler(`stream.write('{"msg":"hi"}'); stream.flushSync()`, `import stream from 'logs'`),
      'node_modules/logs/index.js': logs,
    }
    const trace = await runApp(app, publishing('a'))
    assert.deepEqual(logsOf(trace), ['{"msg":"hi"}'])
    assert.match(trace.end.notes[0]!, /^A transport of pino would log in a thread/)
  })

  it('runs JSX, as the tsconfig of the app has it', async () => {
    const files = {
      'index.tsx': `import { events } from '@ampt/sdk'
        const h = (tag: string, props: object | null, ...inside: string[]) => tag + JSON.stringify(props) + inside.join('')
        events.on('a', () => console.log(<p id="x">hello</p>))`,
      'tsconfig.json': '{ "compilerOptions": { "jsx": "react", "jsxFactory": "h" } }',
    }
    assert.deepEqual(logsOf(await runApp(files, publishing('a'))), ['p{"id":"x"}hello'])
  })

  it('keeps the tsconfig of a file reached by an alias, or that asks where it is', async () => {
    const files = {
      'package.json': '{ "main": "index.ts" }',
      'tsconfig.json': '{ "compilerOptions": { "experimentalDecorators": true, "paths": { "@lib/*": ["./lib/*"] } } }',
      'index.ts': `import { events } from '@ampt/sdk'\nimport { Job } from '@lib/job'\nevents.on('a', () => new Job().run())`,
      'lib/job.ts': `import { basename } from 'node:path'\nconst named = (_target: object, name: string, slot: PropertyDescriptor) => { console.log('decorated', name, slot !== undefined) }
        export class Job { @named run() { console.log(basename(import.meta.url), basename(__dirname)) } }`,
    }
    const trace = await runApp(files, publishing('a'))
    assert.deepEqual(logsOf(trace), ['job.ts lib'])
    assert.deepEqual(
      trace.calls[0]!.logs.map(({ text }) => text),
      ['decorated run true'],
    )
  })

  it('simulates files that are imported by a name of which a part is computed, as TypeScript and bundlers take it', async () => {
    const loads = [
      'import(`./handlers/${n}.ts`)',
      'import(`./handlers/${n}.js`)',
      `import('./handlers/' + n + '.js')`,
      'import(`./handlers/${n}`)',
      'import(`./plain/${n}.js`)',
    ]
    const registers = (name: string): string => `import { events } from '@ampt/sdk'\nevents.on('${name}', () => console.log('${name}'))`
    for (const load of loads) {
      const name = load.includes('plain') ? 'b' : 'a'
      const files = {
        'index.ts': `for (const n of ['one']) await ${load}`,
        'handlers/one.ts': registers('a'),
        'plain/one.js': registers('b'),
      }
      const trace = await runApp(files, publishing(name))
      assert.deepEqual([logsOf(trace), trace.end.notes], [[name], []], load)
      assert.equal(trace.handlers[0]!.site?.file, load.includes('plain') ? 'plain/one.js' : 'handlers/one.ts')
    }
  })

  it('simulates files that are imported or required by names that only a run can tell, TypeScript too', async () => {
    const registers = `import { events } from '@ampt/sdk'\nlet calls = 0\nevents.on('a', () => console.log(++calls, Date.now()))`
    const requires = `const { events } = require('@ampt/sdk')\nlet calls = 0\nevents.on('a', () => console.log(++calls, Date.now()))`
    const loads: [string, Record<string, string>][] = [
      [`await import(new URL('./h/x.ts', import.meta.url).href)`, { 'h/x.ts': registers }],
      [`await import(['./h', 'x.js'].join('/'))`, { 'h/x.ts': registers }],
      [`import fs from 'node:fs'\nfor (const f of fs.readdirSync('h')) await import(process.cwd() + '/h/' + f)`, { 'h/x.mjs': registers }],
      [`import { createRequire } from 'node:module'\ncreateRequire(import.meta.url)('./h/x')`, { 'h/x.ts': registers }],
      [
        `const path = require('path')\nfor (const f of require('fs').readdirSync('h')) require(path.join(__dirname, 'h', f))`,
        { 'h/x.cjs': requires },
      ],
    ]
    for (const [load, files] of loads) {
      const trace = await runApp({ 'index.ts': load, ...files }, publishing('a', { duplicates: 1, coldStarts: 1 }))
      // Attempts that did the same share one detail: each counts from 1.
      assert.deepEqual([logsOf(trace), trace.attempts.length, trace.end.notes], [[`1 ${defaultScenario.start}`], 2, []], load)
      assert.equal(trace.handlers[0]!.site?.file, Object.keys(files)[0])
    }
  })

  it('keeps files that only a run can name in virtual time, off the network and out of the real files', async () => {
    const late = `import { connect } from 'node:net'
      import { writeFileSync } from 'node:fs'
      import { setTimeout as sleep } from 'node:timers/promises'
      const errorOf = (promise) => promise.then(() => 'open', (error) => error.name)
      export const words = async () => {
        await sleep(1000)
        writeFileSync(new URL('left.txt', import.meta.url), 'x')
        return [Date.now(), await errorOf(fetch('https://mail.example.com')), await errorOf(new Promise((ok, no) => connect(1, 'x').on('error', no)))]
      }`
    const files = { ...handler(`console.log(...(await (await import(['./late', 'mjs'].join('.'))).words()))`), 'late.mjs': late }
    await withApp(files, async (folder) => {
      const trace = await run(folder, publishing('a'))
      assert.deepEqual(logsOf(trace), [`${defaultScenario.start + 1000} NetworkDenied NetworkDenied`])
      assert.ok(!existsSync(join(folder, 'left.txt')))
    })
  })

  it('simulates files that a handler is first to ask for', async () => {
    const body = `await import(new URL('./later.ts', import.meta.url).href); await events.publish('b', {})`
    const later = `import { events } from '@ampt/sdk'\nevents.on('b', () => console.log('b'))`
    const trace = await runApp({ ...handler(body), 'later.ts': later }, publishing('a'))
    assert.deepEqual(logsOf(trace), ['b'])
    assert.equal(trace.end.stopped, null)
  })

  it('leaves a file that the app writes and then asks for to Node', async () => {
    const body = `writeFileSync('new.cjs', 'module.exports = 1'); try { console.log(require(process.cwd() + '/new.cjs')) } catch (e: any) { console.log(e.code) }`
    const trace = await runApp(handler(body, `import { writeFileSync } from 'node:fs'`), publishing('a'))
    assert.deepEqual(logsOf(trace), ['MODULE_NOT_FOUND'])
  })

  it('gives the stand-ins to packages that do not say that they use Ampt, and to createRequire', async () => {
    const outer = `const register = require('./inner'); module.exports = () => register('a')`
    const inner = `const { events } = require('@ampt/sdk'); module.exports = (name) => events.on(name, () => console.log('handled'))`
    const files = {
      'index.ts': `import register from 'quiet'\nimport loud from 'loud'\nimport { createRequire } from 'node:module'
        register(); loud(); createRequire(import.meta.url)('@ampt/sdk').events.on('a', () => console.log('handled'))`,
      'node_modules/quiet/package.json': '{ "name": "quiet", "main": "index.js" }',
      'node_modules/quiet/index.js': outer,
      'node_modules/quiet/inner.js': inner,
      'node_modules/loud/package.json': '{ "name": "loud", "type": "module", "main": "index.js" }',
      'node_modules/loud/index.js': `import { events } from '@ampt/sdk'; export default () => events.on('a', () => console.log('handled'))`,
    }
    assert.deepEqual(logsOf(await runApp(files, publishing('a'))), ['handled', 'handled', 'handled'])
  })

  it('gives the stand-ins to ES modules of packages, however far behind others', async () => {
    const module = (name: string): string => `{ "name": "${name}", "type": "module", "exports": "./index.js" }`
    const files = {
      'index.ts': `import { listen } from 'outer'\nlisten()`,
      'node_modules/outer/package.json': module('outer'),
      'node_modules/outer/index.js': `export * from './lib/listen.js'`,
      'node_modules/outer/lib/listen.js': `import { register } from 'inner'; export const listen = () => register('a')`,
      'node_modules/inner/package.json': module('inner'),
      'node_modules/inner/index.js': `export const register = async (name) => (await import('./events.js')).on(name)`,
      'node_modules/inner/events.js': `import { events } from '@ampt/sdk'; export const on = (name) => events.on(name, () => console.log('handled'))`,
    }
    assert.deepEqual(logsOf(await runApp(files, publishing('a'))), ['handled'])
  })
})

describe('simulate, and the world of the app', () => {
  it('gives virtual time to Date, timers, timers/promises and performance, in every form of import', async () => {
    const body = `const start = Date.now(), tick = performance.now(), hr = process.hrtime.bigint()
      await new Promise((resolve) => setTimeout(resolve, 1000))
      await sleep(1000)
      await timers.setTimeout(1000)
      await required.setTimeout(500)
      const signal = AbortSignal.timeout(500)
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      console.log(new Date(start).toISOString(), Date.now() - start, performance.now() - tick, Number(process.hrtime.bigint() - hr) / 1e6)`
    const imports = `import { setTimeout as sleep } from 'node:timers/promises'\nimport timers from 'timers/promises'\nconst required = require('timers/promises')`
    const trace = await runApp(handler(body, imports), publishing('a'))
    assert.deepEqual(logsOf(trace), ['2025-01-01T00:00:00.000Z 4000 4000 4000'])
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

  it('shows a lost update between two attempts that overlap', async () => {
    const body = `const { n } = (await data.get<{ n: number }>('counter:1')) ?? { n: 0 }\nawait data.set('counter:1', { n: n + 1 })`
    const trace = await runApp(handler(body, `import { data } from '@ampt/data'`), publishing('a', { duplicates: 1 }))
    assert.deepEqual(trace.end.data, { 'counter:1': { n: 1 } })
  })

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

describe('simulate, with an app that does not load', () => {
  const cases: [string, RegExp][] = [
    ['no-entry', /No entry was found in .*no-entry: no "main" in package\.json and no index\.\* file\. Name it with --entry FILE/],
    ['several-apps', /There are several apps here: a\/index\.ts, b\/index\.ts\. Choose one with --entry FILE/],
    ['throws-on-import', /could not be loaded: Error: no database here \(index\.ts:5:7\)/],
    ['syntax-error', /broken\.ts:5:\d+: .*Mend the file/],
    ['missing-param', /index\.ts:3.*The parameter MAIL_CONFIG is not set.*--param MAIL_CONFIG=VALUE/],
    ['missing-dependency', /index\.ts:2:\d+: the module "mail-provider-that-is-not-installed" was not found\. Run "npm install"/],
    ['no-such-folder', /There is no folder .*no-such-folder/],
  ]
  for (const [name, message] of cases) {
    it(`says what to do: ${name}`, () =>
      assert.rejects(run(workspace(`bad/${name}`), publishing('a')), (error) => error instanceof UserError && message.test(error.message)))
  }

  it('replaces a missing module by a stub of the workspace', async () => {
    const files = {
      ...handler(`console.log(await send())`, `import { send } from 'not-installed'`),
      'stub.ts': `export const send = async () => 'stubbed'`,
    }
    assert.deepEqual(logsOf(await runApp(files, publishing('a'), { stubs: { 'not-installed': 'stub.ts' } })), ['stubbed'])
    await assert.rejects(
      runApp(files, publishing('a'), { stubs: { 'not-installed': 'none.ts' } }),
      (error) => error instanceof UserError && /The stub none\.ts of "not-installed" was not found/.test(error.message),
    )
  })

  it('replaces a file of the app by a stub, whoever imports it', async () => {
    const files = {
      ...handler(`console.log(await send())`, `import { send } from './lib/mail'`),
      'lib/mail.ts': `import { post } from '../gateway.js'\nexport const send = () => post()`,
      'gateway.ts': `export const real = 'real'\nexport const post = async () => real`,
      'stubs/gateway.ts': `import { real } from '../gateway'\nexport const post = async () => 'not ' + real`,
    }
    assert.deepEqual(logsOf(await runApp(files, publishing('a'), { stubs: { './gateway': 'stubs/gateway.ts' } })), ['not real'])
  })

  it('replaces what an installed package imports, where its manifest names it', async () => {
    const files = {
      ...handler(`console.log(mail())`, `import { mail } from 'mailer'`),
      'node_modules/mailer/package.json': '{ "main": "index.js", "dependencies": { "transport": "1" } }',
      'node_modules/mailer/index.js': `exports.mail = () => require('transport').send()`,
      'node_modules/transport/index.js': `exports.send = () => 'real'`,
      'stub.js': `exports.send = () => 'stubbed'`,
    }
    assert.deepEqual(logsOf(await runApp(files, publishing('a'), { stubs: { transport: 'stub.js' } })), ['stubbed'])
    assert.deepEqual(logsOf(await runApp(files, publishing('a'))), ['real'])
  })
})

describe('what a scenario has and nothing meets', () => {
  const app = {
    ...handler(`await fetch('https://a.test/x'); console.log(send(), lib())`, `import { send } from 'mailer'\nimport { lib } from './lib'`),
  }
  const stub = { 'other.ts': '', 'stub.ts': `export const send = () => 1\nexport const lib = () => 2` }
  const rule = (match: string): Scenario['fetchRules'][number] => ({ match, reply: {} })
  const notesOf = async (scenario: Partial<Scenario>, stubs: Record<string, string>): Promise<readonly string[]> =>
    (await runApp({ ...app, ...stub }, publishing('a', scenario), { stubs })).end.notes
  const met = { mailer: 'stub.ts', './lib.js': './stub.ts' }

  it('is said of stubs, rules of fetch, choices and failures', async () => {
    const scenario: Partial<Scenario> = {
      fetchRules: [rule('https://a.test/*'), rule('GET https://a.test/x'), rule('https://b.test/*')],
      schedule: { version: 1, choices: { 'b#1@1.1': { fail: true } } },
      injections: [{ event: 'c', ordinal: null, attempts: [[1, 1]] }],
    }
    assert.deepEqual(await notesOf(scenario, { ...met, nodemailer: 'stub.ts', './other': 'other.ts' }), [
      'The schedule has a choice for b#1@1.1, and no such attempt came.',
      'Attempts of "c" were to fail (--fail), and none of those came.',
      'A stub replaces "nodemailer", and the app has no such import.',
      'A stub replaces "./other", and the app has no such import.',
      'The fetch rule for "GET https://a.test/x" replied to no call.',
      'The fetch rule for "https://b.test/*" replied to no call.',
    ])
  })

  it('is not said of rules for any host, which stand there just in case', async () => {
    const fetchRules = [rule('https://a.test/x'), ...['*', 'https://*', 'POST http://*/*'].map(rule)]
    assert.deepEqual(await notesOf({ fetchRules }, met), [])
  })
})

describe('simulate, on the shop', () => {
  it('retries a checkout whose payment fails for 14 virtual days and drops it', async () => {
    const order = { orderId: 'A-1', customer: 'a@b.c', card: { number: '1', expires: '2020-01' }, lines: [] }
    const scenario: Scenario = {
      ...defaultScenario,
      steps: [{ kind: 'request', atMs: 0, method: 'POST', path: '/shop/checkout', body: order }],
    }
    const report = reportRun(await run(workspace('shop'), scenario))
    const payment = report.events.find(({ name }) => name === 'payment.requested')!
    assert.equal(payment.state, 'dropped')
    assert.equal(payment.attempts[0]!.repeat?.attempts, 3359)
    assert.equal(payment.attempts[0]!.handlers[0]!.error?.file, 'src/payments/gateway.ts')
    assert.equal(report.calls.at(-1)!.response?.status, 202)
  })
})
