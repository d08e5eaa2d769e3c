import assert from 'node:assert/strict'
import type { NetworkMode } from '../../../../src/model/scenario'
import type { Trace } from '../../../../src/model/trace'
import { handler, logsOf, publishing, runApp } from '../../../support/runApp'

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
        trace.end.notSimulated.map(({ what, target, denied }) => [what, target.replace('https', 'http'), denied]),
        [['fetch', 'http://mail.example.com/', true]],
      )
    })

    it(`is answered where the network is stubbed: ${name}`, async () => {
      assert.deepEqual(logsOf(await firstCall(way, 'stub')), ['200'])
    })
  }

  it('is denied where the app brings an interceptor of its own', async () => {
    const own = ['ClientRequest', 'fetch'].map((name) => JSON.stringify(require.resolve(`@mswjs/interceptors/${name}`)))
    const before = `${imports}\nimport { ClientRequestInterceptor } from ${own[0]}\nimport { FetchInterceptor } from ${own[1]}
new ClientRequestInterceptor().apply()\nnew FetchInterceptor().apply()`
    const calls = Object.values(ways).map(({ kept, call }) => `console.log((await ${call.replace('kept', kept)}).name)`)
    const trace = await runApp(handler(calls.join('\n'), before), publishing('a'))
    assert.deepEqual(
      logsOf(trace),
      calls.map(() => 'NetworkDenied'),
    )
    assert.ok(trace.end.notSimulated.every(({ what, denied }) => what === 'fetch' && denied))
  })

  it('comes after what the app put around fetch itself', async () => {
    const around = `const inner = globalThis.fetch\nglobalThis.fetch = (...args) => (console.log('around'), inner(...args))`
    const body = `for (let at = 0; at < 2; at++) console.log((await fetch(${url})).status)`
    const trace = await runApp(handler(body, around), publishing('a', { network: 'stub' }))
    assert.deepEqual(logsOf(trace), ['around', '200', 'around', '200'])
  })
})
