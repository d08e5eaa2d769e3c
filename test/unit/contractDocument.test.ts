import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(__dirname, '../..')
const rows = [...readFileSync(join(root, 'CONTRACT.md'), 'utf8').matchAll(/^\| (.+?) \| (test\/\S+\.test\.ts): (.+) \|$/gm)]

describe('CONTRACT.md', () => {
  it('names a test for each promise of the page', () => assert.ok(rows.length >= 20, `${rows.length} rows`))

  for (const [, promise, file, title] of rows) {
    it(`names a test that is there for: ${promise}`, () => {
      assert.ok(existsSync(join(root, file!)), `${file} does not exist`)
      assert.ok(readFileSync(join(root, file!), 'utf8').includes(title!), `${file} has no test "${title}"`)
    })
  }
})
