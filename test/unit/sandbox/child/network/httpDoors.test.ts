import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { NetworkMode } from '../../../../../src/model/scenario'
import type { Trace } from '../../../../../src/model/trace'
import { handler, installed, logsOf, publishing, runApp } from '../../../../support/runApp'

const imports = `import http from 'node:http'\nimport https from 'node:https'`
const url = `'https://mail.example.com/'`
const answered = (make: string): string => `new Promise((resolve) => ${make}.on('response', resolve).on('error', resolve).end())`

/** A call for each way to ask, of the function as it was when the app was loaded. */
const ways = {
  fetch: { kept: 'fetch', call: `kept(${url}).catch((error) => error)` },
  'http.request': { kept: 'http.request', call: answered(`kept('http://mail.example.com/')`) },
  'http.get': { kept: 'http.get', call: answered(`kept('http://mail.example.com/')`) },
  'http.ClientRequest': { kept: 'http.ClientRequest', call: answered(`new kept('http://mail.example.com/')`) },
  'https.request': { kept: 'https.request', call: answered(`kept(${url})`) },
  'https.get': { kept: 'https.get', call: answered(`kept(${url})`) },
  ...Object.fromEntries(
    ['connect', 'secureConnect', 'ready', 'lookup'].map((event) => [
      `https.request, sent on "${event}" of its socket`,
      {
        kept: 'https.request',
        call: `new Promise((resolve) => {
          const asked = kept(${url}).on('response', resolve).on('error', resolve)
          asked.once('socket', (socket) => socket.once('${event}', () => asked.end()))
        })`,
      },
    ]),
  ),
  'https.request, sent once its socket is connected, as stripe has it': {
    kept: 'https.request',
    call: `new Promise((resolve) => {
      const asked = kept(${url}).on('response', resolve).on('error', resolve)
      asked.on('socket', (socket) => (socket.connecting ? socket.once('secureConnect', () => asked.end()) : asked.end()))
    })`,
  },
}

function firstCall({ kept, call }: { kept: string; call: string }, network: NetworkMode): Promise<Trace> {
  const body = `const reply = await ${call}; console.log(reply.name ?? reply.status ?? reply.statusCode)`
  return runApp(handler(body, `${imports}\nconst kept: any = ${kept}`), publishing('a', { network }))
}

describe('the first request of an app, by what it kept of Node when it was loaded', () => {
  for (const [name, way] of Object.entries(ways)) {
    it(`is denied: ${name}`, async () => {
      const trace = await firstCall(way, 'deny')
      assert.deepEqual(logsOf(trace), ['NetworkDenied'])
      assert.deepEqual(
        trace.end.notSimulated.map(({ what, target, how }) => [what, target.replace('https', 'http'), how]),
        [['fetch', 'http://mail.example.com/', 'denied']],
      )
    })

    it(`is answered where the network is stubbed: ${name}`, async () => {
      assert.deepEqual(logsOf(await firstCall(way, 'stub')), ['200'])
    })
  }

  const own = ['ClientRequest', 'fetch'].map((name) => JSON.stringify(require.resolve(`@mswjs/interceptors/${name}`)))
  const ownImports = `${imports}\nimport { ClientRequestInterceptor } from ${own[0]}\nimport { FetchInterceptor } from ${own[1]}`

  it('is denied where the app brings an interceptor of its own', async () => {
    const before = `${ownImports}\nnew ClientRequestInterceptor().apply()\nnew FetchInterceptor().apply()`
    const calls = Object.values(ways).map(({ kept, call }) => `console.log((await ${call.replace('kept', kept)}).name)`)
    const trace = await runApp(handler(calls.join('\n'), before), publishing('a'))
    assert.deepEqual(
      logsOf(trace),
      calls.map(() => 'NetworkDenied'),
    )
    assert.ok(trace.end.notSimulated.every(({ what, how }) => what === 'fetch' && how === 'denied'))
  })

  it('is answered by an interceptor of the app where that has an answer, and denied otherwise', async () => {
    const before = `${ownImports}
const all: any[] = []
const listen = () => {
  all.push(new ClientRequestInterceptor(), new FetchInterceptor())
  for (const one of all.slice(-2)) {
    one.apply()
    one.on('request', async ({ request, controller }) => {
      await new Promise((done) => setTimeout(done, 10))
      const { pathname } = new URL(request.url)
      if (pathname === '/own') controller.respondWith(new Response('own', { status: 201 }))
      if (pathname === '/through') controller.passthrough()
    })
  }
}
const ask = async () => {
  for (const path of ['own', 'through', 'other']) {
    console.log(path, await fetch('https://mail.example.com/' + path).then((reply) => reply.status, (error) => (error.cause ?? error).name))
    const reply: any = await new Promise((done) => https.get('https://mail.example.com/' + path, done).on('error', done))
    console.log(path, reply.statusCode ?? reply.name)
  }
}
listen()`
    // One that ended leaves the next its place.
    const body = `await ask(); for (const one of all) one.dispose(); listen(); await ask()`
    const { logs, notSimulated } = await runApp(handler(body, before), publishing('a', { untilMs: 3_600_000 })).then((trace) => ({
      logs: logsOf(trace),
      notSimulated: trace.end.notSimulated,
    }))
    const once = ['own 201', 'own 201', ...['through', 'through', 'other', 'other'].map((path) => `${path} NetworkDenied`)]
    assert.deepEqual(logs, [...once, ...once])
    assert.ok(notSimulated.length > 0 && notSimulated.every(({ how }) => how === 'denied'))
  })

  it('is replied to by a rule whatever dispatcher it is given, which an allowed host is reached by', async () => {
    const server = createServer((_, response) => void response.end('real'))
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const before = `import { Agent, setGlobalDispatcher } from 'undici'
class Own extends Agent { dispatch(asked, handler) { console.log('asked', asked.path); return super.dispatch(asked, handler) } }
const ask = async (path, given) => { for (const host of ['https://ruled.test', process.env.REAL]) console.log(await (await fetch(host + path, given)).text()) }`
    const body = `await ask('/given', { dispatcher: new Own() }); setGlobalDispatcher(new Own()); await ask('/set')`
    const scenario = publishing('a', {
      allowedHosts: ['127.0.0.1'],
      env: { REAL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
      fetchRules: [{ match: 'https://ruled.test/*', reply: { text: 'ruled' } }],
    })
    try {
      const trace = await runApp({ ...handler(body, before), ...installed({ undici: require.resolve('undici') }) }, scenario)
      assert.deepEqual(logsOf(trace), ['ruled', 'asked /given', 'real', 'ruled', 'asked /set', 'real'])
    } finally {
      server.close()
    }
  })

  it('comes after what the app put around fetch itself', async () => {
    const around = `const inner = globalThis.fetch\nglobalThis.fetch = (...args) => (console.log('around'), inner(...args))`
    const body = `for (let at = 0; at < 2; at++) console.log((await fetch(${url})).status)`
    const trace = await runApp(handler(body, around), publishing('a', { network: 'stub' }))
    assert.deepEqual(logsOf(trace), ['around', '200', 'around', '200'])
  })
})

describe('a request by the package undici, however it is made', () => {
  const app = (body: string, before = ''): Record<string, string> => ({
    ...handler(
      body,
      `${before}import undici, { Client, Pool, fetch as ask, request, stream } from 'undici'\nimport { Writable } from 'node:stream'`,
    ),
    'node_modules/undici/package.json': '{ "name": "undici", "main": "index.js" }',
    'node_modules/undici/index.js': `module.exports = require(${JSON.stringify(require.resolve('undici'))})`,
  })
  const calls = [
    `ask('https://api.test/a?b=c').then(async (reply) => [reply.status, reply.headers.get('x-by'), await reply.text()])`,
    `undici.fetch('https://api.test/a?b=c').then(async (reply) => [reply.status, reply.headers.get('x-by'), await reply.text()])`,
    `request('https://api.test/a', { query: { b: 'c' } }).then(async ({ statusCode, headers, body }) => [statusCode, headers['x-by'], await body.text()])`,
    `new Client('https://api.test').request({ method: 'GET', path: '/a?b=c' }).then(async ({ statusCode, headers, body }) => [statusCode, headers['x-by'], await body.text()])`,
    `new Pool('https://api.test').request({ method: 'GET', path: '/a?b=c' }).then(async ({ statusCode, headers, body }) => [statusCode, headers['x-by'], await body.text()])`,
    `stream('https://api.test/a?b=c', { opaque: [] }, ({ statusCode, headers, opaque }) => { opaque.push(statusCode, headers['x-by']); return new Writable({ write(piece, _, done) { opaque.push(String(piece)); done() } }) }).then(({ opaque }) => opaque)`,
  ]
  const body = calls.map((call) => `console.log(String(await ${call}.catch((error) => (error.cause ?? error).name)))`).join('\n')
  const each = <T>(what: T): T[] => calls.map(() => what)

  it('is replied to by rules', async () => {
    const fetchRules = [{ match: 'GET https://api.test/a?b=c', reply: { status: 201, headers: { 'x-by': 'rule' }, json: [1] } }]
    assert.deepEqual(logsOf(await runApp(app(body), publishing('a', { fetchRules }))), each('201,rule,[1]'))
    // Where Node's own copy is there first, it sends for the package.
    const later = { ...app(body, `import 'asks'; `), 'node_modules/asks/index.js': `new Request('https://x.test')` }
    assert.deepEqual(logsOf(await runApp(later, publishing('a', { fetchRules }))), each('201,rule,[1]'))
  })

  it('has no body where it is a HEAD, as that of Node’s fetch and of node:http has none', async () => {
    const asks = [
      `request(url, { method: 'HEAD' }).then(({ body }) => body.text())`,
      ...['ask', 'fetch'].map((name) => `${name}(url, { method: 'HEAD' }).then((reply) => reply.text())`),
      `new Promise((done) => https.get(url, { method: 'HEAD' }, (reply) => reply.setEncoding('utf8').on('data', done).on('end', () => done(''))))`,
    ]
    const body = `const url = 'https://api.test/'\n${asks.map((ask) => `console.log(JSON.stringify(await ${ask}))`).join('\n')}`
    for (const more of [{ fetchRules: [{ match: 'https://api.test/', reply: { text: 'held' } }] }, { network: 'stub' }] as const)
      assert.deepEqual(
        logsOf(await runApp(app(body, `import https from 'node:https'; `), publishing('a', more))),
        asks.map(() => '""'),
      )
  })

  it('is told once where it reaches an allowed host, and so is the fetch of Node, which sends by the package', async () => {
    const server = createServer((_, response) => void response.end('ok'))
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    try {
      const asks = ['fetch', 'ask', 'fetch'].map((name) => `console.log(await ${name}('${url}#top').then((reply) => reply.text()))`)
      const trace = await runApp(app(asks.join('\n')), publishing('a', { allowedHosts: ['127.0.0.1'] }))
      assert.deepEqual(logsOf(trace), ['ok', 'ok', 'ok'])
      assert.deepEqual(
        trace.details[0]!.effects.map(({ kind, target, site }) => [kind, target.replace('#top', ''), site?.line]),
        [5, 6, 7].map((line) => ['fetch', url, line]),
      )
    } finally {
      server.close()
    }
  })

  it('is answered where the network is stubbed, and denied elsewhere, with its line', async () => {
    assert.deepEqual(logsOf(await runApp(app(body), publishing('a', { network: 'stub' }))), each('200,,{}'))
    const trace = await runApp(app(body), publishing('a'))
    assert.deepEqual(logsOf(trace), each('NetworkDenied'))
    assert.deepEqual(
      trace.end.notSimulated.map(({ what, target, site }) => [what, target, site?.line]),
      calls.map((_, at) => ['fetch', 'https://api.test/a?b=c', 5 + at]),
    )
  })
})
