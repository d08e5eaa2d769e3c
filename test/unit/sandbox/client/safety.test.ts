import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Budgets, Scenario } from '../../../../src/model/scenario'
import type { Stop, Trace } from '../../../../src/model/trace'
import { createReadySimulate } from '../../../../src/sandbox/client/readySimulate'
import { defaultScenario } from '../../../../src/simulator/defaultScenario'
import { dist } from '../../../support/built'
import { elfFile } from '../../../support/elfFile'
import { handler, installed, logsOf, publishing, runApp, withApp } from '../../../support/runApp'

const within = (budgets: Partial<Budgets>): Partial<Scenario> => ({ budgets: { ...defaultScenario.budgets, ...budgets } })

/** Why a run of a handler ended: the reason, the event, and the line. */
async function stopOf(body: string, budgets: Partial<Budgets>, more: Partial<Scenario> = {}): Promise<Stop & { trace: Trace }> {
  const trace = await runApp(handler(body), publishing('a', { ...within(budgets), ...more }))
  assert.ok(trace.end.stopped !== null, 'the run was not stopped')
  return { ...trace.end.stopped, trace }
}

/** More than fit into the queue of a server that takes none. */
const MANY = 20

/** Gives the port of a server that takes no connections any more, and refuses none: its process is stopped, and its queue full. */
async function withFullServer(use: (port: number) => Promise<void>): Promise<void> {
  const program = `const s = require('net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => process.send(s.address().port))`
  const server = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
  const sockets: Socket[] = []
  try {
    const [port] = (await once(server, 'message')) as [number]
    server.kill('SIGSTOP')
    for (let each = 0; each < MANY; each++) sockets.push(connect(port, '127.0.0.1').on('error', () => undefined))
    await use(port)
  } finally {
    for (const socket of sockets) socket.destroy()
    server.kill('SIGKILL')
  }
}

/** Serves a connection that is never answered, and tells when one came. */
async function withSilentServer<T>(use: (port: number, onAsked: Promise<void>) => Promise<T>): Promise<T> {
  let asked = (): void => undefined
  const onAsked = new Promise<void>((resolve) => (asked = resolve))
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    asked()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    return await use((server.address() as AddressInfo).port, onAsked)
  } finally {
    server.close()
  }
}

/** The processes that this one started for apps and that are alive. */
function children(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const [, , parent] = readFileSync(`/proc/${pid}/stat`, 'utf8')
          .replace(/\(.*\)/, '')
          .split(/\s+/)
        return Number(parent) === process.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('child.js')
      } catch (error) {
        // It ended while it was looked at.
        assert.match((error as NodeJS.ErrnoException).code ?? '', /ENOENT|ESRCH/)
        return false
      }
    })
}

const scratchFolders = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith(`ampt-events-run-${process.pid}-`))

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
      const scenario = publishing('a', { ...within({ wallMs: 2000 }), allowedHosts: ['127.0.0.1'] })
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

describe('a host that never answers', () => {
  const imports = `import http from 'node:http'\nimport net from 'node:net'\nimport 'undici'`
  const url = (port: number): string => `'http://127.0.0.1:${port}/'`
  for (const [what, ask] of [
    ['fetch', (port) => `fetch(${url(port)})`],
    [
      'fetch that the app calls off',
      (port) => `fetch(${url(port)}, { signal: AbortSignal.timeout(3000) }).catch((error) => console.log(error.name))`,
    ],
    ['http.get', (port) => `new Promise((done, fail) => http.get(${url(port)}, done).on('error', fail))`],
    ['a socket', (port) => `new Promise((done) => net.connect(${port}, '127.0.0.1').on('data', done).write('hi'))`],
  ] satisfies [string, (port: number) => string][]) {
    it(`is waited for in vain for a while, then time passes: ${what}`, () =>
      withSilentServer(async (port) => {
        const scenario = publishing('a', { ...within({ wallMs: 4000 }), allowedHosts: ['127.0.0.1'] })
        const trace = await runApp(
          { ...handler(`if (event.attempt === 1) await ${ask(port)}`, imports), ...installed({ undici: require.resolve('undici') }) },
          scenario,
        )
        const { durationMs } = trace.attempts
        const isOff = what.includes('off')
        assert.deepEqual([trace.end.stopped, trace.events[0]!.state, durationMs[0]], [null, 'handled', isOff ? 3000 : 5000])
        assert.deepEqual(logsOf(trace), isOff ? ['TimeoutError'] : [])
        assert.ok(
          trace.end.notes.some((note) => note.startsWith(`127.0.0.1:${port} did not answer within 1.2 s`)),
          trace.end.notes.join(),
        )
      }))
  }

  for (const [what, ask] of [
    ['net.connect', (port) => `net.connect(${port}, '127.0.0.1')`],
    ['tls.connect', (port) => `tls.connect(${port}, '127.0.0.1')`],
    ['http.get', (port) => `http.get(${url(port)})`],
  ] satisfies [string, (port: number) => string][]) {
    it(`is let go alike where it does not even take the connection, and the app may close what it has of it: ${what}`, () =>
      withFullServer(async (port) => {
        const scenario = publishing('a', { ...within({ wallMs: 4000 }), allowedHosts: ['127.0.0.1'] })
        const body = `if (event.attempt > 1) return
          const socket = ${ask(port)}
          await new Promise((done, fail) => { socket.on('error', fail); setTimeout(() => socket.destroy(new Error('enough')), 1000) })`
        const trace = await runApp(
          handler(body, `import http from 'node:http'\nimport net from 'node:net'\nimport tls from 'node:tls'`),
          scenario,
        )
        assert.deepEqual([trace.end.stopped, trace.events[0]!.state, trace.attempts.durationMs[0]], [null, 'handled', 1000])
        assert.equal(trace.details[0]!.handlers[0]!.error?.message, 'enough')
        assert.ok(
          trace.end.notes.some((note) => note.startsWith(`127.0.0.1:${port} did not answer within 1.2 s`)),
          trace.end.notes.join(),
        )
      }))
  }
})

describe('what ran so far is kept', () => {
  it('when one call takes far more memory than the run may have', async () => {
    const body = `if (event.attempt < 300) throw new Error('again')\nconst all = new Array(2 ** 25).fill(1.5)\nfor (;;) all[0]++`
    const trace = await runApp(handler(body), publishing('a', within({ heapMb: 80, stuckMs: 20_000 })))
    assert.deepEqual([trace.end.stopped?.reason, trace.end.stopped?.event], ['out-of-memory', 'a'])
    assert.match(trace.end.stopped!.message, /^handler 1 of "a" at index\.ts:3 needed more than the 80 MB/)
    assert.equal(trace.attempts.length, 300)
  })

  const before = `console.log('attempt', event.attempt)\nif (event.attempt < 3) throw new Error('again')`

  it('when the process is killed from outside while the app waits', () =>
    withSilentServer(async (port, onAsked) => {
      const body = `${before}\nawait new Promise((resolve) => net.connect(${port}, '127.0.0.1').on('data', resolve))`
      let told = (): void => undefined
      const onTold = new Promise<void>((resolve) => (told = resolve))
      const onProgress = ({ attempts }: { attempts: number }): void => void (attempts === 2 && told())
      const imports = `import net from 'node:net'\nimport { http } from '@ampt/sdk'\nhttp.use('/x', () => new Response('answer'))`
      const steps: Scenario['steps'] = [
        { kind: 'request', atMs: 0, method: 'GET', path: '/x' },
        { kind: 'publish', atMs: 1, name: 'a', body: {} },
      ]
      const run = runApp(handler(body, imports), publishing('a', { allowedHosts: ['127.0.0.1'], steps }), { onProgress })
      await Promise.all([onAsked, onTold])
      for (const pid of children()) process.kill(pid, 'SIGKILL')
      const trace = await run
      assert.equal(trace.attempts.length, 2)
      assert.deepEqual(logsOf(trace), ['attempt 1', 'attempt 2'])
      assert.deepEqual(
        trace.calls.map(({ response }) => response?.body),
        [undefined, 'answer'],
      )
      assert.ok(trace.end.stopped !== null)
    }))

  it('when it is interrupted while the app waits for a reply, the attempt that is under way included', () =>
    withSilentServer(async (port, onAsked) => {
      const url = `http://127.0.0.1:${port}/`
      const body = `console.log('one'); await data.set('k', { a: 1 }); await fetch('${url}')`
      const interrupt = new AbortController()
      const scenario = publishing('a', { allowedHosts: ['127.0.0.1'] })
      const run = runApp(handler(body, `import { data } from '@ampt/data'`), scenario, { signal: interrupt.signal })
      await onAsked
      interrupt.abort()
      const trace = await run
      assert.deepEqual([trace.end.stopped?.reason, trace.attempts.length, logsOf(trace)], ['interrupted', 1, ['one']])
      assert.deepEqual(
        trace.details[0]!.effects.map(({ kind, target }) => `${kind} ${target}`),
        ['data.set k', `fetch ${url}`],
      )
      assert.deepEqual([trace.end.data['k'], trace.end.notSimulated.length], [{ a: 1 }, 1])
      assert.match(trace.end.waiting[0]!.message, new RegExp(`waits for a reply of 127\\.0\\.0\\.1:${port}\\.`))
    }))

  it('when a handler is stuck, the attempt that is under way included', async () => {
    const { trace } = await stopOf(`${before}\nfor (;;) {}`, { stuckMs: 300 })
    assert.deepEqual(logsOf(trace), ['attempt 1', 'attempt 2', 'attempt 3'])
  })

  it('when the app exits where no error may be thrown', async () => {
    const body = `${before}\nreadFile('none', () => { throw new Error('x') }); await new Promise(() => {})`
    const exits = `process.setUncaughtExceptionCaptureCallback(() => process.exit(1))`
    const trace = await runApp(handler(body, `import { readFile } from 'node:fs'\n${exits}`), publishing('a'))
    assert.deepEqual([trace.end.stopped?.reason, trace.attempts.length], ['crashed', 3])
  })

  it('when the app breaks what the run itself stands on', async () => {
    const trace = await runApp(handler(`${before}\nArray.prototype.map = null`), publishing('a'))
    assert.deepEqual([trace.end.stopped?.reason, trace.events[0]?.name, trace.attempts.length > 0], ['crashed', 'a', true])
  })
})

describe('an app cannot end the run', () => {
  const ends = async (body: string, before = ''): Promise<readonly string[]> => {
    const trace = await runApp(handler(body, before), publishing('a', { untilMs: 10 }))
    assert.equal(trace.end.stopped, null)
    return trace.details.flatMap(({ handlers }) => handlers.map(({ outcome, error }) => `${outcome}: ${error?.message ?? ''}`))
  }
  const exits = `process.on('uncaughtException', () => process.exit(1))`

  for (const [what, body, before, expected] of [
    ['by leaving a process that it is no child of', `process.disconnect()`, '', 'rejected: process.disconnect is not a function'],
    [
      'by an exit when nobody caught an error',
      `setTimeout(() => { throw new Error('x') }); await new Promise(() => {})`,
      exits,
      'exited: process.exit(1) was called',
    ],
    [
      'by an exit when a callback of Node threw',
      `readFile('none', () => { throw new Error('x') }); await new Promise(() => {})`,
      `import { readFile } from 'node:fs'\n${exits}`,
      'exited: process.exit(1) was called',
    ],
    [
      'by taking away who listens',
      `readFile('none', () => { throw new Error('x') }); await new Promise(() => {})`,
      `import { readFile } from 'node:fs'\nprocess.removeAllListeners()`,
      'threw: x',
    ],
    ['by saying that its parent is gone', `process.emit('disconnect')`, '', 'handled: '],
    ['by taking away a global', `globalThis.JSON = null; await events.publish('b', {})`, '', 'handled: '],
  ] as const) {
    it(what, async () => {
      assert.deepEqual(await ends(body, before), [expected])
    })
  }
})

describe('what an app leaves open holds no run open', () => {
  it('watches of files, which the run says that it does not simulate', async () => {
    const watches = `watch('.', () => {})\nwatchFile('index.ts', () => {})\nvoid (async () => { for await (const change of promises.watch('.')); })()`
    const trace = await runApp(handler('', `import { promises, watch, watchFile } from 'node:fs'\n${watches}`), publishing('a'))
    assert.deepEqual([trace.events[0]!.state, trace.end.stopped], ['handled', null])
    assert.deepEqual(
      trace.end.notSimulated.map(({ what, site }) => [what, site?.line]),
      ['fs.watch', 'fs.watchFile', 'fs.watch'].map((what, index) => [what, 3 + index]),
    )
  })

  it('ports and channels of messages, which arrive all the same', async () => {
    const before = `const heard = new BroadcastChannel('c')\nheard.onmessage = ({ data }) => console.log(data)`
    const body = `const { port1, port2 } = new MessageChannel()
      port1.onmessage = ({ data }) => port1.postMessage(data + ' and back')
      port2.on('message', (data) => console.log(data))
      port2.postMessage('there')
      new BroadcastChannel('c').postMessage('to all')
      await new Promise((done) => setTimeout(done, 1))`
    const trace = await runApp(handler(body, before), publishing('a'))
    const logs = [...logsOf(trace), ...trace.calls.flatMap(({ logs }) => logs.map(({ text }) => text))]
    assert.deepEqual([logs, trace.end.stopped], [['there and back', 'to all'], null])
  })
})

describe('who listens to its process', () => {
  it('is told of errors that nobody caught, which then fail no attempt', async () => {
    const before = `process.on('uncaughtException', (error) => console.log(error.message))\nprocess.on('unhandledRejection', (error) => console.log(error.message))`
    const body = `setTimeout(() => { throw new Error('thrown') }); Promise.reject(new Error('rejected')); await new Promise((done) => setTimeout(done, 10))`
    const trace = await runApp(handler(body, before), publishing('a'))
    assert.deepEqual([trace.events[0]!.state, logsOf(trace)], ['handled', ['rejected', 'thrown']])
  })

  it('hears nothing of another instance', async () => {
    const scenario = publishing('a', { steps: [0, 1].map((atMs) => ({ kind: 'publish', atMs, name: 'a', body: {} })), instances: 2 })
    const trace = await runApp(handler(`console.log(process.listenerCount('x'))`, `process.on('x', () => {})`), scenario)
    assert.deepEqual(logsOf(trace), ['1'])
  })
})

describe('a native add-on', () => {
  const load = (names: readonly string[], changes: Partial<Scenario> = {}): Promise<Trace> => {
    const before = `import { createRequire } from 'node:module'`
    const body = `createRequire(import.meta.url)(process.env.ADDON!)`
    return withApp({ 'add.node': '' }, (folder) => {
      const file = join(folder, 'add.node')
      writeFileSync(file, elfFile(names))
      return runApp(handler(body, before), publishing('a', { untilMs: 0, env: { ADDON: file }, ...changes }))
    })
  }
  const told = ({ end, details }: Trace): unknown => [
    end.notSimulated.map(({ what, how, site }) => [what, how, site?.line]),
    details[0]!.effects.map(({ kind, denied }) => [kind, denied]),
  ]

  it('that opens sockets is denied, recorded as an effect, and leaves the outcome unknown', async () => {
    const trace = await load(['napi_create_function', 'connect'])
    assert.deepEqual(told(trace), [[['native add-on', 'denied', 4]], [['native add-on', true]]])
    assert.equal(trace.events[0]!.state, 'unknown')
  })

  it('that opens none is loaded, and listed as what nothing controls', async () => {
    assert.deepEqual(told(await load(['napi_create_function'])), [[['native add-on', 'uncontrolled', 4]], []])
  })

  it('is loaded where the network is allowed', async () => {
    assert.deepEqual(told(await load(['connect'], { network: 'allow' })), [[['native add-on', 'uncontrolled', 4]], []])
  })
})

describe('the hardened mode', () => {
  const hardened = { isHardened: true }

  it('runs an app with its files, its packages and its writes', async () => {
    const app = {
      ...handler(
        `writeFileSync('out.txt', 'x'); console.log(readFileSync('out.txt', 'utf8'), word, (await import('./late')).late)`,
        `import { readFileSync, writeFileSync } from 'node:fs'\nimport { word } from 'package'`,
      ),
      'late.ts': `export const late = 'y'`,
      'node_modules/package/package.json': '{ "name": "package", "main": "index.js" }',
      'node_modules/package/index.js': `exports.word = 'z'`,
    }
    const trace = await runApp(app, publishing('a', hardened))
    assert.deepEqual([logsOf(trace), trace.end.stopped], [['x z y'], null])
  })

  it('lets Node itself refuse files of others and native code', async () => {
    const body = `for (const reach of [() => readFileSync('/etc/passwd'), () => process.binding('util'), () => process.dlopen({ exports: {} }, './x.node')])
      try { reach(); console.log('reached') } catch (error) { console.log(error.code) }`
    const trace = await runApp(handler(body, `import { readFileSync } from 'node:fs'`), publishing('a', hardened))
    assert.deepEqual(logsOf(trace), ['ERR_ACCESS_DENIED', 'ERR_ACCESS_DENIED', 'ERR_DLOPEN_DISABLED'])
  })

  for (const [what, body] of [
    ['fs.read /etc/passwd', `readFileSync('/etc/passwd')`],
    ['fs.read /etc/passwd', `await promises.readFile('/etc/passwd')`],
    ['fs.read /etc', `writeFileSync('/etc/passwd', '')`],
    ['native add-on x.node', `process.dlopen({ exports: {} }, './x.node')`],
  ] as const) {
    it(`counts what Node refuses as its own refusal, not as the app's failure: ${body}`, async () => {
      const trace = await runApp(
        handler(body, `import { promises, readFileSync, writeFileSync } from 'node:fs'`),
        publishing('a', hardened),
      )
      assert.deepEqual([trace.events[0]!.state, trace.attempts.length], ['unknown', 1])
      assert.deepEqual(
        trace.end.notSimulated.map(({ what, target, denied }) => [`${what} ${target}`, denied]),
        [[what, true]],
      )
    })
  }

  it('lists what it refused though the app caught the error', async () => {
    const body = `try { readFileSync('/etc/passwd') } catch {}`
    const trace = await runApp(handler(body, `import { readFileSync } from 'node:fs'`), publishing('a', hardened))
    assert.deepEqual([trace.events[0]!.state, trace.end.notSimulated.map(({ what }) => what)], ['handled', ['fs.read']])
  })

  it('names a stuck handler without the line where it is, and keeps what ran before', async () => {
    const stop = await stopOf(
      `console.log('attempt', event.attempt)\nif (event.attempt < 3) throw new Error('again')\nfor (;;) {}`,
      { stuckMs: 300 },
      hardened,
    )
    assert.deepEqual([stop.reason, stop.event, stop.site], ['stuck', 'a', null])
    assert.match(stop.message, /^handler 1 of "a" at index\.ts:3 did not give up control for 0\.3 s:/)
    assert.ok(logsOf(stop.trace).includes('attempt 1'))
  })
})

describe('fifty runs', () => {
  it('leave no process, folder, handle or listener behind, however they end', async () => {
    const ready = createReadySimulate(dist)
    const abort = new AbortController()
    let listeners = 0
    const { signal } = abort
    const add = signal.addEventListener.bind(signal)
    const remove = signal.removeEventListener.bind(signal)
    signal.addEventListener = (...args: Parameters<typeof add>) => (listeners++, add(...args))
    signal.removeEventListener = (...args: Parameters<typeof remove>) => (listeners--, remove(...args))
    const ends = [
      ``,
      `throw new Error('no')`,
      `process.exit(3)`,
      `for (;;) {}`,
      `await fetch('https://mail.example.com')`,
      `setInterval(() => undefined, 1000); await new Promise(() => undefined)`,
      `(await import('node:http')).createServer().listen(0); (await import('node:fs')).writeFileSync('x.txt', '1')`,
      `events.publish('a', {})`,
      `const all: unknown[] = []; for (;;) all.push(Buffer.alloc(1e6, 1))`,
    ]
    const [processes, folders, handles] = [children(), scratchFolders(), process.getActiveResourcesInfo().length]
    for (let at = 0; at < 50; at++) {
      const scenario = publishing('a', { ...within({ stuckMs: 200, hops: 20, heapMb: 80 }), untilMs: 3_600_000 })
      await withApp(handler(ends[at % ends.length]!), (folder) =>
        ready.simulate({ folder, entry: null, scenario, stubs: {}, nodePath: null, signal }),
      )
    }
    ready.dispose()
    // The process that was kept for the next run ends on its own time.
    while (children().length > processes.length || scratchFolders().length > folders.length)
      await new Promise((resolve) => setTimeout(resolve, 20))
    assert.deepEqual(scratchFolders(), folders)
    assert.ok(process.getActiveResourcesInfo().length <= handles + 1, process.getActiveResourcesInfo().join())
    assert.equal(listeners, 0)
  })
})
