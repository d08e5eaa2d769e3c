import assert from 'node:assert/strict'
import { inOrder } from '../../../../src/graph/journal/inOrder'

describe('a list in order', () => {
  const cases: [rule: string, list: string, gone: string, come: string, result: string][] = [
    ['takes others at its start, its end and in between', 'bdf', '', 'gca', 'abcdfg'],
    ['is made of others alone', '', '', 'ba', 'ab'],
    ['has others behind those that are equal', 'aBc', '', 'b', 'aBbc'],
    ['loses what goes, first and last', 'abcd', 'da', '', 'bc'],
    ['has what comes in place of what goes', 'abcd', 'bc', 'CbB', 'abBCd'],
    ['loses all', 'ab', 'ab', '', ''],
  ]
  for (const [rule, list, gone, come, result] of cases) {
    it(rule, () => {
      const compare = (a: string, b: string): number => a.toLowerCase().charCodeAt(0) - b.toLowerCase().charCodeAt(0)
      assert.equal(inOrder([...list], [...gone], [...come], compare).join(''), result)
    })
  }

  it('is the same object where nothing comes or goes', () => {
    const list = ['a']
    assert.equal(
      inOrder(list, [], [], () => 0),
      list,
    )
  })
})
