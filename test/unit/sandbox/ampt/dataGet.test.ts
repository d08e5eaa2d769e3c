import { deepStrictEqual, rejects, strictEqual } from 'node:assert/strict'
import type { Data } from '../../../../src/sandbox/ampt/data/createData'
import { START } from './fakeWorld'
import { setUpData } from './setUpData'

interface List {
  readonly items: readonly { readonly key: string; readonly value: unknown }[]
  readonly lastKey?: string
  readonly next?: () => Promise<List>
}

const keysOf = (list: unknown): string[] => (list as List).items.map(({ key }) => key)

describe('data.get', () => {
  it('gives the value of an exact key, and undefined where there is none', async () => {
    const { data } = setUpData({ foo: 'bar', 'user:1': { name: 'Ann' } })
    strictEqual(await data.get('foo'), 'bar')
    deepStrictEqual(await data.get('user:1'), { name: 'Ann' })
    strictEqual(await data.get('user:2'), undefined)
  })

  it('trims the parts of a key', async () => {
    const { data } = setUpData({ 'user:1': 1 })
    strictEqual(await data.get(' user : 1 '), 1)
  })

  it('gives a copy each time', async () => {
    const { data } = setUpData({ foo: { list: [1] } })
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
      const { data } = setUpData(items)
      deepStrictEqual(keysOf(await data.get(query)), expected)
    })
  }

  it('lists from the end with reverse', async () => {
    const { data } = setUpData(items)
    deepStrictEqual(keysOf(await data.get('u:*', { reverse: true, limit: 2 })), ['u:c1', 'u:b1'])
  })

  it('orders names by their UTF-8 bytes', async () => {
    const { data } = setUpData({ 'u:\u{1F600}': 1, 'u:\uFF5E': 2, 'u:z': 3 })
    deepStrictEqual(keysOf(await data.get('u:*')), ['u:z', 'u:\uFF5E', 'u:\u{1F600}'])
  })

  it('gives 100 items by default, then the rest through next', async () => {
    const seed = Object.fromEntries(Array.from({ length: 130 }, (_, n) => [`u:${String(n).padStart(3, '0')}`, n]))
    const { data } = setUpData(seed)
    const first = (await data.get('u:*')) as List
    strictEqual(first.items.length, 100)
    strictEqual(first.lastKey, 'u:099')
    const second = await first.next!()
    deepStrictEqual(second.items.at(0)!.key, 'u:100')
    strictEqual(second.items.length, 30)
    strictEqual(second.next, undefined)
  })

  it('cuts a page where it would be over 1 MB', async () => {
    const { data } = setUpData()
    for (const name of ['a', 'b', 'c', 'd']) await data.set(`big:${name}`, 'x'.repeat(300 * 1024))
    const first = (await data.get('big:*')) as List
    deepStrictEqual(keysOf(first), ['big:a', 'big:b', 'big:c'])
    const rest = await first.next!()
    deepStrictEqual([keysOf(rest), rest.next], [['big:d'], undefined])
  })

  it('continues after start in either direction', async () => {
    const { data } = setUpData(items)
    deepStrictEqual(keysOf(await data.get('u:*', { start: 'u:a2' })), ['u:b1', 'u:c1'])
    deepStrictEqual(keysOf(await data.get('u:*', { start: 'u:b1', reverse: true })), ['u:a2', 'u:a1', 'u'])
  })

  it('gives dates and labels with meta, or with true in place of the options', async () => {
    const { data } = setUpData()
    await data.set('foo', 1, { label1: 'l:1', ttl: 60 })
    const expected = {
      ...{ key: 'foo', value: 1, created: new Date(START), modified: new Date(START) },
      ...{ label1: 'l:1', ttl: new Date(START + 60_000) },
    }
    deepStrictEqual(await data.get('foo', { meta: true }), expected)
    deepStrictEqual(await data.get('foo', true), expected)
  })

  it('gives those of several keys that exist', async () => {
    const { data } = setUpData({ a: 1, 'b:1': 2 })
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
      const { data } = setUpData()
      await rejects(call(data), { name: 'ValidationError', message })
    })
  }
})

describe('data.getByLabel', () => {
  it('lists the items with the label, also for an exact label', async () => {
    const { data } = setUpData()
    await data.set('order:2', 2, { label1: 'user:ann' })
    await data.set('order:1', 1, { label1: 'user:ann' })
    await data.set('order:3', 3, { label1: 'user:bob', label2: 'open' })
    deepStrictEqual(keysOf(await data.getByLabel('label1', 'user:ann')), ['order:1', 'order:2'])
    deepStrictEqual(keysOf(await data.getByLabel('label1', 'user:*', { reverse: true })), ['order:3', 'order:2', 'order:1'])
    deepStrictEqual(keysOf(await data.getByLabel('label2', 'open')), ['order:3'])
    deepStrictEqual(keysOf(await data.get('user:>ann', { label: 'label1' })), ['order:3'])
  })

  it('pages through items that share a label', async () => {
    const { data } = setUpData()
    for (const n of [1, 2, 3]) await data.set(`order:${n}`, n, { label1: 'user:ann' })
    const first = (await data.getByLabel('label1', 'user:ann', { limit: 2 })) as List
    strictEqual(first.lastKey, 'order:2|user:ann')
    deepStrictEqual(keysOf(await first.next!()), ['order:3'])
  })
})
