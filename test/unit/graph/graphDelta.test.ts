import assert from 'node:assert/strict'
import { applyDelta, graphDelta, isSameGraph } from '../../../src/graph/graphDelta'
import type { EventGraph } from '../../../src/model/graph'
import { graphOf, publisher } from '../host/graphOf'

const event = (name: string) => ({ name, publishers: [publisher({})], handlers: [] })
/** As it is on the other side of the wall. */
const sent = (before: EventGraph | null, now: EventGraph) => structuredClone(graphDelta(before, now))

describe('a graph that is sent as what differs', () => {
  const [a, b] = [event('a'), event('b')]
  const first = graphOf({ events: [a, b] })
  const received = applyDelta(null, sent(null, first))

  it('is the same when all of its lists are, empty ones too, however long the reading took', () => {
    const again = applyDelta(received, sent(first, { ...first, stats: { ...first.stats, ms: 9 } }))
    assert.equal(again.stats.ms, 9)
    assert.ok(isSameGraph(received, again))
    assert.equal(again.lints, received.lints)
  })

  it('is another when a list or the count of files is, and what stays in a list is the same object', () => {
    const edited = applyDelta(received, sent(first, { ...first, events: [a, event('c')] }))
    assert.ok(!isSameGraph(received, edited))
    assert.equal(edited.events[0], received.events[0])
    assert.equal(edited.events[1]!.name, 'c')
    assert.ok(!isSameGraph(received, applyDelta(received, sent(first, { ...first, stats: { ...first.stats, files: 2 } }))))
  })
})
