import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(__dirname, '../..')
const text = readFileSync(join(root, 'CONTRACT.md'), 'utf8')
/** Rows of tables, without their heads. */
const rows = [...text.matchAll(/^\| (?!--- )(.+) \|$(?!\n\| --- )/gm)].map(([, cells = '']) => cells)

describe('CONTRACT.md', () => {
  it('names a test for each promise of the page', () => assert.ok(rows.length >= 20, `${rows.length} rows`))

  it('tells each pattern of real apps once, by number', () => {
    const numbers = rows.flatMap((cells) => /^(\d+) \|/.exec(cells)?.[1] ?? []).map(Number)
    assert.deepEqual(
      numbers,
      Array.from({ length: 43 }, (_, index) => index + 1),
    )
  })

  for (const cells of rows) {
    it(`names a test that is there for: ${cells.slice(0, cells.lastIndexOf(' | '))}`, () => {
      const [, file, title] = / \| (test\/\S+\.test\.ts): (.+)$/.exec(cells) ?? []
      assert.ok(file !== undefined && title !== undefined, 'the row names no test')
      assert.ok(existsSync(join(root, file)), `${file} does not exist`)
      assert.ok(readFileSync(join(root, file), 'utf8').includes(title), `${file} has no test "${title}"`)
    })
  }
})
