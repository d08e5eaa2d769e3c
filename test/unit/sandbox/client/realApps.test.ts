import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Scenario } from '../../../../src/model/scenario'
import { defaultScenario } from '../../../../src/simulator/defaultScenario'
import { handler, logsOf, publishing, run, runApp, withApp } from '../../../support/runApp'

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
      /fetch to https:\/\/redis\.test\/ was denied outside of attempts, of which one failed with an error of its own: this may follow/,
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
      'The app asks its environment for AWS_REGION, which the platform sets and a run does not: give it with --env AWS_REGION=VALUE or the setting amptEvents.env.',
    ])
    assert.deepEqual(await note({ AWS_REGION: 'eu-west-1' }), [])
  })

  it('names with a variable of the platform those that it is of no use without', async () => {
    const app = handler('process.env.AWS_ACCESS_KEY_ID && process.env.AWS_SECRET_ACCESS_KEY')
    const note = async (env: Scenario['env']): Promise<string> => (await runApp(app, publishing('a', { env }))).end.notes.join()
    assert.match(
      await note({}),
      /give them with --env AWS_ACCESS_KEY_ID=VALUE --env AWS_SECRET_ACCESS_KEY=VALUE or the setting amptEvents\.env\.$/,
    )
    assert.match(await note({ AWS_ACCESS_KEY_ID: 'a' }), /give it with --env AWS_SECRET_ACCESS_KEY=VALUE or the setting amptEvents\.env\.$/)
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
    for (const [thrown, message] of [
      [`Object.defineProperty(new Error('no'), 'cause', { get() { throw new Error('yes') } })`, 'no'],
      [`new Proxy(new Error('no'), { get() { throw new Error('yes') } })`, 'yes'],
    ] as const) {
      const { details } = await runApp(
        { 'index.ts': `import { events } from '@ampt/sdk'\nevents.on('a', () => { throw ${thrown} })` },
        publishing('a', { untilMs: 0 }),
      )
      assert.equal(details[0]!.handlers[0]!.error?.message, message, thrown)
    }
  })

  it('takes an error that quotes a refusal of the network for one', async () => {
    const ask = (error: string): string => `try { await fetch('https://pay.example.com') } catch (e: any) { throw ${error} }`
    for (const error of [`new Error('payment failed: ' + e.message)`, '`payment failed: ${e}`', 'new Error(e.code)'])
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
        `inc(); console.log(n, getter.ok, other, computed, data.x)`,
        `import { n, inc } from 'counter'\nimport getter, { other, computed } from 'getter'\nimport data from 'getter/data.json'`,
      ),
      'node_modules/counter/package.json': '{ "name": "counter", "type": "module", "main": "index.js" }',
      'node_modules/counter/index.js': 'export const n = 1; export let count = 0; export const inc = () => { count++ }',
      'node_modules/getter/package.json': '{ "name": "getter", "main": "index.js" }',
      'node_modules/getter/index.js': `const all = { ok: 1, get lazy() { throw new Error('touched') } }; for (const name of ['other']) all[name] = 2
        for (const name of ['computed']) Object.defineProperty(all, name, { get: () => 4 })
        module.exports = all`,
      'node_modules/getter/data.json': '{ "x": 3 }',
    }
    assert.deepEqual(logsOf(await runApp(files, publishing('a'))), ['1 1 2 4 3'])
  })

  it('takes of a package what Node would take, not what is there for bundlers', async () => {
    const files = {
      ...handler(`console.log(word)`, `import { word } from 'both'`),
      'node_modules/both/package.json': '{ "name": "both", "exports": { "module": "./esm/index.js", "default": "./index.js" } }',
      'node_modules/both/esm/index.js': `export { word } from './word-without-an-ending'`,
      'node_modules/both/index.js': `exports.word = 'x'`,
    }
    assert.deepEqual(logsOf(await runApp(files, publishing('a'))), ['x'])
  })

  it('says which names an app takes that a package does not have, and not which types it exports again', async () => {
    const before = `import other, { t } from 'other'\nimport { nope, type Event } from '@ampt/sdk'\nexport { type T } from 'other'
      import { Given, type Own } from './types'\nimport * as all from './all'`
    const files = {
      ...handler(`const given: Given = t; console.log(given, nope, other, all)`, before),
      'types.ts': `import { Passed } from 'other'\nexport { Given } from 'other'\nexport { Passed }\nexport interface Own { Given: Passed }\nconsole.log(''.Given)`,
      'Given.ts': `export const given = 1`,
      'all.ts': `export * from './Given'\nexport { Unclear } from 'other'`,
      'node_modules/other/package.json': '{ "name": "other", "type": "module", "main": "index.js" }',
      'node_modules/other/index.js': 'export const t = 1',
    }
    assert.deepEqual(
      (await runApp(files, publishing('a'))).end.notes.map((note) => /^The app imports (.*), which has no such export/.exec(note)?.[1]),
      ['"nope" from "@ampt/sdk"', '"default" from "other"', '"Unclear" from "other"'],
    )
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

  for (const wait of ['setTimeout', 'setImmediate'])
    it(`lets virtual time pass for code that polls with ${wait} and without a delay, so that what it waits for comes, or its time limit`, async () => {
      const poll = (done: string) => handler(`let done = false; ${done}\nwhile (!done) await new Promise((resolve) => ${wait}(resolve))`)
      const outcomeOf = async (files: Record<string, string>) =>
        (await runApp(files, publishing('a', { untilMs: 10_000 }))).details[0]!.handlers[0]!.outcome
      assert.equal(await outcomeOf(poll('setTimeout(() => { done = true }, 100)')), 'handled')
      assert.equal(await outcomeOf(poll('')), 'timeout')
    })

  it('lets virtual time pass for code that polls the data store, so that what it waits for comes', async () => {
    const before = `import { data } from '@ampt/data'
      const locked = () => data.set('lock', true, { exists: false }).then(() => false, () => true)`
    const body = `while (await locked());\nawait new Promise((done) => setTimeout(done, 200)); await data.remove('lock')`
    const steps = [0, 0].map((atMs) => ({ kind: 'publish', atMs, name: 'a', body: {} }) as const)
    const { events, end } = await runApp(handler(body, before), publishing('a', { steps }))
    assert.deepEqual([...events.map(({ state }) => state), end.stopped], ['handled', 'handled', null])
  })

  it('takes 4 ms for each operation behind a thousand in a row, and the same for as many as are begun together', async () => {
    const body = `let from = Date.now()
      for (let n = 0; n < 1500; n++) await data.get('k:' + n)
      console.log(Date.now() - from)
      await new Promise((done) => setTimeout(done, 1))
      from = Date.now()
      await Promise.all(Array.from({ length: 1500 }, (_, n) => data.get('k:' + n)))
      console.log(Date.now() - from)`
    assert.deepEqual(logsOf(await runApp(handler(body, `import { data } from '@ampt/data'`), publishing('a'))), ['2000', '4'])
  })

  it('answers code no more that polls on when its attempt has timed out, which holds no run open', async () => {
    const before = `import { data } from '@ampt/data'\nlet asked = 0`
    const body = `if (event.attempt === 1) while (!(await data.get('never'))) asked++\nconsole.log(asked)`
    const trace = await runApp(handler(body, before), publishing('a'))
    assert.deepEqual([trace.events[0]!.state, logsOf(trace), trace.end.stopped], ['handled', ['2251'], null])
  })

  const behindItsEnd = (work: string) => handler(`void (async () => { ${work} })()`, `import { data } from '@ampt/data'`)

  it('brings what nobody awaits to its end, whatever number of operations it takes', async () => {
    for (const work of [
      `for (let n = 0; n < 2500; n++) await data.set('k:' + n, n)`,
      `for (let n = 0; n < 2500; n++) await data.get('k:' + n)`,
    ]) {
      const { events } = await runApp(behindItsEnd(`${work}\nawait events.publish('b', {})`), publishing('a'))
      assert.deepEqual(
        events.map(({ name }) => name),
        ['a', 'b'],
      )
    }
  })

  it('holds no run open for code that polls behind the end of its attempt, and says so', async () => {
    const { events, end } = await runApp(behindItsEnd(`while (!(await data.get('never')));`), publishing('a'))
    assert.deepEqual([events[0]!.state, end.stopped], ['handled', null])
    assert.ok(end.notes.some((note) => /^Behind its end, handler 1 of "a" at index\.ts:\d+ asks the platform again and again/.test(note)))
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
      trace.end.notSimulated.map(({ what, how }) => [what, how]),
      [['net.listen', 'stubbed']],
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

  const noisy = (name: string, type: string): Record<string, string> => ({
    [`node_modules/${name}/package.json`]: JSON.stringify({ name, type, main: 'index.js' }),
    [`node_modules/${name}/index.js`]: `${type === 'module' ? 'export const x' : 'exports.x'} = (globalThis.loaded ??= []).push('${name}')`,
  })

  it('loads the packages of a file that is imported while the app runs with that file, in the order of its imports', async () => {
    const body = `const before = [...(globalThis as any).loaded]; const { x } = await import('./later.js'); console.log(...before, '-', x, ...(globalThis as any).loaded)`
    const files = {
      ...handler(body, `import 'first'\nimport './own.js'\nimport 'third'`),
      'own.ts': `import 'second'`,
      'later.ts': `import './setup'\nimport './own'\nimport { x } from 'fifth'\nexport { x }`,
      'setup.ts': `import 'fourth'`,
      ...noisy('first', 'commonjs'),
      ...noisy('second', 'commonjs'),
      ...noisy('third', 'commonjs'),
      ...noisy('fourth', 'module'),
      ...noisy('fifth', 'commonjs'),
    }
    assert.deepEqual(logsOf(await runApp(files, publishing('a'))), ['first second third - 5 first second third fourth fifth'])
  })

  it('loads the packages of a file that is required while the app runs with that file, those that Node has for imports alone with the app', async () => {
    const body = `const before = [...(globalThis as any).loaded]; console.log(...before, '-', require('./later').all, ...(globalThis as any).loaded)`
    const files = {
      ...handler(body),
      'later.ts': `import { x } from 'plain'\nimport * as plain from 'plain'\nimport { x as other } from 'modern'\nexport const all = x + plain.x + other`,
      ...noisy('plain', 'commonjs'),
      ...noisy('modern', 'module'),
    }
    assert.deepEqual(logsOf(await runApp(files, publishing('a'))), ['modern - 5 modern plain'])
  })

  for (const [how, load] of [
    ['imported', `await import('./later.js')`],
    ['required', `require('./later')`],
  ])
    it(`loads an app of which a file that is ${how} while it runs needs what is not installed, or fails`, async () => {
      const files = {
        ...handler(`try { ${load} } catch (error: any) { console.log(error.message) }`),
        'later.ts': `import { x } from 'needs-key'\nimport y from 'not-there'\nexport const z = x + y`,
        'node_modules/needs-key/package.json': '{ "name": "needs-key", "type": "module", "main": "index.js" }',
        'node_modules/needs-key/index.js': `if (!process.env.KEY) throw new Error('set KEY first'); export const x = 1`,
      }
      assert.deepEqual(logsOf(await runApp(files, publishing('a'))), ['set KEY first'])
      const [missing] = logsOf(await runApp(files, publishing('a', { env: { KEY: 'k' } })))
      assert.match(missing!, /^Cannot find (package|module) 'not-there'/)
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

  it('gives the ES module of @ampt/api to who requires it, as Node cannot load its file for that, and says so', async () => {
    const manifest = { exports: { import: './index.mjs', require: './index.cjs' }, dependencies: { '@ampt/sdk': '1' } }
    const app = {
      'index.js': `require('@ampt/sdk').events.on('a', () => console.log(require('@ampt/api').api()))`,
      'node_modules/@ampt/api/package.json': JSON.stringify(manifest),
      'node_modules/@ampt/api/index.mjs': `export const api = () => 'loaded'`,
      'node_modules/@ampt/api/index.cjs': `import { join } from 'node:path'\nmodule.exports = { api: join }`,
    }
    const trace = await runApp(app, publishing('a'))
    assert.deepEqual([logsOf(trace), trace.end.notes.filter((note) => note.includes('requires @ampt/api')).length], [['loaded'], 1])
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
