import { deepStrictEqual, rejects, strictEqual } from 'node:assert/strict'
import { setUpData } from './setUpData'

describe('data.add', () => {
  it('adds to a value or to an attribute, and gives the item', async () => {
    const { data } = setUpData({ n: 1 })
    strictEqual(await data.add('n', 2), 3)
    deepStrictEqual(await data.add('o', 'n', 2), { n: 2 })
    deepStrictEqual(((await data.add('o', 'n', -1, true)) as { value: unknown }).value, { n: 1 })
  })

  it('that comes to 0 resolves to undefined in the SDK', async () => {
    for (const [contract, found] of [
      ['documented', 0],
      ['sdk', undefined],
    ] as const) {
      const { data, items } = setUpData({ n: 1 }, contract)
      strictEqual(await data.add('n', -1), found)
      deepStrictEqual(items(), { n: 0 })
    }
  })

  it('refuses an attribute without a number', async () => {
    const { data } = setUpData()
    await rejects(data.add('o', 'n', '1'), { message: 'Values must be numeric' })
  })
})

describe('data.remove', () => {
  it('removes one key or several, and what is not there is no error', async () => {
    const { data, items } = setUpData({ a: 1, 'b:1': 2, c: 3 })
    strictEqual(await data.remove('a'), true)
    strictEqual(await data.remove(['b:1', 'none']), true)
    deepStrictEqual(items(), { c: 3 })
  })

  it('refuses conditions', async () => {
    const { data } = setUpData()
    await rejects(data.remove('a:*'), { message: 'You cannot delete items using conditionals. Please remove each item separately.' })
  })
})

describe('data.truncate', () => {
  it('removes all items, each of them a change, and counts them', async () => {
    const { data, world, items } = setUpData({ a: 1, 'user:1': 2 })
    data.on('deleted', () => undefined)
    deepStrictEqual(await data.truncate(), { total: 2 })
    deepStrictEqual([items(), await data.truncate()], [{}, { total: 0 }])
    deepStrictEqual(
      world.occurrences.map(({ name }) => name),
      ['deleted:a', 'deleted:user:1'],
    )
  })
})
