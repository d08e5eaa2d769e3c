import assert from 'node:assert/strict'
import { isTooDeep, parseJson } from '../../../src/contract/parseJson'

const nested = (depth: number, inner: string): string => '['.repeat(depth) + inner + ']'.repeat(depth)

describe('how deep JSON may be nested', () => {
  const cases: [rule: string, text: string, expected: boolean][] = [
    ['is a thousand levels', nested(1000, '"a"'), false],
    ['is no level more', nested(1000, '{"a":1}'), true],
    ['does not count what stands side by side', `[${'[],'.repeat(2000)}1]`, false],
    ['does not count what stands in strings', `["\\"${'['.repeat(3000)}"]`, false],
    ['counts what stands behind strings that end in a backslash', `["\\\\",${nested(1000, '1')}]`, true],
  ]
  for (const [rule, text, expected] of cases) it(rule, () => assert.equal(isTooDeep(text), expected))

  it('is said before the text is read, as what is no JSON is', () => {
    assert.throws(() => parseJson(nested(100_000, '')), /^Error: is nested more than 1,000 deep/)
    assert.throws(() => parseJson('{'), /^Error: is not JSON: /)
  })
})
