import assert from 'node:assert/strict'
import { findSiteLinks } from '../../../../src/host/documents/findSiteLinks'
import { indexReport } from '../../../../src/host/documents/indexReport'
import { graphOf, handler, publisher, unresolved } from '../graphOf'

const span = { line: 1, column: 1, endLine: 1, endColumn: 9 }
const shop = graphOf({
  root: '/x/shop',
  stats: { files: 1200, candidates: 1, ms: 1234 },
  events: [{ name: 'a', publishers: [publisher({ file: 'src/a b.ts' })], handlers: [handler({ file: 'src/a b.ts' })] }],
  unresolved: [unresolved({ file: 'src/a b.ts', line: 3, column: 7, expression: '`t.${id}`', pattern: 't.*', matches: ['t.1'] })],
  tests: [{ ...span, file: 'test/a.test.ts', kind: 'publish', event: null, literal: null }],
  problems: [{ ...span, file: 'src/big.js', message: 'The file has 10 MB.' }],
})
const exclude = [
  { glob: '**/out', when: null },
  { glob: '**/*.js', when: '$(basename).ts' },
]

describe('the index report', () => {
  it('says what was read, what was skipped and why, and what is not known', () => {
    assert.equal(
      indexReport([{ name: 'shop', graph: shop, exclude }], null),
      `Ampt Events: index report

Folder shop (/x/shop)
1,200 source files seen, 1 of them read for their events.
The last reading that found anything new took 1,234 ms.
Found: 1 event, 1 publish call, 1 handler, no task start, no cycle. Lints: none.

Skipped, or read in part (1):
  src/big.js:1:1  The file has 10 MB.

Names that the text does not fix (1):
  src/a b.ts:3:7  publish \`t.\${id}\`, known is t.*, may be t.1

In tests, no part of the app (1):
  test/a.test.ts:1:1  publish of a computed name

Not read: node_modules, folders that begin with a dot, what git ignores, declaration files.

Not read, by the setting files.exclude (2):
  **/out
  **/*.js (beside $(basename).ts)
`,
    )
  })

  it('says that all is from the cache, where it is', () => {
    const cached = { ...shop, stats: { ...shop.stats, isFromCache: true } }
    assert.match(indexReport([{ name: 'shop', graph: cached, exclude }], null), /took 1,234 ms\.\nAll of it is from the cache: no file has/)
  })

  it('says why there is nothing', () => {
    assert.match(indexReport([], null), /No folder was read\. Open the folder/)
    assert.match(indexReport([], 'shop could not be read.'), /shop could not be read\. "Refresh Graph" tries again\./)
  })

  it('links each line of a source file, in the folder that it stands under', () => {
    const other = { name: 'other', graph: { ...shop, root: '/y/other' }, exclude: [] }
    const folders = [{ name: 'shop', graph: shop, exclude }, other]
    const text = indexReport(folders, null)
    const links = findSiteLinks(text, folders)
    assert.deepEqual(
      links.map(({ line, start, end, folder }) => `${folder.name} ${text.split('\n')[line]!.slice(start, end)}`),
      ['shop', 'other'].flatMap((name) => ['src/big.js:1:1', 'src/a b.ts:3:7', 'test/a.test.ts:1:1'].map((site) => `${name} ${site}`)),
    )
    assert.deepEqual(links[1]!.site, { file: 'src/a b.ts', line: 3, column: 7 })
  })

  it('links nothing that the graph does not name', () => {
    assert.deepEqual(findSiteLinks('../../etc/passwd:1:1 and src/none.ts:1:1', [{ name: 'shop', graph: shop }]), [])
  })
})
