import assert from 'node:assert/strict'
import dgram, { createSocket } from 'node:dgram'
import { createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { pathToFileURL } from 'node:url'
import type { Scenario } from '../../../../src/model/scenario'
import { defaultScenario } from '../../../../src/simulator/defaultScenario'
import { handler, installed, logsOf, publishing, runApp } from '../../../support/runApp'

const logs = async (body: string, before = '', changes: Partial<Scenario> = {}): Promise<string[]> =>
  logsOf(await runApp(handler(body, before), publishing('a', changes)))

describe('the clock of the app', () => {
  const packages = {
    dayjs: {
      files: installed({
        dayjs: require.resolve('dayjs'),
        'dayjs/plugin/timezone': require.resolve('dayjs/plugin/timezone'),
        'dayjs/plugin/utc': require.resolve('dayjs/plugin/utc'),
      }),
      imports: `import dayjs from 'dayjs'\nimport timezone from 'dayjs/plugin/timezone'\nimport utc from 'dayjs/plugin/utc'\ndayjs.extend(utc)\ndayjs.extend(timezone)`,
      now: `dayjs()`,
      tells: `[dayjs().diff(began, 'second'), began.format('H:mm Z'), dayjs.tz.guess(), began.startOf('day').toISOString()]`,
    },
    luxon: {
      files: installed({ luxon: require.resolve('luxon') }),
      imports: `import { DateTime } from 'luxon'`,
      now: `DateTime.now()`,
      tells: `[DateTime.now().diff(began).as('seconds'), began.toFormat('H:mm ZZ'), began.zoneName, began.startOf('day').toJSDate().toISOString()]`,
    },
  }
  for (const [name, { files, imports, now, tells }] of Object.entries(packages)) {
    it(`is that of packages too, such as ${name}, in the zone of the run`, async () => {
      const body = `const began = ${now}; await new Promise((done) => setTimeout(done, 3000)); console.log(...${tells})`
      const told = async (timeZone: string): Promise<string[]> =>
        logsOf(await runApp({ ...handler(body, imports), ...files }, publishing('a', { timeZone })))
      assert.deepEqual(await told('UTC'), ['3 0:00 +00:00 UTC 2025-01-01T00:00:00.000Z'])
      assert.deepEqual(await told('America/New_York'), ['3 19:00 -05:00 America/New_York 2024-12-31T05:00:00.000Z'])
    })
  }

  it('is one kind of Date, made by the language, by Node or by the app, with subclasses', async () => {
    const body = `class Day extends Date { next() { return new Day(this.getTime() + 86_400_000) } }
      const made = [new Date(), structuredClone(new Date()), statSync('index.ts').mtime, new Day().next()]
      console.log(made.every((date) => date instanceof Date && types.isDate(date)), made[0].constructor === Date, new Day() instanceof Day)
      console.log(new Day().next().toISOString(), Date(), new Date(2025, 1).getMonth(), Date.length, Date.name, typeof Date.UTC(2025, 0))`
    assert.deepEqual(await logs(body, `import { statSync } from 'node:fs'\nimport { types } from 'node:util'`), [
      'true true true',
      '2025-01-02T00:00:00.000Z Wed Jan 01 2025 00:00:00 GMT+0000 (Coordinated Universal Time) 1 7 Date number',
    ])
  })

  it('is what Intl reads where it is told no time, in the zone of the run and in English', async () => {
    const body = `const format = new Intl.DateTimeFormat(undefined, { dateStyle: 'short', timeStyle: 'short' })
      console.log(format.format(), format.format(undefined), format.formatToParts()[0].value, format instanceof Intl.DateTimeFormat)
      console.log(format.resolvedOptions().timeZone, format.resolvedOptions().locale, new Date().toLocaleString(), new Date().getHours())`
    assert.deepEqual(await logs(body, '', { timeZone: 'Asia/Tokyo' }), [
      '1/1/25, 9:00 AM 1/1/25, 9:00 AM 1 true',
      'Asia/Tokyo en-US 1/1/2025, 9:00:00 AM 9',
    ])
  })

  it('is what performance counts and measures by', async () => {
    const body = `performance.mark('a'); await scheduler.wait(250); performance.mark('b')
      console.log(performance.measure('a to b', 'a', 'b').duration, performance.measure('since a', 'a').duration, performance.measure('all').startTime)
      console.log(performance.timeOrigin === perf.timeOrigin, new Date(performance.timeOrigin).toISOString(), perf.now())`
    const imports = `import { performance as perf } from 'node:perf_hooks'\nimport { scheduler } from 'node:timers/promises'`
    assert.deepEqual(await logs(body, imports), ['250 250 0', 'true 2024-12-31T23:59:59.900Z 350'])
  })

  it('is what waits end by, those that are called off included', async () => {
    const body = `for (const wait of [() => scheduler.wait(100), () => scheduler.yield(), () => tick(), () => promisify(setTimeout)(100), () => promises.setTimeout(100)]) await wait()
      for (const wait of [(o) => scheduler.wait(1000, o), (o) => sleep(1000, null, o)]) await wait({ signal: AbortSignal.timeout(10) }).catch((error) => console.log(error.name, error.code, error.message, error.cause.name))
      const off = new AbortController()
      setTimeout(() => off.abort('enough'), 10)
      const { signal } = off
      for (const wait of [() => sleep(1000, null, { signal }), () => tick(null, { signal }), async () => { for await (const _ of setInterval(1000, null, { signal })); }]) await wait().catch((error) => console.log(error.name, error.code, error.cause))
      let turns = 0
      for await (const _ of setInterval(50)) if (++turns === 3) break
      console.log(Date.now() - ${defaultScenario.start})
      try { AbortSignal.timeout(-1) } catch (error) { console.log(error.code) }`
    const imports = `import { scheduler, setTimeout as sleep, setImmediate as tick, setInterval } from 'node:timers/promises'\nimport { promises } from 'node:timers'\nimport { promisify } from 'node:util'`
    assert.deepEqual(await logs(body, imports), [
      ...Array<string>(2).fill('AbortError ABORT_ERR The operation was aborted TimeoutError'),
      ...Array<string>(3).fill('AbortError ABORT_ERR enough'),
      '480',
      'ERR_OUT_OF_RANGE',
    ])
  })

  it('is what time limits of sockets end by, unless they are set anew or the socket is gone', async () => {
    const body = `const limited = (ms) => new net.Socket().setTimeout(ms, () => console.log(ms, Date.now() - ${defaultScenario.start}))
      limited(1000)
      limited(10).setTimeout(3000)
      limited(20).setTimeout(0)
      limited(30).destroy()
      await sleep(4000)`
    const imports = `import net from 'node:net'\nimport { setTimeout as sleep } from 'node:timers/promises'`
    assert.deepEqual(await logs(body, imports), ['1000 1000', '10 3000'])
  })

  it('has no wait by what Node takes for none', async () => {
    const body = `for (const args of [['100'], [null], [1, 0, 'x'], [1, 0, null], [1, 0, { signal: 1 }], [1, 0, { ref: 'no' }]])
        await sleep(...args).then(() => console.log(args), (error) => console.log(error.code))
      await tick(0, { signal: {} }).catch((error) => console.log(error.code))
      for (const wait of [setInterval('1'), setInterval(1, 0, [])]) await wait.next().catch((error) => console.log(error.code))
      await sleep(1, 0, { signal: undefined, ref: false })`
    const imports = `import { setTimeout as sleep, setImmediate as tick, setInterval } from 'node:timers/promises'`
    assert.deepEqual(await logs(body, imports), Array<string>(9).fill('ERR_INVALID_ARG_TYPE'))
  })

  it('fires a timer at once whose delay Node takes for too long, which the run says with its place', async () => {
    const trace = await runApp(
      handler(
        `await new Promise((done) => setTimeout(done, 30 * 24 * 60 * 60 * 1000)); console.log(Date.now() - ${defaultScenario.start})`,
      ),
      publishing('a'),
    )
    assert.deepEqual(logsOf(trace), ['1'])
    assert.deepEqual(trace.end.notes, ['A timer of 30 d (index.ts:4) fires after 1 ms: Node takes no delay of more than 24 d 20 h.'])
  })

  it('has timers that close, and nothing to say of what is none', async () => {
    const body = `const timer = setTimeout(() => console.log('never'), 10)
      console.log(timer.close() === timer, setInterval(() => console.log('never'), 10).close() !== null)
      for (const clear of [clearTimeout, clearInterval, clearImmediate, timers.clearTimeout]) for (const none of ['abc', 55, {}, null, undefined, Symbol('none'), 1n]) clear(none)
      { using dropped = setTimeout(() => console.log('never'), 10) }
      await new Promise((done) => { const soon = setImmediate(done); clearTimeout(soon) })
      const byNumber = +setTimeout(() => console.log('never'), 10)
      clearTimeout(byNumber)
      await new Promise((done) => setTimeout(done, 100))`
    assert.deepEqual(await logs(body, `import timers from 'node:timers'`), ['true true'])
  })

  it('is not held up: a wait that blocks the thread is refused by name, and says nothing of the app', async () => {
    for (const name of ['wait', 'waitAsync']) {
      const trace = await runApp(handler(`Atomics.${name}(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50)`), publishing('a'))
      assert.equal(trace.details[0]!.handlers[0]!.error?.name, 'WaitDenied')
      assert.equal(trace.events[0]!.state, 'unknown')
      assert.deepEqual(
        trace.end.notSimulated.map(({ what, how, site }) => [what, how, site?.line]),
        [[`Atomics.${name}`, 'denied', 4]],
      )
    }
  })
})

describe('chance, drawn by each attempt from its own stream', () => {
  const twoEvents = {
    'index.ts': `import { events } from '@ampt/sdk'\nimport { randomBytes, randomInt, randomUUID } from 'node:crypto'\nimport { ulid } from './ulid'\nimport { nanoid } from 'nanoid'
      for (const name of ['a', 'b']) events.on(name, async () => {
        const bytes = crypto.getRandomValues(new Uint8Array(4))
        console.log(name, Math.random(), randomUUID(), crypto.randomUUID(), randomBytes(4).toString('hex'), bytes.join(), randomInt(1e6), nanoid(), ulid())
      })`,
    'ulid.ts': `export { ulid } from ${JSON.stringify(require.resolve('ulid'))}`,
    'node_modules/nanoid/package.json': '{ "name": "nanoid", "main": "index.js" }',
    'node_modules/nanoid/index.js': `throw new Error('replaced, as it draws for many ids at once')`,
  }
  const steps = (...names: string[]): Scenario => ({
    ...defaultScenario,
    steps: names.map((name) => ({ kind: 'publish', atMs: 0, name, body: {} })),
  })

  it('is the same whatever runs before or beside it', async () => {
    const [ab, ba, a] = await Promise.all(
      [steps('a', 'b'), steps('b', 'a'), steps('a')].map(async (scenario) => logsOf(await runApp(twoEvents, scenario)).sort()),
    )
    assert.deepEqual(ab, ba)
    assert.deepEqual(a, ab!.slice(0, 1))
    assert.notDeepEqual(ab![0]!.split(' ').slice(1), ab![1]!.split(' ').slice(1))
  })

  it('is what the identifiers of uuid are made of, which go on within one attempt alone', async () => {
    const app = {
      'index.ts': `import { events } from '@ampt/sdk'\nimport { v1, v4, v6, v7, validate } from 'uuid'\nimport uuid = require('./common.cjs')
        for (const name of ['a', 'b']) events.on(name, async () => {
          const made = [v1, v4, v6, v7].map((make) => Array.from({ length: 10_001 }, () => make()))
          const isAscending = made[3].every((id, at) => at === 0 || id > made[3][at - 1])
          console.log(name, made.map((ids) => ids.at(-1)), new Set(made.flat()).size, made.flat().every(validate), isAscending, v7({ msecs: 0 }) < made[3][0], uuid.v1())
        })`,
      'common.cjs': `module.exports = require('uuid')`,
      'node_modules/uuid/package.json': '{ "name": "uuid", "exports": { "import": "./index.mjs", "require": "./index.cjs" } }',
      'node_modules/uuid/index.mjs': `export * from ${JSON.stringify(pathToFileURL(require.resolve('uuid')).href)}`,
      'node_modules/uuid/index.cjs': `let made = 0\nexports.v1 = (options) => 'v1 ' + (options ? 'of its own' : ++made)`,
    }
    const [ab, b] = await Promise.all([steps('a', 'b'), steps('b')].map(async (scenario) => logsOf(await runApp(app, scenario))))
    assert.deepEqual(b, ab!.slice(1))
    assert.match(b[0]!, / 40004 true true true v1 of its own$/)
  })

  it('is what packages make of uuid and nanoid, too', async () => {
    const app = {
      'index.ts': `import { events } from '@ampt/sdk'\nimport { ids } from 'makes-ids'\nfor (const name of ['a', 'b']) events.on(name, () => console.log(name, ...ids()))`,
      'node_modules/makes-ids/index.js': `const { v1, v6, v7 } = require('uuid'); const { nanoid } = require('nanoid'); exports.ids = () => [v1(), v6(), v7(), nanoid()]`,
      'node_modules/nanoid/index.js': `exports.nanoid = () => { throw new Error('replaced, as it draws for many ids at once') }`,
      ...installed({ uuid: require.resolve('uuid') }),
    }
    const [ab, b] = await Promise.all([steps('a', 'b'), steps('b')].map(async (scenario) => logsOf(await runApp(app, scenario))))
    assert.equal(b!.length, 1)
    assert.deepEqual(b, ab!.slice(1))
  })

  it('is another in a retry and in a duplicate', async () => {
    const trace = await runApp(
      handler(`console.log(Math.random()); throw new Error('again')`),
      publishing('a', { duplicates: 1, untilMs: 360_000 }),
    )
    assert.equal(new Set(logsOf(trace)).size, 4)
  })

  it('is refused where Node refuses it', async () => {
    const body = `for (const draw of [() => randomInt(5, 1), () => randomBytes(-1), () => crypto.getRandomValues(new Float32Array(2)), () => crypto.getRandomValues(new Uint8Array(70_000))])
      try { draw(); console.log('drawn') } catch (error) { console.log(error.name) }`
    assert.deepEqual(await logs(body, `import { randomBytes, randomInt } from 'node:crypto'`), [
      'RangeError',
      'RangeError',
      'TypeMismatchError',
      'QuotaExceededError',
    ])
  })
})

describe('what the app may not reach', () => {
  it('is refused with the place of the call: processes, threads, signals, ports for debuggers, files that Node opens, its inside', async () => {
    const ways = [
      `new childProcess.ChildProcess().spawn({ file: '/bin/true', args: ['true'] })`,
      `childProcess.ChildProcess.call(Object.create(childProcess.ChildProcess.prototype))`,
      `childProcess.fork('x.js')`,
      `cluster.fork()`,
      `new workers.Worker('', { eval: true })`,
      `new workers.Worker.prototype.constructor('', { eval: true })`,
      `os.setPriority(process.ppid + 1e6, 1)`,
      `process.kill(process.ppid + 1e6, 'SIGTERM')`,
      `process._kill(process.ppid + 1e6, 15)`,
      `process._debugProcess(process.ppid + 1e6)`,
      `module.register('data:text/javascript,', import.meta.url)`,
      `inspector.open(0)`,
      `net._createServerHandle('127.0.0.1', 0, 4).close()`,
      `net.createServer()._listen2('127.0.0.1', 0, 4)`,
      // Gone from Node 26.
      ...('_createSocketHandle' in dgram ? [`dgram._createSocketHandle('127.0.0.1', 0, 'udp4').close()`] : []),
      `process.report.writeReport('r.json')`,
      `v8.writeHeapSnapshot('x.heapsnapshot')`,
      `v8.setFlagsFromString('--trace-turbo')`,
      `v8.setFlagsFromString('--no-opt --logfile=x.log')`,
      `v8.setFlagsFromString('--heap-snapshot-on-gc=1')`,
      `traces.createTracing({ categories: ['node.perf'] })`,
      `new WASI({ version: 'preview1', preopens: { '/': '/' } })`,
      `new (process.binding('tcp_wrap').TCP)(0)`,
      `process.binding('spawn_sync').spawn({ file: '/bin/true', args: ['true'] })`,
      `process.binding('fs').open('x', 'w')`,
    ]
    const imports = `import * as childProcess from 'node:child_process'\nimport cluster from 'node:cluster'\nimport * as workers from 'node:worker_threads'\nimport inspector from 'node:inspector'\nimport module from 'node:module'\nimport dgram from 'node:dgram'; import net from 'node:net'; import os from 'node:os'\nimport traces from 'node:trace_events'\nimport { WASI } from 'node:wasi'\nimport v8 from 'node:v8'`
    const body = ways.map((way) => `try { ${way}; console.log('open') } catch (error) { console.log(error.name) }`).join('\n')
    const trace = await runApp(handler(body, imports), publishing('a'))
    assert.deepEqual(
      logsOf(trace),
      ways.map(() => 'ProcessDenied'),
    )
    assert.deepEqual(
      trace.end.notSimulated.map(({ how, site }) => [how, site?.line]),
      ways.map((_, index) => ['denied', 12 + index]),
    )
  })

  it('is not the way back to a class whose objects are refused, though what is made of it is one of it', async () => {
    const body = `class Own extends Worker {}
      for (const One of [Worker, Own, Worker.prototype.constructor, Object.getPrototypeOf(Own)])
        try { new One('', { eval: true }); console.log('open') } catch (error) { console.log(error.name) }
      console.log(Object.getPrototypeOf(Worker) === EventEmitter, new WASI({ version: 'preview1' }) instanceof WASI)`
    const imports = `import { EventEmitter } from 'node:events'\nimport { WASI } from 'node:wasi'\nimport { Worker } from 'node:worker_threads'`
    assert.deepEqual(await logs(body, imports), [...Array<string>(4).fill('ProcessDenied'), 'true true'])
  })

  it('is not the priority of its own process, nor what Node would write of the end of it', async () => {
    const body = `os.setPriority(5); os.setPriority(process.pid, 5); v8.setFlagsFromString('--expose-gc')
      Object.assign(process.report, { reportOnFatalError: true, reportOnSignal: true, reportOnUncaughtException: true })
      console.log(os.getPriority(), process.report.getReport().header.cwd !== '')`
    const trace = await runApp(handler(body, `import os from 'node:os'\nimport v8 from 'node:v8'`), publishing('a'))
    assert.deepEqual([logsOf(trace), trace.end.notSimulated.filter(({ how }) => how === 'denied')], [['0 true'], []])
  })

  it('is not the name of the machine, which packages ask the system for', async () => {
    const trace = await runApp(
      handler(
        `await new Promise((done) => exec('uname -a', (error, name) => done(console.log(error, name))))`,
        `import { exec } from 'node:child_process'`,
      ),
      publishing('a'),
    )
    assert.deepEqual([logsOf(trace), trace.end.notSimulated], [['null Linux ampt\n'], []])
  })

  it('is not given a priority that Node knows none of', async () => {
    const body = `for (const args of [[0.5], [0, 20], ['1', 1], [process.pid, -21], []]) try { os.setPriority(...args) } catch (error) { console.log(error.code) }`
    const expected = ['ERR_OUT_OF_RANGE', 'ERR_OUT_OF_RANGE', 'ERR_INVALID_ARG_TYPE', 'ERR_OUT_OF_RANGE', 'ERR_INVALID_ARG_TYPE']
    assert.deepEqual(await logs(body, `import os from 'node:os'`), expected)
  })

  it('has no channel to the process that started it', async () => {
    const trace = await runApp(handler(`process.disconnect?.(); console.log(process.send, process.connected)`), publishing('a'))
    assert.deepEqual([logsOf(trace), trace.end.stopped], [['undefined false'], null])
  })

  it('is told with its line when a request of node:http is denied after the code that made it', async () => {
    const body = `await new Promise((resolve) => https.get('https://mail.example.com/', resolve).on('error', resolve))`
    const trace = await runApp(handler(body, `import https from 'node:https'`), publishing('a'))
    assert.deepEqual(
      trace.end.notSimulated.map(({ target, site }) => [target, site?.line]),
      [['https://mail.example.com/', 4]],
    )
  })

  it('is not the terminal, whose part of Node packages look up as they load', async () => {
    assert.deepEqual(await logs(`console.log(typeof (process as any).binding('tty_wrap').TTY)`), ['function'])
  })

  it('is not what lies in a URL itself or in memory', async () => {
    const body = `console.log(await (await fetch('data:text/plain,one')).text(), await (await fetch(URL.createObjectURL(new Blob(['two'])))).text())`
    const trace = await runApp(handler(body), publishing('a'))
    assert.deepEqual([logsOf(trace), trace.end.notSimulated], [['one two'], []])
  })

  it('may be answered by rules for one method of a URL', async () => {
    const body = `for (const method of ['POST', 'GET']) console.log(await fetch('https://api.example.com/x', { method }).then((reply) => reply.status, (error) => error.name))`
    const fetchRules = [{ match: 'POST https://api.example.com/*', reply: { status: 201 } }]
    assert.deepEqual(await logs(body, '', { fetchRules }), ['201', 'NetworkDenied'])
  })

  it('answers by rules whose URL is written as another form of the same', async () => {
    const body = `console.log((await fetch('https://x.test')).status, (await fetch('https://y.test/B?c')).statusText)`
    const fetchRules = ['https://x.test', 'HTTPS://Y.test/B?c'].map((match) => ({ match, reply: { status: 201 } }))
    assert.deepEqual(await logs(body, '', { fetchRules }), ['201 Created'])
  })

  it('may be answered by rules one way after the other, the last of which stays', async () => {
    const body = `for (const n of [1, 2, 3]) console.log((await fetch('https://x.test')).status)`
    const fetchRules = [{ match: 'https://x.test', reply: [{ status: 429 }, { status: 200 }] }]
    assert.deepEqual(await logs(body, '', { fetchRules }), ['429', '200', '200'])
  })

  it('may be answered by rules so that a client tries again', async () => {
    const body = `const dispatcher = new RetryAgent(new Agent(), { maxRetries: 2, minTimeout: 1000 })
      const from = Date.now()
      await request('https://x.test', { dispatcher }).catch((error) => console.log(error.name, Date.now() - from))`
    const files = {
      ...handler(body, `import { Agent, request, RetryAgent } from 'undici'`),
      ...installed({ undici: require.resolve('undici') }),
    }
    const fetchRules = [{ match: 'https://x.test', reply: { status: 503 } }]
    assert.deepEqual(logsOf(await runApp(files, publishing('a', { fetchRules }))), ['RequestRetryError 3000'])
  })
})

describe('a database that is allowed', () => {
  /** Replies to each line, in two pieces with a pause, and keeps the connection open. */
  async function withServer<T>(use: (port: number) => Promise<T>): Promise<T> {
    const sockets = new Set<Socket>()
    const server: Server = createServer((socket) => {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('data', (line: Buffer) => {
        setTimeout(() => socket.write(`reply to `), 60)
        setTimeout(() => socket.write(`${line.toString().trim()}\n`), 65)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    try {
      return await use((server.address() as AddressInfo).port)
    } finally {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    }
  }

  it('is waited for without virtual time, and its connection may stay open in a pool', () =>
    withServer(async (port) => {
      const pool = `import net from 'node:net'\nlet pooled: net.Socket
        const query = (text: string) => new Promise((resolve) => {
          pooled ??= net.connect(${port}, '127.0.0.1')
          let reply = ''
          pooled.on('data', function take(piece) { if ((reply += piece).endsWith('\\n')) { pooled.off('data', take); resolve(reply.trim()) } })
          pooled.write(text + '\\n')
        })`
      const trace = await runApp(
        handler(`console.log(await query('one'), await query('two'))\nif (event.attempt === 1) throw new Error('again')`, pool),
        publishing('a', { allowedHosts: ['127.0.0.1'] }),
      )
      assert.deepEqual(logsOf(trace), ['reply to one reply to two', 'reply to one reply to two'])
      assert.deepEqual([trace.events[0]!.state, trace.end.stopped], ['handled', null])
      assert.deepEqual([...trace.attempts.durationMs.subarray(0, 2)], [0, 0])
      assert.deepEqual(
        trace.end.notSimulated.map(({ what, how, site }) => [what, how, site?.line]),
        [['net.connect', 'allowed', 5]],
      )
    }))
})

describe('datagrams', () => {
  it('go to an allowed host, connected or not, and a reply is waited for; to others they are denied', async () => {
    const server = createSocket('udp4').on('message', (message, { port, address }) =>
      server.send(`got ${message.toString()}`, port, address),
    )
    await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve))
    const { port } = server.address()
    const body = `const socket = dgram.createSocket('udp4')
      const next = () => new Promise((resolve) => socket.once('message', (message) => resolve(String(message))))
      socket.send('one', ${port}, '127.0.0.1'); console.log(await next())
      socket.connect(${port}, '127.0.0.1', () => socket.send('two')); console.log(await next())
      const others = [() => dgram.createSocket('udp4').send('x', ${port}, '127.0.0.2'), () => dgram.createSocket('udp4').send('x', ${port}), () => dgram.createSocket('udp4').bind(0)]
      for (const other of others) try { other(); console.log('open') } catch (error) { console.log(error.name) }`
    try {
      const trace = await runApp(handler(body, `import dgram from 'node:dgram'`), publishing('a', { allowedHosts: ['127.0.0.1'] }))
      assert.deepEqual(logsOf(trace), ['got one', 'got two', 'NetworkDenied', 'NetworkDenied', 'NetworkDenied'])
      assert.deepEqual([trace.attempts.durationMs[0], trace.end.stopped], [0, null])
    } finally {
      server.close()
    }
  })

  it('without a reply do not hold the run', async () => {
    const body = `dgram.createSocket('udp4').send('count', 9, '127.0.0.1')`
    const trace = await runApp(handler(body, `import dgram from 'node:dgram'`), publishing('a', { allowedHosts: ['127.0.0.1'] }))
    assert.equal(trace.end.stopped, null)
  })
})

describe('what an app logs', () => {
  it('shows promises as Node does where nothing follows them', async () => {
    const body = `console.log(Promise.resolve(1)); console.log(Object.getOwnPropertySymbols(Promise.resolve()).length)`
    assert.deepEqual(await logs(body), ['Promise { 1 }', '0'])
  })
})
