import { deepStrictEqual, strictEqual } from 'node:assert/strict'
import { createFakeAmpt } from './fakeWorld'
import type { Sdk } from './sdk'

describe('ws', () => {
  it('records what is sent, and counts every connection as open', async () => {
    const { world, module } = createFakeAmpt()
    const { ws } = module<Sdk>('@ampt/sdk')
    await ws.send('c1', { hello: 1 })
    strictEqual(await ws.isConnected('c1'), true)
    deepStrictEqual(world.effects, [{ kind: 'ws.send', target: 'c1', value: { hello: 1 } }])
    deepStrictEqual(
      new Set(world.notes),
      new Set(['WebSockets: every connection counts as open. Drive them with "sockets" in a scenario file.']),
    )
  })
})

describe('ws, with clients that the scenario drives', () => {
  const setUp = () => {
    const { world, ampt, module } = createFakeAmpt({ drivesSockets: true })
    const { ws } = module<Sdk>('@ampt/sdk')
    const connect = (connection: string) => ampt.socket({ kind: 'socket', atMs: 0, connection, action: 'connect' })
    const send = (data: string) => ampt.socket({ kind: 'socket', atMs: 0, connection: 'c1', action: 'message', data })
    return { world, ws, connect, send }
  }

  for (const [sent, got] of [
    ['hi', 'hi'],
    ['{"a":1}', { a: 1 }],
    ['5', 5],
    ['', undefined],
  ] as const) {
    it(`gives ${JSON.stringify(got)} for the message ${JSON.stringify(sent)}`, () => {
      const { world, ws, connect, send } = setUp()
      const seen: unknown[] = []
      ws.on('message', (_connection: unknown, message: unknown) => void seen.push(message))
      connect('c1')
      send(sent)
      const { handler } = world.registrations[0]!
      handler({ body: world.occurrences.at(-1)!.body } as never, undefined as never)
      deepStrictEqual(seen, [got])
    })
  }

  it('says where a sandbox would take no more connections or messages', () => {
    const { world, connect, send } = setUp()
    for (let n = 1; n <= 10; n++) connect(`c${n}`)
    for (let n = 1; n <= 10; n++) send('x')
    world.nowMs += 1000
    send('x')
    deepStrictEqual(world.notes, [])
    for (let n = 1; n <= 10; n++) send('x')
    connect('c11')
    deepStrictEqual(
      world.notes.map((note) => /more than 10 (\w+)/.exec(note)?.[1]),
      ['messages', 'connections'],
    )
  })
})
