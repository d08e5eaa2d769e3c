import assert from 'node:assert/strict'
import { drawLanes } from '../../../src/timeline/drawLanes'
import type { Lane, Mark } from '../../../src/timeline/timeline'

describe('drawLanes', () => {
  const fold = { text: '3,359 more, every 6 min', count: 3_359, what: 'handled', isSame: true, last: { event: 0, row: 0, call: null } }

  it('says at least how many a fold stands for, where most of it is left out', () => {
    const mark = (moment: number, own: Partial<Mark> = {}): Mark => ({
      ...{ kind: 'handled', isDuplicate: false, moment, until: moment, label: '', fold: null, event: 0, row: 0, handler: 0, call: null },
      ...own,
    })
    const lane = (title: string, marks: readonly Mark[]): Lane => ({ kind: 'handler', title, handler: 0, registration: null, marks })
    const moments = Array.from({ length: 30 }, (_, index) => ({ time: index * 360_000, gapMs: index === 0 ? 0 : 360_000 }))
    const lanes = [
      lane('retried', [mark(3, { until: 20, fold })]),
      lane(
        'often',
        moments.map((_, index) => mark(index)),
      ),
    ]
    const [axis, retried] = drawLanes({ moments, lanes, hidden: 0 })
    assert.match(axis!, /⋯/)
    assert.match(retried!, /╌ 3,359 more ╌/)
  })
})
