import assert from 'node:assert/strict'
import { createSourceTrees } from '../../../../src/graph/syntax/sourceTrees'

describe('sourceTrees', () => {
  it('tell of a file that the parser breaks on, and read the others', () => {
    const text = (file: string): string => (file === 'odd.ts' ? ({ length: 9 } as unknown as string) : 'one()')
    const trees = createSourceTrees({ bytes: () => null, problems: new Map(), text })
    assert.equal(trees.tree('odd.ts'), null)
    assert.match(trees.problems.get('odd.ts')!.message, /^TypeScript cannot parse the file \(.+\)\.$/)
    assert.equal(trees.tree('even.ts')?.statements.length, 1)
  })
})
