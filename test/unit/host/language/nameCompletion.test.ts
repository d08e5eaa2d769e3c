import assert from 'node:assert/strict'
import { nameChoices, typedNameAt } from '../../../../src/host/language/nameCompletion'
import { handler, publisher } from '../graphOf'

/** `|` is the cursor. */
function typed(text: string): string | null {
  const [before, behind] = text.split('|') as [string, string]
  const at = typedNameAt(before, behind)
  return at && `${at.kind} on "${at.receiver}" ${before.slice(before.length - at.before)}${behind.slice(0, at.behind)}`
}

describe('the name that is typed', () => {
  for (const [text, wanted] of [
    ["events.publish('|", 'publish on "events" '],
    ['  await this.bus!.events?.publish<Body>("order.|placed", {})', 'publish on "this.bus.events" order.placed'],
    ['publish(`a|', 'publish on "" a'],
    ["events.on('a|bc def', x)", 'on on "events" a'],
    ["events\n  .publish(\n    'order.|',\n", 'publish on "events" order.'],
    ["events.publish('a', '|", null],
    ['events.publish(|', null],
    ["events.unpublish('|", null],
    ["republish('|", null],
  ] as const) {
    it(`${wanted === null ? 'is none in' : 'is found in'} ${text}`, () => assert.equal(typed(text), wanted))
  }
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
