import assert from 'node:assert/strict'
import { listChanges } from '../../../../src/graph/journal/listChanges'

describe('the changes of a list', () => {
  const cases: [rule: string, before: string, now: string, gone: string, come: string][] = [
    ['are none of the same items', 'abc', 'abc', '', ''],
    ['are what another stands in place of', 'abc', 'axc', 'b', 'x'],
    ['leave out what only moved', 'abcd', 'acbd', '', ''],
    ['are all of a new list', '', 'ab', '', 'ab'],
    ['are what is missing at the end', 'aba', 'ab', 'a', ''],
  ]
  for (const [rule, before, now, gone, come] of cases) {
    it(rule, () => assert.deepEqual(listChanges([...before], [...now]), { gone: [...gone], come: [...come] }))
  }
})
