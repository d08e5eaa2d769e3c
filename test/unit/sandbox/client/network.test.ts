import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { defaultScenario } from '../../../../src/simulator/defaultScenario'
import { handler, installed, logsOf, publishing, runApp } from '../../../support/runApp'
import { hostile } from './hostile'

describe('simulate, and the network', () => {
  it('denies fetch, names it with its place, and stops a chain that fails only through it', async () => {
    const trace = await hostile('reaches.out')
    assert.equal(trace.events[0]!.state, 'unknown')
    assert.equal(trace.attempts.length, 1)
    assert.deepEqual(
      trace.end.notSimulated.map(({ target, how, site }) => [target, how, site?.line]),
      [['https://mail.example.com/send', 'denied', 41]],
    )
  })

  it('names the handler where a package makes the call, behind a wait of its own', async () => {
    const files = {
      ...handler(`await ask()`, `import { ask } from 'client'`),
      'node_modules/client/package.json': '{ "name": "client", "main": "index.js" }',
      'node_modules/client/index.js': `exports.ask = () => new Promise((resolve, reject) => setTimeout(() => fetch('https://x.test').catch(reject), 10))`,
    }
    const trace = await runApp(files, publishing('a'))
    assert.deepEqual(
      trace.end.notSimulated.map(({ site }) => site?.line),
      [3],
    )
  })

  it('leaves it to Node to refuse to join a group that is none', async () => {
    const body = `for (const join of [() => createSocket('udp4').addMembership(), () => createSocket('udp4').addSourceSpecificMembership('127.0.0.1')])
      try { join(); console.log('joined') } catch (error) { console.log(error.code) }`
    const trace = await runApp(handler(body, `import { createSocket } from 'node:dgram'`), publishing('a'))
    assert.deepEqual([logsOf(trace), trace.end.notSimulated], [['ERR_MISSING_ARGS', 'ERR_INVALID_ARG_TYPE'], []])
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
        `dgram.createSocket('udp4').addMembership('224.0.0.251')`,
        `dgram.createSocket('udp4').addSourceSpecificMembership('127.0.0.1', '232.0.0.251')`,
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
      assert.ok(trace.end.notSimulated.every(({ how }) => how === 'denied'))
    } finally {
      await new Promise((resolve) => server.close(resolve))
    }
  })

  for (const [what, body] of [
    ['an error that nobody listens for', `https.request('https://x.test/', () => {}).end(); await new Promise(() => {})`],
    [
      'an error that a listener throws',
      `https.get('https://x.test/').on('error', (error) => { throw error }); await new Promise(() => {})`,
    ],
    ['a rejection that nobody handles', `void fetch('https://x.test/'); await new Promise(() => {})`],
    ['a client that tries again until its time is over', `for (;;) { await fetch('https://x.test/').catch(() => {}); await sleep(500) }`],
    [
      'the time limit of a handler that swallowed it, and waits for a timer',
      `await fetch('https://x.test/').catch(() => {}); await sleep(6000)`,
    ],
    ['a client that was denied as the app was loaded', `await ready`],
  ] as const) {
    it(`leaves the outcome unknown where a denied call comes back as ${what}`, async () => {
      const loads = `const ready = new Promise(() => { fetch('https://cache.test/').catch(() => {}) })`
      const before = `import https from 'node:https'\nimport { setTimeout as sleep } from 'node:timers/promises'\n${what.includes('loaded') ? loads : ''}`
      const { events, attempts } = await runApp(handler(body, before), publishing('a'))
      assert.deepEqual([events[0]!.state, attempts.length], ['unknown', 1])
    })
  }

  const ofPackage = `import { EventSource, WebSocket } from 'undici'`
  const socket = [`new WebSocket('wss://x.test/live')`, 'net.connect x.test:443'] as const
  for (const [what, before, [make, call]] of [
    ['a WebSocket of the package undici', ofPackage, socket],
    ['an EventSource of the package undici', ofPackage, [`new EventSource('https://x.test/live')`, 'fetch https://x.test/live']],
    ...('WebSocket' in globalThis ? [['a WebSocket of Node', '', socket] as const] : []),
  ] as const) {
    it(`tells why it was denied in the event of ${what}, which leaves the outcome unknown`, async () => {
      const body = `const live = ${make}\nawait new Promise((_, reject) => { live.onerror = reject })`
      const trace = await runApp({ ...handler(body, before), ...installed({ undici: require.resolve('undici') }) }, publishing('a'))
      assert.deepEqual([trace.events[0]!.state, trace.attempts.length], ['unknown', 1])
      const { effects, handlers } = trace.details[0]!
      assert.deepEqual(
        effects.map(({ kind, target, site, denied }) => [`${kind} ${target}`, site?.line, denied]),
        [[call, 4, true]],
      )
      assert.match(handlers[0]!.error!.message, /x\.test\S* was denied: .* Allow it with --allow-net HOST/)
    })
  }

  it('leaves events of the app as they are', async () => {
    const body = `await fetch('https://denied.test/').catch(() => null)
    for (const url of ['/x', 'https://x.test/', 'https://denied.test/', undefined]) {
      const own = Object.assign(new EventTarget(), { url })
      own.addEventListener('error', (event) => console.log(url, event.error))
      own.dispatchEvent(new Event('error'))
    }
    try { new EventTarget().dispatchEvent() } catch ({ code }) { console.log(code) }`
    assert.deepEqual(logsOf(await runApp(handler(body), publishing('a'))), [
      '/x undefined',
      'https://x.test/ undefined',
      'https://denied.test/ undefined',
      'undefined undefined',
      'ERR_MISSING_ARGS',
    ])
  })

  const denied = `fetch('https://cache.test/').catch(() => {})`
  for (const [what, body] of [
    ['by a timer of its own, whatever was denied as the app was loaded', `await new Promise((done) => setTimeout(done, 6000))`],
    ['by the platform, likewise', `for (let n = 0; n < 4000; n++) await data.set('k', n)`],
    ['whatever was denied to another handler', `await new Promise((done) => setTimeout(done, 6000))`],
  ] as const) {
    it(`retries what does not end in time ${what}`, async () => {
      const before = `import { data } from '@ampt/data'\n${what.includes('another') ? `events.on('a', async () => { await ${denied} })` : denied}`
      const { events } = await runApp(handler(body, before), publishing('a', { untilMs: 10_000 }))
      assert.equal(events[0]!.state, 'retrying')
    })
  }

  it('retries what fails by a time limit of its own beside a denied call, and says that it may follow from that', async () => {
    const body = `const limit = new Promise((_, reject) => setTimeout(() => reject(new Error('too slow')), 1000))
      await Promise.race([fetch('https://x.test/').catch(() => new Promise(() => {})), limit])`
    const [event] = (await runApp(handler(body), publishing('a', { untilMs: 10_000 }))).events
    assert.equal(event!.state, 'retrying')
    assert.match(event!.notes.join(), /https:\/\/x\.test\/ was denied in an attempt that failed with an error of its own: this may follow/)
  })

  it('leaves the outcome unknown where a denied call comes back uncaught while another handler runs', async () => {
    const before = `events.on('a', () => new Promise((done) => setTimeout(done, 100)))`
    const { events } = await runApp(handler(`void fetch('https://x.test/'); await new Promise(() => {})`, before), publishing('a'))
    assert.equal(events[0]!.state, 'unknown')
  })

  it('denies what connects again and again behind the load ever more slowly', async () => {
    const before = `import net from 'node:net'
      let tries = 0
      const connect = () => { tries++; net.connect(6379, 'cache.test').on('error', () => setTimeout(connect, 500)) }
      connect()`
    const days = 14 * 24 * 60 * 60 * 1000
    const trace = await runApp(handler('console.log(tries)', before), {
      ...defaultScenario,
      steps: [{ kind: 'publish', atMs: days, name: 'a', body: {} }],
    })
    const [tries] = logsOf(trace).map(Number)
    assert.ok(tries! > 50 && tries! < 500, String(tries))
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
        trace.end.notSimulated.map(({ how }) => how),
        ['allowed'],
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

  it('waits for no reply of an allowed host before the app has asked in full, whatever that hangs on', async () => {
    const server = createServer((request, response) => void request.resume().on('end', () => response.end('http')))
    const talker = createTcpServer((socket) => void socket.on('data', (data) => void (String(data).endsWith('.') && socket.end('tcp'))))
    for (const one of [server, talker]) await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve))
    const [http, tcp] = [server, talker].map((one) => (one.address() as AddressInfo).port)
    const before = `import http from 'node:http'; import net from 'node:net'; import { setImmediate as soon, setTimeout as later } from 'node:timers/promises'
      const url = 'http://127.0.0.1:${http}/'
      const parts = (socket, wait) => new Promise((done) => { socket.on('response', done).on('data', done); socket.write('a'); wait().then(() => socket.end('b.')) })
      async function* slow() { yield Buffer.from('a'); await later(50); yield Buffer.from('b') }`
    const body = `await parts(http.request(url, { method: 'POST' }), soon); await parts(http.request(url, { method: 'POST' }), () => later(50))
      await fetch(url, { method: 'POST', body: slow(), duplex: 'half' }); await parts(net.connect(${tcp}, '127.0.0.1'), soon); console.log(Date.now() - event.time)`
    try {
      // In vain, each would wait for 3.6 s.
      const budgets = { ...defaultScenario.budgets, wallMs: 12_000 }
      const trace = await runApp(handler(body, before), publishing('a', { allowedHosts: ['127.0.0.1'], budgets }))
      assert.deepEqual([trace.end.stopped, logsOf(trace), trace.end.notes], [null, ['100'], []])
    } finally {
      for (const one of [server, talker]) await new Promise((resolve) => one.close(resolve))
    }
  })

  it('replies by rule with the length of what it holds, and to a HEAD with that which the rule tells', async () => {
    const body = `for (const method of ['GET', 'HEAD']) console.log((await fetch('https://x.test/', { method })).headers.get('content-length'))`
    const fetchRules = [{ match: 'https://x.test/', reply: { headers: { 'content-length': '12345' }, text: 'four' } }]
    assert.deepEqual(logsOf(await runApp(handler(body), publishing('a', { fetchRules }))), ['4', '12345'])
  })

  it('replies by rule, and with {} where the network is stubbed, to fetch and to node:http, which may keep its connection', async () => {
    const body = `const text = await (await fetch('https://mail.example.com/send')).text()
      const headers = { connection: 'keep-alive' }
      const other = await new Promise<string>((resolve, reject) => https.get('https://else.example.com/', { headers }, (reply) => {
        let all = ''; reply.on('data', (piece) => (all += piece)); reply.on('end', () => resolve(all)) }).on('error', reject))
      console.log(text, other)`
    const fetchRules = [{ match: 'https://mail.example.com/*', reply: { json: { sent: true } } }]
    const trace = await runApp(handler(body, `import https from 'node:https'`), publishing('a', { network: 'stub', fetchRules }))
    assert.deepEqual(logsOf(trace), ['{"sent":true} {}'])
  })
})
