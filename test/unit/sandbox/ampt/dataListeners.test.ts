import { deepStrictEqual, strictEqual } from 'node:assert/strict'
import type { Contract } from '../../../../src/model/scenario'
import { setUpData } from './setUpData'

describe('data.on', () => {
  it('tells of created, updated and deleted items, with what they were before an update', async () => {
    const { data, world } = setUpData()
    const seen: unknown[] = []
    data.on('*', (event: object) => seen.push(event))
    await data.set('user:1', { n: 1 })
    await data.set('user:1', { n: 2 })
    await data.remove('user:1')
    await data.remove('user:1')
    const { handler } = world.registrations[0]!
    for (const { body } of world.occurrences) handler({ body } as never, {} as never)
    const item = (n: number): object => ({
      ...{ key: 'user:1', value: { n }, created: '2025-01-01T00:00:00.000Z', modified: '2025-01-01T00:00:00.000Z' },
    })
    deepStrictEqual(seen, [
      { name: 'created', item: item(1), previous: undefined },
      { name: 'updated', item: item(2), previous: item(1) },
      { name: 'deleted', item: item(2), previous: undefined },
    ])
  })

  const wants = (specifier: unknown, kind: 'created' | 'updated' | 'deleted', key: string, contract?: Contract): boolean => {
    const { data, world } = setUpData({}, contract)
    data.on(specifier, () => undefined)
    return world.registrations[0]!.matches!({ kind, key, item: null, previous: null } as never)
  }
  for (const [specifier, kind, key, wanted] of [
    ['created', 'created', 'user:1', true],
    ['created', 'updated', 'user:1', false],
    ['*', 'deleted', 'x', true],
    ['created:user:*', 'created', 'user:1', true],
    ['created:user:*', 'created', 'users:1', false],
    ['created:user:*', 'created', 'user', false],
    ['created:user:a*', 'created', 'user:b', false],
    ['created:user:1', 'created', 'user:1', true],
    ['created:us*:1', 'created', 'user:1', true],
    ['created:order_*', 'created', 'order_1', true],
    ['created:order_*', 'created', 'order_1:x', false],
    ['*:global-item', 'updated', 'global-item', true],
    ['*:counter:global', 'updated', 'counter:global', true],
    ['*:a:b:c', 'updated', 'a:b:c', true],
    [['created', 'updated'], 'updated', 'x', true],
    [['created', 'updated'], 'deleted', 'x', false],
  ] as const) {
    it(`${JSON.stringify(specifier)} ${wanted ? 'wants' : 'does not want'} ${kind} ${key}`, () => {
      strictEqual(wants(specifier, kind, key), wanted)
    })
  }

  it('says once where a listener wants a key by the name of a collection whose items change', () => {
    const notesOf = (specifier: string): readonly string[] => {
      const { data, world } = setUpData()
      data.on(specifier, () => undefined)
      for (const key of ['user', 'user:1', 'user:2', 'users:1']) world.registrations[0]!.matches!({ kind: 'updated', key } as never)
      return world.notes
    }
    const note =
      'data.on(updated:user) is not called for user:1: it wants the key user alone. For the keys of that collection write "updated:user:*".'
    deepStrictEqual(notesOf('updated:user'), [note])
    for (const other of ['updated:user:*', 'updated:user*', 'created:user', '*', 'updated']) deepStrictEqual(notesOf(other), [])
  })

  it('counts every filter for a kind as documented, and the last one as in the SDK', () => {
    const twice = ['created:a:*', 'created:b:*']
    deepStrictEqual([wants(twice, 'created', 'a:1'), wants(twice, 'created', 'b:1')], [true, true])
    deepStrictEqual([wants(twice, 'created', 'a:1', 'sdk'), wants(twice, 'created', 'b:1', 'sdk')], [false, true])
  })

  it('writes into the options that it is given, in the SDK alone', () => {
    for (const [contract, left] of [
      ['documented', { timeout: 6000 }],
      ['sdk', { timeout: 6000, invocationType: 'data-change', source: 'data' }],
    ] as const) {
      const options = { timeout: 6000 }
      setUpData({}, contract).data.on('created', options, () => undefined)
      deepStrictEqual(options, left)
    }
  })

  it('passes the timeout on, and refuses unknown kinds and missing handlers', () => {
    const { data, world } = setUpData()
    data.on('created', { timeout: 9000 }, () => undefined)
    strictEqual(world.registrations[0]!.timeout, 9000)
    for (const [args, message] of [
      [['removed', () => undefined], 'Invalid event name: removed'],
      [['created'], 'data.on("created"): the handler must be a function, not undefined'],
    ] as const) {
      try {
        data.on(args[0], ...args.slice(1))
        strictEqual('accepted', message)
      } catch (error) {
        strictEqual((error as Error).message, message)
      }
    }
  })
})
