import assert from 'node:assert/strict'
import type { Step } from '../../../../src/model/scenario'
import { defaultScenario } from '../../../../src/simulator/defaultScenario'
import { runEntry } from '../../../support/runEntry'

describe('requests', () => {
  const ask = (path: string): Step => ({ kind: 'request', atMs: 0, method: 'GET', path })
  const sleep = (ms: number): string => `await new Promise((done) => setTimeout(done, ${ms}))`

  it('have 29 seconds, and what http.setTimeout gives one or all of them', async () => {
    const app = `
      http.use('/default', async () => { ${sleep(29_001)}; return new Response('late') })
      http.use('/long', async () => { http.setTimeout(60_000); ${sleep(60_000)}; return new Response('in time') })
      http.use('/short', async () => { core.context.setTimeout(1000); ${sleep(1001)}; return new Response('late') })`
    const trace = await runEntry(app, { steps: [ask('/default'), ask('/long'), ask('/short')] })
    const outcome = (key: string) => {
      const { startedAt, endedAt, response, error } = trace.calls.find((call) => call.key === key)!
      return [endedAt! - startedAt, response?.body ?? error?.name]
    }
    assert.deepEqual(outcome('GET /default#1'), [29_000, 'Timeout'])
    assert.deepEqual(outcome('GET /long#1'), [60_000, 'in time'])
    assert.deepEqual(outcome('GET /short#1'), [1000, 'Timeout'])
    const all = await runEntry(`http.setTimeout(2000)\n${app}`, { steps: [ask('/default')] })
    assert.equal(all.calls.at(-1)!.endedAt, defaultScenario.start + 2000)
  })

  it('carry the headers of the scenario, and come to the app whatever their path', async () => {
    const app = `http.use((request) => Response.json([request.url, request.headers.get('authorization'), request.headers.get('content-type')]))`
    const get = { ...ask('//other.test/x'), headers: { authorization: 'Bearer me' } } as Step
    const post = { ...get, method: 'POST', path: '/y', headers: { 'content-type': 'text/plain' }, body: 'text' } as Step
    const trace = await runEntry(app, { steps: [get, post] })
    assert.deepEqual(
      trace.calls.slice(1).map(({ response }) => JSON.parse(response!.body) as unknown),
      [
        ['https://app.ampt.test//other.test/x', 'Bearer me', null],
        ['https://app.ampt.test/y', null, 'text/plain'],
      ],
    )
  })

  it('send JSON, and a text as it is where they say what it is', async () => {
    const app = `http.use(async (request) => new Response(await request.text()))`
    const bodies = [
      ['text', undefined],
      ['a=b', 'application/x-www-form-urlencoded'],
      ['{ "id": 1 }', 'application/json'],
      [{ id: 1 }, 'application/problem+json'],
    ] as const
    const steps = bodies.map(([body, type]): Step => ({
      ...{ kind: 'request', atMs: 0, method: 'POST', path: '/', body },
      ...(type && { headers: { 'content-type': type } }),
    }))
    const { calls } = await runEntry(app, { steps })
    assert.deepEqual(
      calls.slice(1).map(({ response }) => response!.body),
      ['"text"', 'a=b', '{ "id": 1 }', '{"id":1}'],
    )
  })

  it('are answered with headers, of which cookies are a list', async () => {
    const app = `http.use(() => new Response(null, { status: 302, headers: [['Location', '/in'], ['Set-Cookie', 'a=1'], ['Set-Cookie', 'b=2, c']] }))`
    const { calls } = await runEntry(app, { steps: [ask('/')] })
    assert.deepEqual(calls.at(-1)!.response!.headers, { location: '/in', 'set-cookie': ['a=1', 'b=2, c'] })
  })

  it('can have at most five minutes', async () => {
    const trace = await runEntry(`http.use(() => { http.setTimeout(300_001); return new Response('no') })`, { steps: [ask('/')] })
    assert.equal(trace.calls.at(-1)!.response?.status, 500)
  })
})
