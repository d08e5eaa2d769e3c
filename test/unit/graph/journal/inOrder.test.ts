import assert from 'node:assert/strict'
import { inOrder } from '../../../../src/graph/journal/inOrder'

describe('a list in order', () => {
  const cases: [rule: string, list: string, others: string, result: string][] = [
    ['takes others at its start, its end and in between', 'bdf', 'gca', 'abcdfg'],
    ['is made of others alone', '', 'ba', 'ab'],
    ['has others behind those that are equal', 'aBc', 'b', 'aBbc'],
  ]
  for (const [rule, list, others, result] of cases) {
    it(rule, () => {
      const compare = (a: string, b: string): number => a.toLowerCase().localeCompare(b.toLowerCase())
      assert.equal(inOrder([...list], [...others], compare).join(''), result)
    })
  }

  it('is the same object where nothing comes', () => {
    const list = ['a']
    assert.equal(
      inOrder(list, [], () => 0),
      list,
    )
  })
})
