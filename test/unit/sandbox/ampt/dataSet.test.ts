import { deepStrictEqual, rejects, strictEqual } from 'node:assert/strict'
import type { Data } from '../../../../src/sandbox/ampt/data/createData'
import { START } from './fakeWorld'
import { setUpData } from './setUpData'

describe('data.set', () => {
  it('gives the whole item back', async () => {
    const { data } = setUpData({ foo: { a: 1 } })
    deepStrictEqual(await data.set('foo', { b: 2 }), { a: 1, b: 2 })
  })

  it('merges root keys, and null or undefined removes one', async () => {
    const { data } = setUpData({ foo: { a: { x: 1 }, b: 1, c: 1 } })
    deepStrictEqual(await data.set('foo', { a: { y: 2 }, b: null, c: undefined, d: 4 }), { a: { y: 2 }, d: 4 })
  })

  it('replaces the item with overwrite, labels and dates included', async () => {
    const { data, world } = setUpData()
    await data.set('foo', { a: 1 }, { label1: 'x' })
    world.nowMs += 5000
    deepStrictEqual(await data.set('foo', { b: 2 }, { overwrite: true, meta: true }), {
      ...{ key: 'foo', value: { b: 2 }, created: new Date(START + 5000), modified: new Date(START + 5000) },
    })
  })

  it('keeps the date of creation and advances that of modification', async () => {
    const { data, world } = setUpData({ foo: 1 })
    world.nowMs += 5000
    deepStrictEqual(await data.set('foo', 2, true), {
      ...{ key: 'foo', value: 2, created: new Date(START), modified: new Date(START + 5000) },
    })
  })

  it('keeps null with removeNulls: false, for a call or for all', async () => {
    const { data } = setUpData()
    deepStrictEqual(await data.set('foo', { a: null }, { removeNulls: false }), { a: null })
    data.removeNulls = false
    deepStrictEqual(await data.set('bar', { a: null }), { a: null })
  })

  it('takes the value as it was at the call', async () => {
    const { data } = setUpData()
    const value = { list: [1] }
    const written = data.set('foo', value)
    value.list.push(2)
    await written
    deepStrictEqual(await data.get('foo'), { list: [1] })
  })

  it('writes a default only where there is nothing', async () => {
    const { data } = setUpData({ foo: { a: 1 } })
    deepStrictEqual(await data.set('foo', { c: 3 }, { default: { a: 9, b: 9, c: 9 } }), { a: 1, b: 9, c: 3 })
    strictEqual(await data.set('bar', undefined, { default: 'd' }), 'd')
    await data.set('bar', 'x')
    strictEqual(await data.set('bar', undefined, { default: 'd' }), 'x')
  })

  it('merges defaults deeply, but not arrays', async () => {
    const { data } = setUpData()
    const value = { nested: { a: 1 }, list: [1] }
    deepStrictEqual(await data.set('foo', value, { default: { nested: { b: 2 }, list: [2, 3] } }), { nested: { b: 2, a: 1 }, list: [1] })
  })

  it('adds with $add, from nothing too', async () => {
    const { data } = setUpData({ foo: { n: 1 } })
    deepStrictEqual(await data.set('foo', { n: { $add: 2 }, m: { $add: -1 } }), { n: 3, m: -1 })
    strictEqual(await data.set('count', { $add: 5 }), 5)
    strictEqual(await data.set('count', { $add: '2' }), 7)
  })

  it('sets, defaults and removes labels', async () => {
    const { data } = setUpData()
    await data.set('foo', 1, { label1: 'a', label2: ['b'] })
    await data.set('foo', 1, { label1: undefined, label2: ['c'] })
    const { label1, label2 } = (await data.get('foo', true)) as Record<string, unknown>
    deepStrictEqual([label1, label2], [undefined, 'b'])
  })

  it('expires an item in virtual time, after the second of its ttl', async () => {
    const { data, world, items } = setUpData()
    await data.set('foo', 1, { ttl: 60 })
    world.nowMs += 60_999
    strictEqual(await data.get('foo'), 1)
    world.nowMs += 1
    strictEqual(await data.get('foo'), undefined)
    deepStrictEqual(items(), {})
    strictEqual(await data.set('foo', 2, { exists: false }), 2)
  })

  it('takes a ttl later than now for a moment, a date string too, and null away', async () => {
    const { data } = setUpData()
    const ttlOf = async (): Promise<unknown> => ((await data.get('foo', true)) as { ttl?: Date }).ttl
    await data.set('foo', 1, { ttl: START / 1000 + 10 })
    deepStrictEqual(await ttlOf(), new Date(START + 10_000))
    await data.set('foo', 1, { ttl: '2025-06-01' })
    deepStrictEqual(await ttlOf(), new Date('2025-06-01'))
    await data.set('foo', 1, { ttl: null })
    strictEqual(await ttlOf(), undefined)
  })

  it('writes up to 25 items at once, each replacing what was there', async () => {
    const { data, items } = setUpData({ a: { x: 1 } })
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
    const { data } = setUpData()
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
      const { data, world, items } = setUpData({ obj: { a: 1 }, text: 'x' })
      await rejects(call(data), { message })
      deepStrictEqual(items(), { obj: { a: 1 }, text: 'x' })
      deepStrictEqual(world.effects, [])
    })
  }

  it('fails with a stack that leads to the code that awaits it', async () => {
    const { data } = setUpData({ foo: 1 })
    const handlerOfTheApp = async (): Promise<void> => {
      await data.set('foo', 1, { exists: false })
    }
    await rejects(handlerOfTheApp(), ({ stack }: Error) => stack!.includes('handlerOfTheApp'))
  })
})
