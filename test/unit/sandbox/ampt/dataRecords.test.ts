import { deepStrictEqual, strictEqual } from 'node:assert/strict'
import { setUpData } from './setUpData'

describe('what data records', () => {
  it('each write with the value that it led to, and no read', async () => {
    const { data, world } = setUpData({ foo: { a: 1 } })
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
    const { data } = setUpData({ n: 0 })
    const increment = async (): Promise<void> => {
      const n = (await data.get('n')) as number
      await data.set('n', n + 1)
    }
    await Promise.all([increment(), increment()])
    strictEqual(await data.get('n'), 1)
  })

  it('says that the seed is not a change', () => {
    deepStrictEqual(setUpData({ a: 1 }).world.occurrences, [])
  })

  it('refuses a seed that the platform could not store, by its key', () => {
    try {
      setUpData({ 'a:*': 1 })
      strictEqual('accepted', 'refused')
    } catch (error) {
      strictEqual((error as Error).name, 'UserError')
      strictEqual((error as Error).message.includes('"a:*"'), true)
    }
  })
})
