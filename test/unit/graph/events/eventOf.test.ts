import assert from 'node:assert/strict'
import type { Publisher, Trigger } from '../../../../src/model/graph'
import { eventOf } from '../../../../src/graph/events/eventOf'

const span = { file: 'a.ts', line: 1, column: 1, endLine: 1, endColumn: 5 }

function publisher(line: number, isUndecided: boolean): Publisher {
  const trigger: Trigger = { kind: 'event', name: `e${line}`, file: 'a.ts', line, column: 1, path: [], ...(isUndecided && { isUndecided }) }
  const name = { ...span, literals: null }
  const site = { ...span, name, after: null, afterMs: null, isRepeated: false, within: null, in: null }
  return { ...site, bodySample: { line }, triggers: [trigger] } as unknown as Publisher
}

const causes = (isUndecided: boolean): readonly number[] =>
  eventOf(
    'paid',
    Array.from({ length: 60 }, (_, index) => publisher(index + 1, isUndecided)),
    [],
  ).publishers.map(({ triggers }) => triggers.length)

describe('an event', () => {
  it('has a publish once for all calls of which only a run tells which one names it, and 50 of these', () => {
    assert.deepEqual(causes(true), [50])
  })

  it('has a publish for each body, and all that runs it, where that is told', () => {
    assert.deepEqual(
      causes(false),
      Array.from({ length: 60 }, () => 1),
    )
  })
})
