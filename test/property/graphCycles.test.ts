import assert from 'node:assert/strict'
import fc from 'fast-check'
import { createCycles } from '../../src/graph/events/createCycles'
import { eventEdges } from '../../src/graph/events/eventEdges'
import { findCycles } from '../../src/graph/events/findCycles'
import type { EventNode, TaskRun } from '../../src/model/graph'

// Circles are kept from edit to edit: each case draws graphs that follow each other, of which events that publish alike stay the same objects.

const name = fc.constantFrom(...'abcdefg')
const after = fc.constantFrom(null, '1 day')
const trigger = fc.record({ kind: fc.constantFrom('event', 'event', 'task'), name })
const publishers = fc.array(fc.record({ after, triggers: fc.array(trigger, { maxLength: 3 }) }), { maxLength: 3 })
const taskRun = fc.record({ task: name, after, triggers: fc.array(fc.record({ kind: fc.constant('event'), name }), { maxLength: 2 }) })
const graph = fc.record({ events: fc.dictionary(name, publishers), taskRuns: fc.array(taskRun, { maxLength: 3 }) })

function eventsOf(drawn: Readonly<Record<string, unknown>>, before: readonly EventNode[]): EventNode[] {
  return Object.keys(drawn)
    .sort()
    .map((name) => {
      const event = { name, publishers: drawn[name], handlers: [] } as unknown as EventNode
      return before.find((one) => JSON.stringify(one) === JSON.stringify(event)) ?? event
    })
}

describe('circles of events that are kept', () => {
  it('are after each edit those that are found from scratch', () => {
    fc.assert(
      fc.property(fc.array(graph, { minLength: 1, maxLength: 6 }), (graphs) => {
        const find = createCycles()
        let events: readonly EventNode[] = []
        for (const drawn of graphs) {
          events = eventsOf(drawn.events, events)
          const taskRuns = drawn.taskRuns as unknown as readonly TaskRun[]
          assert.deepEqual(find(events, taskRuns), findCycles(eventEdges(events, taskRuns)))
        }
      }),
      { numRuns: 1000 },
    )
  })
})
