import assert from 'node:assert/strict'
import type { HoverContext } from '../../../../src/host/language/hoverLists'
import { hoverText } from '../../../../src/host/language/hoverText'
import { subjectAt } from '../../../../src/host/language/subjectAt'
import type { EventGraph } from '../../../../src/model/graph'
import { graphOf, handler, publisher, unresolved } from '../graphOf'
import { unshifted } from './unshifted'

const now = Date.UTC(2025, 0, 31, 12)

const elsewhere = '\n\n[Show in graph](command:graph) · [Show in tree](command:tree)'

/** The hover on the name of the call in line 1, without the links that each event has. */
function hover(graph: EventGraph, context: Partial<HoverContext> = {}): string {
  const subject = subjectAt(graph, { file: 'src/index.ts', line: 1, column: 18 }, unshifted)
  assert.ok(subject !== null, 'nothing stands there')
  const link = ({ file, line }: { file: string; line: number }): string => `file:///shop/${file}#L${line}`
  const text = hoverText(subject, {
    graph,
    now,
    contract: 'documented',
    link,
    show: (where) => `command:${where}`,
    lastOutcome: () => null,
    ...context,
  })
  assert.equal(text.split(elsewhere).length - 1, subject.events.length)
  return text.replaceAll(elsewhere, '')
}

describe('a hover', () => {
  it('tells when the event arrives, by the calendar, and in what the contract differs', () => {
    const at = { after: 'SOON', afterValue: '1 month' }
    const graph = graphOf({ events: [{ name: 'a', publishers: [publisher(at)], handlers: [handler({ line: 5 })] }] })
    assert.match(hover(graph), /^\*\*`a`\*\* · arrives 28 d after the publish: if that is now, at 2025-02-28 12:00:00 UTC/)
  })

  it('tells between which delays chance draws one, and that a loop makes the call', () => {
    const site = publisher({ after: 'jitter()', afterRangeMs: { min: 0, max: 999 }, isRepeated: true, within: 'fan' })
    const graph = graphOf({ events: [{ name: 'a', publishers: [site], handlers: [handler({ line: 5 })] }] })
    assert.match(hover(graph), /^\*\*`a`\*\* · × n, as it stands in a loop · arrives 0–999 ms after the publish, as chance draws it/)
  })

  it('tells an event once that a call has from several callers, with each of its delays', () => {
    const publishers = [publisher({ bodySample: {} }), publisher({}), publisher({ after: 'after', afterMs: 60_000 })]
    const told = hover(graphOf({ events: [{ name: 'a', publishers, handlers: [] }] }))
    assert.match(told, /^\*\*`a`\*\* · arrives at once\n\n\*\*`a`\*\* · arrives 1 min after .*UTC\n\nNo handler: .*error\.$/)
  })

  it('tells that a wrong delay is an error, and which', () => {
    const graph = graphOf({ events: [{ name: 'a', publishers: [publisher({ after: "'10 mins'", afterValue: '10 mins' })], handlers: [] }] })
    assert.match(hover(graph), /after `'10 mins'`\n\n.*10 mins/)
  })

  it('tells that several handlers are retried together, with the longest of their timeouts', () => {
    const handlers = [handler({ line: 5, timeoutMs: 30_000 }), handler({ line: 6, order: 2 })]
    const graph = graphOf({ events: [{ name: 'a', publishers: [publisher({})], handlers }] })
    assert.match(hover(graph), /If one throws or takes over 30 s, all are retried every 6 min for 14 d, then the event is dropped\./)
  })

  describe('on handlers of which a condition chooses one', () => {
    const condition = 'index.ts:4:5'
    const either = (lines: readonly number[]) =>
      lines.map((line, index) => handler({ line, order: index + 1, branches: [{ condition, isMet: index === 0 }] }))

    it('tells that one of them handles the event, and is retried alone', () => {
      const told = hover(graphOf({ events: [{ name: 'a', publishers: [publisher({})], handlers: either([5, 6]) }] }))
      assert.match(told, /Handled by one of\n[^]*If it throws or takes over .* it is retried/)
    })

    it('numbers none of them', () => {
      const told = hover(graphOf({ events: [{ name: 'a', publishers: [publisher({ line: 9 })], handlers: either([1, 6]) }] }))
      assert.match(told, /^\*\*`a`\*\* · one of 2 handlers that conditions choose between\n/)
    })
  })

  it('tells what the last run came to', () => {
    const graph = graphOf({ events: [{ name: 'a', publishers: [publisher({})], handlers: [handler({ line: 5 })] }] })
    assert.match(hover(graph, { lastOutcome: () => '2 handled, 1 dropped' }), /Last simulation: 2 handled, 1 dropped$/)
  })

  it('tells of a name that is not fixed what it may be', () => {
    const events = [{ name: 'a.saved', publishers: [], handlers: [handler({ line: 7 })] }]
    const open = unresolved({ pattern: '*.saved', matches: ['a.saved'] })
    assert.match(
      hover(graphOf({ events, unresolved: [open] })),
      /\*\*`\*\.saved`\*\* · the text does not fix the whole name\n\nIt fits\n\n- `a\.saved` · \[`src\/index\.ts:7`\]/,
    )
  })

  for (const hostile of ['[x](command:evil)', '<img src=x onerror=alert(1)>', '`](command:evil)', '$(alert)', '**bold**', 'a\n\n# title']) {
    it(`shows ${JSON.stringify(hostile)} as it is written`, () => {
      const events = [{ name: hostile, publishers: [publisher({ after: hostile, triggers: [] })], handlers: [handler({ line: 5 })] }]
      const text = hover(graphOf({ events }), { lastOutcome: () => hostile })
      // What is left when code is taken out is our own words.
      const words = text.replace(/(`+)[^`]?.*?[^`]\1(?!`)/g, '')
      assert.doesNotMatch(words, /command:evil|<img|\$\(|\n#/)
      assert.match(words.replace(/\\./g, ''), /^[^[\]<>]*(\[\]\(file:[^)]*\)[^[\]<>]*)*$/)
    })
  }
})
