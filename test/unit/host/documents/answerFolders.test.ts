import assert from 'node:assert/strict'
import fc from 'fast-check'
import { MOST_BYTES } from '../../../../src/graph/query/fitAnswer'
import { queryKinds } from '../../../../src/graph/query/graphQuery'
import { answerFolders } from '../../../../src/host/documents/answerFolders'
import { graphOf, handler, publisher, unresolved } from '../graphOf'

const one = (name: string, root = `/x/${name}`) => graphOf({ root, events: [{ name, publishers: [], handlers: [handler({})] }] })

describe('a question in a workspace of several folders', () => {
  const folders = [
    { name: 'shop', graph: one('a') },
    { name: 'other', graph: one('b') },
    { name: 'docs', graph: graphOf({ root: '/x/docs' }) },
  ]

  it('is answered by the folder that has the event, or that it names', () => {
    assert.match(answerFolders(folders, { event: 'b' }), /^Event b/)
    assert.match(answerFolders(folders, { folder: 'shop' }), /^1 event/)
    assert.match(answerFolders(folders.slice(1), {}), /^1 event/)
  })

  it('is asked back where it could be of any', () => {
    const asked = 'Say which folder: add "folder" to the query.\n  "shop" (1 event)\n  "other" (1 event)\n  "docs" (0 events)'
    assert.equal(answerFolders(folders, {}), asked)
    assert.equal(answerFolders(folders, { folder: 'no such folder' }), asked)
  })

  it('names folders of one name by their paths', () => {
    const twins = [
      { name: 'shop', graph: one('a', '/x/shop') },
      { name: 'shop', graph: one('a', '/y/shop') },
    ]
    assert.match(answerFolders(twins, { folder: 'shop' }), /\n {2}"\/x\/shop" \(1 event\)\n {2}"\/y\/shop"/)
    assert.match(answerFolders(twins, { folder: '/y/shop' }), /^1 event/)
  })

  it('is answered in 2 KB, whatever there is and whatever is asked', () => {
    const hostile = ['x\n\u001b[2J', '𝒳'.repeat(900), '"', '`${', '\u202e\ud800', '*', '<script>', '  ']
    const names = Array.from({ length: 5_000 }, (_, at) => `${hostile[at % hostile.length]!}${at}`)
    const site = {
      file: `${'é'.repeat(200)}.ts`,
      triggers: [{ kind: 'event' as const, name: names[1]!, file: 'a.ts', line: 1, column: 1, path: [] }],
    }
    const graph = graphOf({
      events: names.map((name, line) => ({ name, publishers: [publisher(site)], handlers: [handler({ line })] })),
      unresolved: [unresolved({ ...site, pattern: '*', matches: names })],
      cycles: [{ events: names, delayed: false }],
      lints: names.map((message, line) => ({ ...publisher({ line }), code: 'unknown-event', severity: 'warning', message, fixes: [] })),
    })
    const many = names.slice(0, 50).map((name) => ({ name, graph }))
    const some = fc.constantFrom(...names.slice(0, 16), 'no such name')
    const asked = fc.record(
      { query: fc.constantFrom(...queryKinds), event: some, from: some, to: some, folder: some, skip: fc.nat(6_000) },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(asked, fc.boolean(), (query, isOne) => {
        const bytes = Buffer.byteLength(answerFolders(isOne ? [{ name: names[0]!, graph }] : many, query))
        assert.ok(bytes <= MOST_BYTES, `${bytes} bytes`)
      }),
      { numRuns: 100 },
    )
  })
})
