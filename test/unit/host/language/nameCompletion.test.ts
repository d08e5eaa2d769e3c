import assert from 'node:assert/strict'
import { nameChoices, openingsOf, typedNameAt } from '../../../../src/host/language/nameCompletion'
import { graphOf, handler, publisher } from '../graphOf'

const openings = new Map([
  ['emit(', 'publish'],
  ['this.bus.listen(scope,', 'on'],
] as const)

/** `|` is the cursor. */
function typed(text: string): string | null {
  const [before, behind] = text.split('|') as [string, string]
  const at = typedNameAt(before, behind, openings)
  return (
    at &&
    `${at.kind} ${at.receiver === null ? 'by the app' : `on "${at.receiver}"`} ${before.slice(before.length - at.before)}${behind.slice(0, at.behind)}`
  )
}

describe('the name that is typed', () => {
  for (const [text, wanted] of [
    ["events.publish('|", 'publish on "events" '],
    ['  await this.bus!.events?.publish<Body>("order.|placed", {})', 'publish on "this.bus.events" order.placed'],
    ['publish(`a|', 'publish on "" a'],
    ["events.on('a|bc def', x)", 'on on "events" a'],
    ["events\n  .publish(\n    'order.|',\n", 'publish on "events" order.'],
    ["return emit('order.|'", 'publish by the app order.'],
    ["emit(\n  'a|", 'publish by the app a'],
    ["this.bus.listen(scope, 'a|', x)", 'on by the app a'],
    ["remit('|", null],
    ["mailer.emit('|", null],
    ["emit('a', '|", null],
    ["events.publish('a', '|", null],
    ['events.publish(|', null],
    ["events.unpublish('|", null],
    ["republish('|", null],
  ] as const) {
    it(`${wanted === null ? 'is none in' : 'is found in'} ${text}`, () => assert.equal(typed(text), wanted))
  }
})

describe('what opens a call that hands a name on', () => {
  it('is told by the calls of the graph, those in which the name is an argument of its own', () => {
    const by = (opening: string | null) => ({ name: { ...publisher({}).name, givenBy: { ...publisher({}), name: null, opening } } })
    const events = [
      { name: 'a', publishers: [publisher(by('emit(')), publisher(by(null)), publisher({})], handlers: [handler(by('listen('))] },
    ]
    assert.deepEqual([...openingsOf(graphOf({ events }))].sort(), [
      ['emit(', 'publish'],
      ['listen(', 'on'],
    ])
  })
})

describe('the names to choose from', () => {
  it('are all events, those that fit marked', () => {
    const events = [
      { name: 'both', publishers: [publisher({})], handlers: [handler({})] },
      { name: 'ignored', publishers: [publisher({})], handlers: [] },
    ]
    assert.deepEqual(nameChoices(events, 'publish'), [
      { event: 'both', detail: '1 handler, 1 publisher', isFitting: true },
      { event: 'ignored', detail: 'no handler, 1 publisher', isFitting: false },
    ])
    assert.deepEqual(
      nameChoices(events, 'on').map(({ isFitting }) => isFitting),
      [false, true],
    )
  })
})
