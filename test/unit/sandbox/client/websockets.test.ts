import assert from 'node:assert/strict'
import type { Json } from '../../../../src/model/json'
import type { Step } from '../../../../src/model/scenario'
import { defaultScenario } from '../../../../src/simulator/defaultScenario'
import { runEntry, ofSource, allLogsOf } from '../../../support/runEntry'

describe('WebSockets', () => {
  const app = `
    ws.on('connected', (connection) => console.log('connected ' + connection.connectionId + ' ' + connection.meta.connectedAt))
    ws.on('message', async (connection, message) => { await connection.send({ echo: message }); await events.publish('said', message) })
    ws.on('disconnected', (connection, reason) => console.log('left ' + reason))
    events.on('said', async () => console.log('open ' + (await ws.isConnected('c1')) + ' ' + (await ws.isConnected('c2'))))`
  const socket = (action: 'connect' | 'message' | 'disconnect', atMs: number, data?: Json): Step => ({
    ...{ kind: 'socket', connection: 'c1', action, atMs },
    ...(data !== undefined && { data }),
  })

  it('connect, send and leave as the scenario says', async () => {
    const trace = await runEntry(app, { steps: [socket('connect', 0), socket('message', 1000, 'hi'), socket('disconnect', 2000, 'bye')] })
    assert.deepEqual(allLogsOf(trace), [`connected c1 ${defaultScenario.start}`, 'open true false', 'left bye'])
    assert.deepEqual(
      trace.details.flatMap(({ effects }) => effects.filter(({ kind }) => kind === 'ws.send').map(({ target, value }) => [target, value])),
      [['c1', { echo: 'hi' }]],
    )
  })

  it('give no reason where a client leaves without one, or is closed', async () => {
    const app = `ws.on('connected', () => {})
       ws.on('message', (connection) => connection.close())
       ws.on('disconnected', (connection, reason) => console.log(reason))`
    assert.deepEqual(allLogsOf(await runEntry(app, { steps: [socket('connect', 0), socket('disconnect', 1)] })), ['undefined'])
    assert.deepEqual(allLogsOf(await runEntry(app, { steps: [socket('connect', 0), socket('message', 1, 'go')] })), ['undefined'])
  })

  it('have five seconds, and are not retried, which the run says', async () => {
    const trace = await runEntry(`ws.on('connected', () => new Promise(() => undefined))`, { steps: [socket('connect', 0)] })
    assert.deepEqual([...trace.attempts.durationMs.subarray(0, trace.attempts.length)], [5000])
    assert.equal(ofSource(trace, 'ws')[0]!.state, 'dropped')
    assert.ok(trace.end.notes.includes('A failed WebSocket handler is not retried: assumed.'), trace.end.notes.join())
  })

  it('tell on connecting what their request says', async () => {
    const meta = { queryStringParameters: { token: 't' }, headers: { origin: 'https://x.test' } }
    const trace = await runEntry(`ws.on('connected', ({ meta }) => console.log(JSON.stringify(meta)))`, {
      steps: [socket('connect', 0, meta)],
    })
    assert.deepEqual(JSON.parse(allLogsOf(trace)[0]!), { connectedAt: defaultScenario.start, ...meta })
  })

  it('refuse what is sent to one that left, unless it may be gone', async () => {
    const trace = await runEntry(
      `ws.on('connected', () => {})
       events.on('go', async () => {
         await ws.send('c1', 'x', { throwIfNotConnected: false })
         await ws.send('c1', 'x').catch((error) => console.log(error.message))
       })`,
      {
        steps: [...[socket('connect', 0), socket('disconnect', 1)], { kind: 'publish', atMs: 2, name: 'go', body: {} }],
      },
    )
    assert.deepEqual(allLogsOf(trace), ['Connection c1 is not connected'])
  })

  it('throw where one is closed that is gone, and close the others', async () => {
    const trace = await runEntry(
      `ws.on('connected', () => {})
       ws.on('disconnected', ({ connectionId }) => console.log(connectionId))
       events.on('go', async () => {
         await ws.close(['c2', 'c1']).catch((error) => console.log(error.constructor.name))
         console.log(await ws.isConnected('c1'))
       })`,
      { steps: [socket('connect', 0), { kind: 'publish', atMs: 2, name: 'go', body: {} }] },
    )
    assert.deepEqual(allLogsOf(trace).sort(), ['WebSocketError', 'c1', 'false'])
  })

  it('have one handler for each event, the last', async () => {
    const trace = await runEntry(`ws.on('connected', () => console.log('first'))\nws.on('connected', () => console.log('last'))`, {
      steps: [socket('connect', 0)],
    })
    assert.deepEqual(allLogsOf(trace), ['last'])
  })
})
