import { deepStrictEqual, rejects, strictEqual } from 'node:assert/strict'
import type { Data } from '../../../../src/sandbox/ampt/data/createData'
import { createFakeAmpt, START, type FakeWorld } from './fakeWorld'
import type { Json } from '../../../../src/model/json'
import type { Contract } from '../../../../src/model/scenario'

interface List {
  readonly items: readonly { readonly key: string; readonly value: unknown }[]
  readonly lastKey?: string
  readonly next?: () => Promise<List>
}

function setUp(
  seed: Record<string, Json> = {},
  contract: Contract = 'documented',
): { data: Data; world: FakeWorld; items: () => Record<string, Json> } {
  const { world, items, module } = createFakeAmpt({ seed, contract })
  return { world, items, data: module<{ data: Data }>('@ampt/data').data }
}

const keysOf = (list: unknown): string[] => (list as List).items.map(({ key }) => key)

describe('data.get', () => {
  it('gives the value of an exact key, and undefined where there is none', async () => {
    const { data } = setUp({ foo: 'bar', 'user:1': { name: 'Ann' } })
    strictEqual(await data.get('foo'), 'bar')
    deepStrictEqual(await data.get('user:1'), { name: 'Ann' })
    strictEqual(await data.get('user:2'), undefined)
  })

  it('trims the parts of a key', async () => {
    const { data } = setUp({ 'user:1': 1 })
    strictEqual(await data.get(' user : 1 '), 1)
  })

  it('gives a copy each time', async () => {
    const { data } = setUp({ foo: { list: [1] } })
    const first = (await data.get('foo')) as { list: number[] }
    first.list.push(2)
    deepStrictEqual(await data.get('foo'), { list: [1] })
  })

  const items = { 'u:a1': 1, 'u:a2': 2, 'u:b1': 3, 'u:c1': 4, 'other:a1': 5, u: 6 }
  for (const [query, expected] of [
    // A simple key stands in its own collection under the name 0, as on the platform.
    ['u:*', ['u', 'u:a1', 'u:a2', 'u:b1', 'u:c1']],
    ['u:a*', ['u:a1', 'u:a2']],
    ['u:>a2', ['u:b1', 'u:c1']],
    ['u:>=a2', ['u:a2', 'u:b1', 'u:c1']],
    ['u:<a2', ['u', 'u:a1']],
    ['u:<=a2', ['u', 'u:a1', 'u:a2']],
    ['u:a2|b1', ['u:a2', 'u:b1']],
    ['u:a2|b', ['u:a2']],
    ['none:*', []],
  ] as const) {
    it(`lists ${JSON.stringify(expected)} for "${query}"`, async () => {
      const { data } = setUp(items)
      deepStrictEqual(keysOf(await data.get(query)), expected)
    })
  }

  it('lists from the end with reverse', async () => {
    const { data } = setUp(items)
    deepStrictEqual(keysOf(await data.get('u:*', { reverse: true, limit: 2 })), ['u:c1', 'u:b1'])
  })

  it('orders names by their UTF-8 bytes', async () => {
    const { data } = setUp({ 'u:\u{1F600}': 1, 'u:\uFF5E': 2, 'u:z': 3 })
    deepStrictEqual(keysOf(await data.get('u:*')), ['u:z', 'u:\uFF5E', 'u:\u{1F600}'])
  })

  it('gives 100 items by default, then the rest through next', async () => {
    const seed = Object.fromEntries(Array.from({ length: 130 }, (_, n) => [`u:${String(n).padStart(3, '0')}`, n]))
    const { data } = setUp(seed)
    const first = (await data.get('u:*')) as List
    strictEqual(first.items.length, 100)
    strictEqual(first.lastKey, 'u:099')
    const second = await first.next!()
    deepStrictEqual(second.items.at(0)!.key, 'u:100')
    strictEqual(second.items.length, 30)
    strictEqual(second.next, undefined)
  })

  it('cuts a page where it would be over 1 MB', async () => {
    const { data } = setUp()
    for (const name of ['a', 'b', 'c', 'd']) await data.set(`big:${name}`, 'x'.repeat(300 * 1024))
    const first = (await data.get('big:*')) as List
    deepStrictEqual(keysOf(first), ['big:a', 'big:b', 'big:c'])
    const rest = await first.next!()
    deepStrictEqual([keysOf(rest), rest.next], [['big:d'], undefined])
  })

  it('continues after start in either direction', async () => {
    const { data } = setUp(items)
    deepStrictEqual(keysOf(await data.get('u:*', { start: 'u:a2' })), ['u:b1', 'u:c1'])
    deepStrictEqual(keysOf(await data.get('u:*', { start: 'u:b1', reverse: true })), ['u:a2', 'u:a1', 'u'])
  })

  it('gives dates and labels with meta, or with true in place of the options', async () => {
    const { data } = setUp()
    await data.set('foo', 1, { label1: 'l:1', ttl: 60 })
    const expected = {
      ...{ key: 'foo', value: 1, created: new Date(START), modified: new Date(START) },
      ...{ label1: 'l:1', ttl: new Date(START + 60_000) },
    }
    deepStrictEqual(await data.get('foo', { meta: true }), expected)
    deepStrictEqual(await data.get('foo', true), expected)
  })

  it('gives those of several keys that exist', async () => {
    const { data } = setUp({ a: 1, 'b:1': 2 })
    deepStrictEqual(await data.get(['b:1', 'none', 'a']), {
      items: [
        { key: 'b:1', value: 2 },
        { key: 'a', value: 1 },
      ],
    })
  })

  for (const [what, call, message] of [
    ['an empty key', (data: Data) => data.get(''), 'Invalid key'],
    ['a key that is no string', (data: Data) => data.get(undefined), 'Invalid key'],
    ['an empty name', (data: Data) => data.get('a:'), 'Invalid key'],
    ['a key over 256 bytes', (data: Data) => data.get('é'.repeat(129)), 'Invalid key: Maximum Key size is 256 bytes'],
    [
      'a collection over 256 bytes',
      (data: Data) => data.get(`${'a'.repeat(257)}:1`),
      'Invalid key: Maximum collection name size is 256 bytes',
    ],
    ['a star in the middle', (data: Data) => data.get('a:b*c'), `Wildcards ('*') can only be used at the end of a key expression`],
    ['a bound without a name', (data: Data) => data.get('a:>='), `You must supply a key name after '>='`],
    ['half a range', (data: Data) => data.get('a:b|'), `You must supply a key name before and after '|'`],
    ['a limit over 1000', (data: Data) => data.get('a:*', { limit: 1001 }), `'limit' must be between 1 and 1000`],
    ['a sixth label', (data: Data) => data.getByLabel('label6', 'a'), `Labels must be specified as 'label1' through 'label5'.`],
    ['no keys', (data: Data) => data.get([]), 'You must provide at least one key'],
    [
      '26 keys',
      (data: Data) => data.get(Array.from({ length: 26 }, (_, n) => `k${n}`)),
      'You may only provide a maximum of 25 keys in one batch get request',
    ],
    ['a limit with several keys', (data: Data) => data.get(['a'], { limit: 1 }), 'Invalid options for batch get request: limit'],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const { data } = setUp()
      await rejects(call(data), { name: 'ValidationError', message })
    })
  }
})

describe('data.getByLabel', () => {
  it('lists the items with the label, also for an exact label', async () => {
    const { data } = setUp()
    await data.set('order:2', 2, { label1: 'user:ann' })
    await data.set('order:1', 1, { label1: 'user:ann' })
    await data.set('order:3', 3, { label1: 'user:bob', label2: 'open' })
    deepStrictEqual(keysOf(await data.getByLabel('label1', 'user:ann')), ['order:1', 'order:2'])
    deepStrictEqual(keysOf(await data.getByLabel('label1', 'user:*', { reverse: true })), ['order:3', 'order:2', 'order:1'])
    deepStrictEqual(keysOf(await data.getByLabel('label2', 'open')), ['order:3'])
    deepStrictEqual(keysOf(await data.get('user:>ann', { label: 'label1' })), ['order:3'])
  })

  it('pages through items that share a label', async () => {
    const { data } = setUp()
    for (const n of [1, 2, 3]) await data.set(`order:${n}`, n, { label1: 'user:ann' })
    const first = (await data.getByLabel('label1', 'user:ann', { limit: 2 })) as List
    strictEqual(first.lastKey, 'order:2|user:ann')
    deepStrictEqual(keysOf(await first.next!()), ['order:3'])
  })
})

describe('data.set', () => {
  it('gives the whole item back', async () => {
    const { data } = setUp({ foo: { a: 1 } })
    deepStrictEqual(await data.set('foo', { b: 2 }), { a: 1, b: 2 })
  })

  it('merges root keys, and null or undefined removes one', async () => {
    const { data } = setUp({ foo: { a: { x: 1 }, b: 1, c: 1 } })
    deepStrictEqual(await data.set('foo', { a: { y: 2 }, b: null, c: undefined, d: 4 }), { a: { y: 2 }, d: 4 })
  })

  it('replaces the item with overwrite, labels and dates included', async () => {
    const { data, world } = setUp()
    await data.set('foo', { a: 1 }, { label1: 'x' })
    world.nowMs += 5000
    deepStrictEqual(await data.set('foo', { b: 2 }, { overwrite: true, meta: true }), {
      ...{ key: 'foo', value: { b: 2 }, created: new Date(START + 5000), modified: new Date(START + 5000) },
    })
  })

  it('keeps the date of creation and advances that of modification', async () => {
    const { data, world } = setUp({ foo: 1 })
    world.nowMs += 5000
    deepStrictEqual(await data.set('foo', 2, true), {
      ...{ key: 'foo', value: 2, created: new Date(START), modified: new Date(START + 5000) },
    })
  })

  it('keeps null with removeNulls: false, for a call or for all', async () => {
    const { data } = setUp()
    deepStrictEqual(await data.set('foo', { a: null }, { removeNulls: false }), { a: null })
    data.removeNulls = false
    deepStrictEqual(await data.set('bar', { a: null }), { a: null })
  })

  it('takes the value as it was at the call', async () => {
    const { data } = setUp()
    const value = { list: [1] }
    const written = data.set('foo', value)
    value.list.push(2)
    await written
    deepStrictEqual(await data.get('foo'), { list: [1] })
  })

  it('writes a default only where there is nothing', async () => {
    const { data } = setUp({ foo: { a: 1 } })
    deepStrictEqual(await data.set('foo', { c: 3 }, { default: { a: 9, b: 9, c: 9 } }), { a: 1, b: 9, c: 3 })
    strictEqual(await data.set('bar', undefined, { default: 'd' }), 'd')
    await data.set('bar', 'x')
    strictEqual(await data.set('bar', undefined, { default: 'd' }), 'x')
  })

  it('merges defaults deeply, but not arrays', async () => {
    const { data } = setUp()
    const value = { nested: { a: 1 }, list: [1] }
    deepStrictEqual(await data.set('foo', value, { default: { nested: { b: 2 }, list: [2, 3] } }), { nested: { b: 2, a: 1 }, list: [1] })
  })

  it('adds with $add, from nothing too', async () => {
    const { data } = setUp({ foo: { n: 1 } })
    deepStrictEqual(await data.set('foo', { n: { $add: 2 }, m: { $add: -1 } }), { n: 3, m: -1 })
    strictEqual(await data.set('count', { $add: 5 }), 5)
    strictEqual(await data.set('count', { $add: '2' }), 7)
  })

  it('sets, defaults and removes labels', async () => {
    const { data } = setUp()
    await data.set('foo', 1, { label1: 'a', label2: ['b'] })
    await data.set('foo', 1, { label1: undefined, label2: ['c'] })
    const { label1, label2 } = (await data.get('foo', true)) as Record<string, unknown>
    deepStrictEqual([label1, label2], [undefined, 'b'])
  })

  it('expires an item in virtual time, after the second of its ttl', async () => {
    const { data, world, items } = setUp()
    await data.set('foo', 1, { ttl: 60 })
    world.nowMs += 60_999
    strictEqual(await data.get('foo'), 1)
    world.nowMs += 1
    strictEqual(await data.get('foo'), undefined)
    deepStrictEqual(items(), {})
    strictEqual(await data.set('foo', 2, { exists: false }), 2)
  })

  it('takes a ttl later than now for a moment, a date string too, and null away', async () => {
    const { data } = setUp()
    const ttlOf = async (): Promise<unknown> => ((await data.get('foo', true)) as { ttl?: Date }).ttl
    await data.set('foo', 1, { ttl: START / 1000 + 10 })
    deepStrictEqual(await ttlOf(), new Date(START + 10_000))
    await data.set('foo', 1, { ttl: '2025-06-01' })
    deepStrictEqual(await ttlOf(), new Date('2025-06-01'))
    await data.set('foo', 1, { ttl: null })
    strictEqual(await ttlOf(), undefined)
  })

  it('writes up to 25 items at once, each replacing what was there', async () => {
    const { data, items } = setUp({ a: { x: 1 } })
    const batch = [
      { key: 'a', value: { y: 2 } },
      { key: 'b:1', value: 3, label1: 'l' },
    ]
    deepStrictEqual(await data.set(batch, { overwrite: true }), {
      items: [
        { key: 'a', value: { y: 2 } },
        { key: 'b:1', value: 3 },
      ],
    })
    deepStrictEqual(items(), { a: { y: 2 }, 'b:1': 3 })
  })

  it('stores own enumerable parts of plain values only: functions vanish', async () => {
    const { data } = setUp()
    deepStrictEqual(await data.set('foo', { a: () => 1, b: [1, undefined, 2] }), { b: [1, 2] })
  })

  const refusals: readonly (readonly [string, (data: Data) => Promise<unknown>, string | RegExp])[] = [
    ['exists: false on an item', (data) => data.set('obj', {}, { exists: false }), 'Item already exists'],
    ['exists: true on nothing', (data) => data.set('none', 1, { exists: true }), 'Item does not exist'],
    ['a simple value over an object', (data) => data.set('obj', 1), 'Cannot convert an existing object to a simple value.'],
    ['a number added to text', (data) => data.add('text', 1), 'An operand in the update expression has an incorrect data type'],
    [
      'another date of creation',
      (data) => data.set('obj', {}, { overwrite: true, created: 1 }),
      `The 'created' date integrity check failed. The dates must match.`,
    ],
    ['undefined', (data) => data.set('foo', undefined), `Value can not be undefined without setting a 'default'`],
    ['null', (data) => data.set('foo', null), `Value can not be undefined without setting a 'default'`],
    [
      'a star in the key',
      (data) => data.set('foo:*', 1),
      `Invalid key: Key names in collections cannot contain the '|' or the '*' characters.`,
    ],
    [
      'a key like a comparison',
      (data) => data.set('foo:>1', 1),
      `Invalid key: Key names in collections cannot start with the '>' or '<' characters.`,
    ],
    [
      '$add beside another key',
      (data) => data.set('foo', { n: { $add: 1, m: 2 } }),
      `'$add' is a reserved keyword and must be in an object with a single key of $add`,
    ],
    ['$add of no number', (data) => data.set('foo', { n: { $add: 'x' } }), `'value' must be a number when using $add`],
    ['$add as default', (data) => data.set('foo', {}, { default: { $add: 1 } }), `'default' cannot use the $add keyword`],
    ['a default of another type', (data) => data.set('foo', 1, { default: 'a' }), `'default' must be of the same type as the value`],
    ['a ttl that is no time', (data) => data.set('foo', 1, { ttl: 'soon' }), 'Invalid ttl value.'],
    ['options that are no object', (data) => data.set('foo', 1, 'meta'), `'options' must be a boolean or object`],
    ['a Date', (data) => data.set('foo', { at: { now: new Date(0) } }), /^Unsupported type passed: .*\(at\.now\)$/],
    ['NaN', (data) => data.set('foo', NaN), 'Special numeric value NaN is not allowed'],
    ['more than 400 KB', (data) => data.set('foo', 'x'.repeat(410_000)), /greater than the maximum size of 400 KB/],
    [
      '26 items',
      (data) => data.set(Array.from({ length: 26 }, (_, n) => ({ key: `k${n}`, value: 1 }))),
      'You may only provide a maximum of 25 items in one batch set request',
    ],
    ['a batch item without value', (data) => data.set([{ key: 'a' }]), `A 'value' must be provided in each item`],
  ]
  for (const [what, call, message] of refusals) {
    it(`refuses ${what}, and changes nothing`, async () => {
      const { data, world, items } = setUp({ obj: { a: 1 }, text: 'x' })
      await rejects(call(data), { message })
      deepStrictEqual(items(), { obj: { a: 1 }, text: 'x' })
      deepStrictEqual(world.effects, [])
    })
  }

  it('fails with a stack that leads to the code that awaits it', async () => {
    const { data } = setUp({ foo: 1 })
    const handlerOfTheApp = async (): Promise<void> => {
      await data.set('foo', 1, { exists: false })
    }
    await rejects(handlerOfTheApp(), ({ stack }: Error) => stack!.includes('handlerOfTheApp'))
  })
})

describe('data.add', () => {
  it('adds to a value or to an attribute, and gives the item', async () => {
    const { data } = setUp({ n: 1 })
    strictEqual(await data.add('n', 2), 3)
    deepStrictEqual(await data.add('o', 'n', 2), { n: 2 })
    deepStrictEqual(((await data.add('o', 'n', -1, true)) as { value: unknown }).value, { n: 1 })
  })

  it('that comes to 0 resolves to undefined in the SDK', async () => {
    for (const [contract, found] of [
      ['documented', 0],
      ['sdk', undefined],
    ] as const) {
      const { data, items } = setUp({ n: 1 }, contract)
      strictEqual(await data.add('n', -1), found)
      deepStrictEqual(items(), { n: 0 })
    }
  })

  it('refuses an attribute without a number', async () => {
    const { data } = setUp()
    await rejects(data.add('o', 'n', '1'), { message: 'Values must be numeric' })
  })
})

describe('data.remove', () => {
  it('removes one key or several, and what is not there is no error', async () => {
    const { data, items } = setUp({ a: 1, 'b:1': 2, c: 3 })
    strictEqual(await data.remove('a'), true)
    strictEqual(await data.remove(['b:1', 'none']), true)
    deepStrictEqual(items(), { c: 3 })
  })

  it('refuses conditions', async () => {
    const { data } = setUp()
    await rejects(data.remove('a:*'), { message: 'You cannot delete items using conditionals. Please remove each item separately.' })
  })
})

describe('data.truncate', () => {
  it('removes all items, each of them a change, and counts them', async () => {
    const { data, world, items } = setUp({ a: 1, 'user:1': 2 })
    data.on('deleted', () => undefined)
    deepStrictEqual(await data.truncate(), { total: 2 })
    deepStrictEqual([items(), await data.truncate()], [{}, { total: 0 }])
    deepStrictEqual(
      world.occurrences.map(({ name }) => name),
      ['deleted:a', 'deleted:user:1'],
    )
  })
})

describe('what data records', () => {
  it('each write with the value that it led to, and no read', async () => {
    const { data, world } = setUp({ foo: { a: 1 } })
    await data.get('foo')
    await data.set('foo', { b: 2 })
    await data.add('n', 1)
    await data.remove('foo')
    deepStrictEqual(world.effects, [
      { kind: 'data.set', target: 'foo', value: { a: 1, b: 2 } },
      { kind: 'data.add', target: 'n', value: 1 },
      { kind: 'data.remove', target: 'foo' },
    ])
  })

  it('reads and writes in their turn, so that two increments by get and set lose one', async () => {
    const { data } = setUp({ n: 0 })
    const increment = async (): Promise<void> => {
      const n = (await data.get('n')) as number
      await data.set('n', n + 1)
    }
    await Promise.all([increment(), increment()])
    strictEqual(await data.get('n'), 1)
  })

  it('says that the seed is not a change', () => {
    deepStrictEqual(setUp({ a: 1 }).world.occurrences, [])
  })

  it('refuses a seed that the platform could not store, by its key', () => {
    try {
      setUp({ 'a:*': 1 })
      strictEqual('accepted', 'refused')
    } catch (error) {
      strictEqual((error as Error).name, 'UserError')
      strictEqual((error as Error).message.includes('"a:*"'), true)
    }
  })
})

describe('data.on', () => {
  it('tells of created, updated and deleted items, with what they were before an update', async () => {
    const { data, world } = setUp()
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
    const { data, world } = setUp({}, contract)
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
      setUp({}, contract).data.on('created', options, () => undefined)
      deepStrictEqual(options, left)
    }
  })

  it('passes the timeout on, and refuses unknown kinds and missing handlers', () => {
    const { data, world } = setUp()
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
