import assert from 'node:assert/strict'
import { renameEdits, spellings, whyNotRenamed } from '../../../../src/host/language/renameEvent'
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

function renamed(graph: EventGraph, lines: readonly string[], name: string): string[] {
  const [event] = graph.events
  return renameEdits(graph, event!, spellings(graph, event!), { name, linesOf: () => lines }).map(({ line, text }) => `${line} ${text}`)
}

const rename = (texts: readonly string[], name: string): string[] => renamed(spelled(...texts), texts, name)

describe('renaming an event', () => {
  it('changes each literal once, with its own quotes and its own prefix', () => {
    assert.deepEqual(rename(["'a'", '"a"', '`a`', "'custom:a'"], 'new'), ["1 'new'", '2 "new"', '3 `new`', "4 'custom:new'"])
  })

  it('changes calls in tests with it', () => {
    const tests = [{ ...span(2, "'a'"), kind: 'publish' as const, event: 'a', literal: span(2, "'a'") }]
    assert.deepEqual(renamed({ ...spelled("'a'"), tests }, ["'a'", "'a'"], 'new'), ["1 'new'", "2 'new'"])
  })

  it('changes the types that allow the name with it, once', () => {
    const name = { ...span(1, "'a'"), literals: [span(1, "'a'")], inTypes: [span(2, "'a'")] }
    const graph = graphOf({ events: [{ name: 'a', publishers: [publisher({ name }), publisher({ line: 3, name })], handlers: [] }] })
    assert.deepEqual(renamed(graph, ["'a'", "'a'"], 'new'), ["1 'new'", "2 'new'"])
  })

  it('leaves out the prefix before a name with a colon, which Ampt would take for a part of it', () => {
    assert.deepEqual(rename(["'custom:a'"], 'order:new'), ["1 'order:new'"])
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
    assert.throws(() => renamed(spelled("'a'"), ['OTHER'], 'new'), /src\/index\.ts:1 is not as it was/)
  })

  it('is refused, with the line, where a name is put together or may be what a pattern means', () => {
    const [a] = spelled("'a'").events
    assert.equal(whyNotRenamed(spelled("'a'"), a!), null)
    const computed = { ...a!, handlers: [handler({ line: 9 })] }
    assert.match(whyNotRenamed(graphOf({ events: [computed] }), computed)!, /put together from parts at src\/index\.ts:9/)
    const keyed = { ...a!, handlers: [handler({ line: 4, name: { ...span(4, "'a'"), literals: [span(4, "'a'")], inTypes: null } })] }
    assert.match(whyNotRenamed(graphOf({ events: [keyed] }), keyed)!, /a type allows its name by no literal .* at src\/index\.ts:4/)
    const constant = { ...a!, publishers: [publisher({ line: 5, name: { ...span(5, ''), literals: [span(1, "'a'")] } })] }
    const longer = { name: 'a.x', publishers: [publisher({ line: 8 })], handlers: [] }
    assert.match(whyNotRenamed(graphOf({ events: [constant, longer] }), constant)!, /may be a part of a\.x at src\/index\.ts:8/)
    const open = graphOf({ events: [a!], unresolved: [unresolved({ line: 7, pattern: '*', matches: ['a'] })] })
    assert.match(whyNotRenamed(open, a!)!, /may also be what \* means at src\/index\.ts:7/)
  })
})
