import assert from 'node:assert/strict'
import { renameEdits, whyNotRenamed } from '../../../../src/host/language/renameEvent'
import type { EventGraph } from '../../../../src/model/graph'
import type { Span } from '../../../../src/model/site'
import { UserError } from '../../../../src/model/userError'
import { graphOf, handler, publisher, unresolved } from '../graphOf'

const span = (line: number, text: string, file = 'src/index.ts'): Span => ({
  file,
  line,
  column: 1,
  endLine: line,
  endColumn: text.length + 1,
})

function spelled(...texts: readonly string[]): EventGraph {
  const literals = texts.map((text, index) => span(index + 1, text))
  const name = { ...span(1, ''), literals }
  return graphOf({
    events: [
      { name: 'a', publishers: [publisher({ name })], handlers: [handler({ name })] },
      { name: 'b', publishers: [], handlers: [] },
    ],
  })
}

const rename = (texts: readonly string[], name: string): string[] =>
  renameEdits(spelled(...texts), spelled(...texts).events[0]!, { name, linesOf: () => texts }).map(({ line, text }) => `${line} ${text}`)

describe('renaming an event', () => {
  it('changes each literal once, with its own quotes and its own prefix', () => {
    assert.deepEqual(rename(["'a'", '"a"', '`a`', "'custom:a'"], 'new'), ["1 'new'", '2 "new"', '3 `new`', "4 'custom:new'"])
    assert.deepEqual(rename(["'a'", "'custom:a'"], 'a:b'), ["1 'a:b'", "2 'a:b'"])
  })

  it('writes any name so that it reads as itself', () => {
    assert.deepEqual(rename(["'a'", '"a"', '`a`'], 'it\'s "${x}` \\'), [
      "1 'it\\'s \"${x}` \\\\'",
      '2 "it\'s \\"${x}` \\\\"',
      '3 `it\'s "\\${x}\\` \\\\`',
    ])
  })

  it('refuses an empty name, and one that another event has', () => {
    assert.throws(() => rename(["'a'"], 'custom:'), UserError)
    assert.throws(() => rename(["'a'"], 'b'), /There is an event b already/)
  })

  it('refuses text that is not as it was read', () => {
    assert.throws(
      () => renameEdits(spelled("'a'"), spelled("'a'").events[0]!, { name: 'new', linesOf: () => ['OTHER'] }),
      /src\/index\.ts:1 is not as it was/,
    )
  })

  it('is refused, with the line, where a name is put together or may be what a pattern means', () => {
    const [a] = spelled("'a'").events
    assert.equal(whyNotRenamed(spelled("'a'"), a!), null)
    const computed = { ...a!, handlers: [handler({ line: 9 })] }
    assert.match(whyNotRenamed(graphOf({ events: [computed] }), computed)!, /put together from parts at src\/index\.ts:9/)
    const open = graphOf({ events: [a!], unresolved: [unresolved({ line: 7, pattern: '*', matches: ['a'] })] })
    assert.match(whyNotRenamed(open, a!)!, /may also be what \* means at src\/index\.ts:7/)
  })
})
