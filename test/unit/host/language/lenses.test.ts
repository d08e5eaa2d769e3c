import assert from 'node:assert/strict'
import { lensesOf } from '../../../../src/host/language/lenses'
import { shiftBy } from '../../../../src/host/language/shiftSpan'
import type { EventGraph, HandlerSite, Publisher } from '../../../../src/model/graph'
import type { Contract } from '../../../../src/model/scenario'
import { graphOf, handler, publisher, unresolved } from '../graphOf'
import { unshifted } from './unshifted'

describe('the lenses of a file', () => {
  it('stand on its publishes and handlers, and on no other file’s', () => {
    const graph = graphOf({
      events: [{ name: 'a', publishers: [publisher({ line: 2 }), publisher({ file: 'src/other.ts' })], handlers: [handler({ line: 8 })] }],
    })
    assert.deepEqual(linesOf(graph), ['2 Simulate publish · 1 handler', '8 Simulate · 2 publishers'])
  })

  it('say when the event arrives, and which handlers a failing one takes along', () => {
    const publishers = [publisher({ line: 1, after: '300000', afterMs: 300_000 }), publisher({ line: 2, after: 'when(order)' })]
    const graph = graphOf({ events: [{ name: 'a', publishers, handlers: [handler({ line: 3 }), handler({ line: 4 })] }] })
    assert.deepEqual(linesOf(graph), [
      '1 Simulate publish · 2 handlers · +5 min',
      '2 Simulate publish · 2 handlers · after when(order)',
      '3 Simulate · 2 publishers · retried with 1 other handler',
      '4 Simulate · 2 publishers · retried with 1 other handler',
    ])
  })

  it('count of handlers that a condition chooses between those that run', () => {
    const condition = 'index.ts:4:5'
    const either = [true, false].map((isMet, index) => handler({ line: 3 + index, branches: [{ condition, isMet }] }))
    const graph = graphOf({ events: [{ name: 'a', publishers: [publisher({})], handlers: [...either, handler({ line: 5 })] }] })
    assert.equal(linesOf(graph)[0], '1 Simulate publish · 2 of 3 handlers')
  })

  it('say what Ampt does with a delay that is no fixed span, by the contract', () => {
    const told = (afterValue: string | number, contract: Contract = 'documented'): string => {
      const graph = graphOf({
        events: [{ name: 'a', publishers: [publisher({ after: 'DELAY', afterValue })], handlers: [handler({ line: 3 })] }],
      })
      return lensesOf(graph, 'src/index.ts', unshifted, contract)[0]!.title.split(' · ')[2]!
    }
    assert.equal(told('1 month'), '+1 month')
    assert.equal(told('2020-06-01T10:00:00Z'), 'not ahead of now: fails')
    assert.equal(told('10 mins'), 'no valid time: fails')
    assert.equal(told('2 years'), 'over a year ahead: fails')
    assert.deepEqual([told(0), told(0, 'sdk')], ['not ahead of now: fails', 'now'])
    assert.deepEqual([told('1.5 hours'), told('1.5 hours', 'sdk')], ['+1 h 30 min', '+1 h'])
  })

  it('say between which delays chance draws one', () => {
    const publishers = [publisher({ after: 'jitter()', afterRangeMs: { min: 1000, max: 3000 } })]
    const graph = graphOf({ events: [{ name: 'a', publishers, handlers: [handler({ line: 3 })] }] })
    assert.deepEqual(linesOf(graph)[0], '1 Simulate publish · 1 handler · +1 s–3 s')
  })

  it('say the same once for a call that has it from several callers, and name only what there are several of', () => {
    const later = { after: 'after', afterMs: 60_000 }
    const publishers = [publisher({ bodySample: { id: 1 } }), publisher({ bodySample: {} }), publisher(later)]
    const graph = graphOf({ events: [{ name: 'a', publishers, handlers: [] }] })
    assert.deepEqual(linesOf(graph), ['1 Simulate publish · no handler: ignored', '1 Simulate publish · no handler: ignored · +1 min'])
    assert.deepEqual(lensesOf(graph, 'src/index.ts', unshifted, 'documented')[0]?.offer?.bodySample, { id: 1 })
  })

  it('stand where a wrapper is called, for what it comes to there, and in the wrapper list the calls', () => {
    const at = (line: number): Partial<Publisher & HandlerSite> => {
      const call = { file: 'src/index.ts', line, column: 1, endLine: line, endColumn: 20 }
      return { file: 'src/bus.ts', name: { ...nameAt(1), file: 'src/bus.ts', givenBy: { ...call, name: nameAt(line), opening: null } } }
    }
    const declared = { file: 'src/index.ts', line: 5, column: 12, name: null }
    const events = [
      { name: 'a', publishers: [publisher(at(1)), publisher({ ...at(2), after: '60000', afterMs: 60_000 })], handlers: [] },
      { name: 'b', publishers: [publisher(at(3))], handlers: [handler({ ...at(5), line: 9, function: declared })] },
    ]
    const graph = graphOf({ events })
    assert.deepEqual(linesOf(graph), [
      '1 Simulate publish · no handler: ignored',
      '2 Simulate publish · no handler: ignored · +1 min',
      '3 Simulate publish · 1 handler',
      '5 Simulate · 1 publisher',
    ])
    const inBus = lensesOf(graph, 'src/bus.ts', unshifted, 'documented')
    assert.deepEqual(
      inBus.map(({ title, calls }) => [title, calls?.map(({ line }) => line)]),
      [
        ['publishes a, b · 3 calls', [1, 2, 3]],
        ['handles b · 1 call', [5]],
      ],
    )
  })

  it('count what is beyond the first few of one call', () => {
    const events = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => ({ name, publishers: [publisher({})], handlers: [] }))
    assert.deepEqual(linesOf(graphOf({ events })).slice(4), ['1 Simulate publish e · no handler: ignored', '1 and 2 more'])
    assert.equal(linesOf(graphOf({ events: events.slice(1) })).length, 6)
  })

  it('say that an event without a handler is ignored, unless a call of which nothing is known may handle it', () => {
    const events = [{ name: 'a', publishers: [publisher({})], handlers: [] }]
    assert.deepEqual(linesOf(graphOf({ events })), ['1 Simulate publish · no handler: ignored'])
    const open = graphOf({ events, unresolved: [unresolved({ kind: 'on', line: 9 })] })
    assert.deepEqual(linesOf(open), ['1 Simulate publish · no handler found'])
  })

  it('count the calls that may mean the event apart', () => {
    const events = [{ name: 'a.saved', publishers: [publisher({})], handlers: [handler({ line: 2 })] }]
    const pattern = { file: 'src/other.ts', pattern: '*.saved', matches: ['a.saved'] }
    const graph = graphOf({ events, unresolved: [unresolved({ kind: 'publish', ...pattern }), unresolved({ kind: 'on', ...pattern })] })
    assert.deepEqual(linesOf(graph), ['1 Simulate publish · 1 handler, 1 possible', '2 Simulate · 1 publisher, 1 possible'])
  })

  it('name the events that a pattern fits, and offer none of them', () => {
    const matches = ['a.saved', 'b.saved', 'c.saved', 'd.saved']
    const graph = graphOf({
      unresolved: [
        unresolved({ kind: 'publish', line: 1, pattern: '*.saved', matches }),
        unresolved({ kind: 'on', line: 2, pattern: 'x.*', matches: [] }),
        unresolved({ kind: 'publish', line: 3 }),
      ],
    })
    assert.deepEqual(linesOf(graph), ['1 *.saved · may be a.saved, b.saved, c.saved, 1 more', '2 x.* · no known publish fits'])
    assert.ok(lensesOf(graph, 'src/index.ts', unshifted, 'documented').every(({ offer }) => offer === null))
  })

  it('name the event where a call may mean several', () => {
    const events = ['a', 'b'].map((name) => ({ name, publishers: [publisher({ line: 2 })], handlers: [] }))
    assert.deepEqual(linesOf(graphOf({ events })), [
      '2 Simulate publish a · no handler: ignored',
      '2 Simulate publish b · no handler: ignored',
    ])
  })

  it('stand on a handler’s function too where it is declared apart from its call', () => {
    const declared = { file: 'src/index.ts', line: 40, column: 3, name: 'onPaid' }
    const within = { file: 'src/index.ts', line: 1, column: 12, name: null }
    const handlers = [handler({ line: 1, function: within }), handler({ line: 2, function: declared })]
    const graph = graphOf({ events: [{ name: 'a', publishers: [], handlers }] })
    assert.deepEqual(linesOf(graph).at(-1), '40 Simulate · handler of a')
    assert.equal(linesOf(graph).length, 3)
  })

  it('move with the lines above, and go where the name is being typed', () => {
    const graph = graphOf({
      events: [{ name: 'a', publishers: [publisher({ line: 2 }), publisher({ line: 5, name: nameAt(5) })], handlers: [] }],
    })
    const newLine = { line: 1, column: 1, endLine: 1, endColumn: 1, text: '\n\n' }
    const inName = { line: 7, column: 18, endLine: 7, endColumn: 18, text: 'x' }
    const lines = (shift: typeof unshifted): number[] => lensesOf(graph, 'src/index.ts', shift, 'documented').map(({ site }) => site.line)
    assert.deepEqual(lines(shiftBy(() => [newLine])), [4, 7])
    assert.deepEqual(lines(shiftBy(() => [newLine, inName])), [4])
    assert.deepEqual(lines(shiftBy((file) => (file === 'src/other.ts' ? [newLine] : []))), [2, 5])
  })

  it('suggest the body that the publish writes, else another publish’s, else what the handlers read', () => {
    const written = {
      name: 'a',
      publishers: [publisher({ line: 1, bodySample: { id: 1 } }), publisher({ line: 2 })],
      handlers: [handler({ line: 3 })],
    }
    const read = {
      name: 'b',
      publishers: [publisher({ line: 4 })],
      handlers: [handler({ line: 5, bodyFields: ['email'] }), handler({ line: 6, bodyFields: ['name'] })],
    }
    assert.deepEqual(
      inOrder(graphOf({ events: [written, read] })).map(({ offer }) => offer?.bodySample),
      [{ id: 1 }, { id: 1 }, { id: 1 }, { email: null, name: null }, { email: null, name: null }, { email: null, name: null }],
    )
  })

  it('take over the delay of a publish; a handler is reached at once', () => {
    const graph = graphOf({
      events: [
        { name: 'a', publishers: [publisher({ line: 1, after: '"5 minutes"', afterMs: 300_000 })], handlers: [handler({ line: 2 })] },
      ],
    })
    assert.deepEqual(
      inOrder(graph).map(({ offer }) => offer?.afterMs),
      [300_000, null],
    )
  })
})

function inOrder(graph: EventGraph): ReturnType<typeof lensesOf> {
  return lensesOf(graph, 'src/index.ts', unshifted, 'documented').sort((a, b) => a.site.line - b.site.line)
}

function linesOf(graph: EventGraph): string[] {
  return inOrder(graph).map(({ title, site }) => `${site.line} ${title}`)
}

function nameAt(line: number): { file: string; line: number; column: number; endLine: number; endColumn: number; literals: null } {
  return { file: 'src/index.ts', line, column: 16, endLine: line, endColumn: 20, literals: null }
}
