import assert from 'node:assert/strict'
import { layoutTimeline } from '../../../src/timeline/layoutTimeline'
import { runEngine } from '../../support/testEngine'

describe('layoutTimeline', () => {
  it('gives handlers that one line registers for several events a lane each', async () => {
    const trace = await runEngine({
      handlers: [
        ['a', () => undefined],
        ['b', () => undefined],
      ],
      publish: [['a'], ['b']],
    })
    const site = { file: 'src/all.ts', line: 3, column: 1 }
    const oneLine = {
      ...trace,
      handlers: trace.handlers.map((handler) => ({ ...handler, site })),
      details: trace.details.map((detail) => ({ ...detail, handlers: detail.handlers.map((handler) => ({ ...handler, site })) })),
    }
    const lanes = layoutTimeline(oneLine).lanes.map(({ title, marks }) => [title, marks.map(({ kind }) => kind)])
    assert.deepEqual(lanes, [
      ['a', ['publish', 'handled']],
      ['b', ['publish', 'handled']],
    ])
  })

  it('folds the retries of a run whose deliveries are late by chance', async () => {
    const handlers = [['a', () => Promise.reject(new Error('no'))]] as const
    const trace = await runEngine({ handlers, publish: [['a']], scenario: { reorderMs: 10_000 } })
    const [lane] = layoutTimeline(trace).lanes
    assert.deepEqual(
      lane!.marks.map(({ kind }) => kind),
      ['publish', 'failed', 'fold', 'failed', 'dropped'],
    )
  })
})
