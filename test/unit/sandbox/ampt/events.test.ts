import { deepStrictEqual, strictEqual, throws } from 'node:assert/strict'
import type { Events } from '../../../../src/sandbox/ampt/events'
import { createFakeAmpt, type FakeWorld } from './fakeWorld'

function setUp(): { events: Events; world: FakeWorld } {
  const { world, module } = createFakeAmpt()
  return { world, events: module<{ events: Events }>('@ampt/sdk').events }
}

describe('events', () => {
  it('on registers the handler under the name as written, and gives null', () => {
    const { events, world } = setUp()
    const handler = (): void => undefined
    strictEqual(events.on('user.joined', handler), null)
    strictEqual(events.on('a:b', { timeout: 10_000 }, handler), null)
    deepStrictEqual(world.registrations, [
      { source: 'event', name: 'user.joined', timeout: undefined, handler },
      { source: 'event', name: 'a:b', timeout: 10_000, handler },
    ])
  })

  it('on without a handler gives null for a handled event and throws for another', () => {
    const { events, world } = setUp()
    events.on('a', () => undefined)
    strictEqual(events.on('custom:a'), null)
    strictEqual(world.registrations.length, 1)
    throws(() => events.on('b'), { message: 'No handler found for event: event:custom:b' })
  })

  for (const [args, message] of [
    [['a', 'b'], 'events.on("a"): the handler must be a function, not "b"'],
    [['a', { timeout: 1 }], 'events.on("a"): the handler must be a function, not object'],
    [[5, () => undefined], 'events.on: the event name must be a non-empty string, not number'],
    [['', () => undefined], 'events.on: the event name must be a non-empty string, not ""'],
    [['a', 'b', () => undefined], 'events.on("a"): the options must be an object such as { timeout: 10000 }, not "b"'],
  ] as const) {
    it(`on(${args.map((arg) => (typeof arg === 'function' ? 'handler' : JSON.stringify(arg))).join(', ')}) is refused`, () => {
      throws(() => setUp().events.on(...(args as unknown as [string])), { name: 'TypeError', message })
    })
  }

  it('publish hands its arguments to the world as they are', async () => {
    const { events, world } = setUp()
    deepStrictEqual(await events.publish('a', { after: '1 day' }, 0), { id: 'id', time: world.nowMs, delay: 0 })
    deepStrictEqual(world.published, [{ name: 'a', args: [{ after: '1 day' }, 0] }])
  })
})

describe('events, as @ampt/sdk has them', () => {
  const onSdk = () => {
    const { world, module } = createFakeAmpt({ contract: 'sdk' })
    return { world, ...module<{ events: Events; storage: () => { on: (...args: unknown[]) => void } }>('@ampt/sdk') }
  }

  it('give the handler a target, which is not documented', () => {
    const { events, world } = onSdk()
    const seen: unknown[] = []
    events.on('a', (event: unknown) => void seen.push(event))
    world.registrations[0]!.handler({ name: 'a' } as never, undefined as never)
    deepStrictEqual(seen, [{ target: 'event:custom:a', name: 'a' }])
  })

  it('take an empty name', () => {
    const { events, world } = onSdk()
    events.on('', () => undefined)
    strictEqual(world.registrations.length, 1)
  })

  it('say so when they are given the options that another listener wrote into', () => {
    const { events, storage, world } = onSdk()
    const options = { timeout: 6000 }
    storage().on('write', options, () => undefined)
    events.on('a', options, () => undefined)
    strictEqual(world.notes.length, 1)
    strictEqual(/source is "storage"/.test(world.notes[0]!), true)
  })

  it('say so when a name is one that the platform uses', async () => {
    const { events, world } = onSdk()
    events.on('order:created', () => undefined)
    strictEqual(world.notes.length, 0)
    events.on('data:created', () => undefined)
    await events.publish('storage:write', {})
    strictEqual(world.notes.length, 2)
  })
})
