import assert from 'node:assert/strict'
import { drawLanes } from '../../../src/timeline/drawLanes'
import type { Lane, Mark } from '../../../src/timeline/timeline'

describe('drawLanes', () => {
  const fold = { text: '3,359 more, every 6 min', count: 3_359, what: 'handled', isSame: true, last: { event: 0, row: 0, call: null } }

  const mark = (moment: number, own: Partial<Mark> = {}): Mark => ({
    ...{ kind: 'handled', isDuplicate: false, moment, until: moment, label: '', fold: null, event: 0, row: 0, handler: 0, call: null },
    ...own,
  })
  const lane = (title: string, marks: readonly Mark[]): Lane => ({ kind: 'handler', title, handler: 0, registration: null, marks })
  const moments = Array.from({ length: 30 }, (_, index) => ({ time: index * 360_000, gapMs: index === 0 ? 0 : 360_000 }))
  const often = lane(
    'often',
    moments.map((_, index) => mark(index)),
  )

  it('says at least how many a fold stands for, where most of it is left out', () => {
    const lanes = [lane('retried', [mark(3, { until: 20, fold })]), often]
    const [axis, retried] = drawLanes({ moments, lanes, hidden: 0 })
    assert.match(axis!, /⋯/)
    assert.match(retried!, /╌ 3,359 more ╌/)
  })

  it('shows where marks are left out of a lane, which is not empty', () => {
    const [axis, seldom, begun] = drawLanes({ moments, lanes: [lane('seldom', [mark(15)]), lane('begun', [mark(0)]), often], hidden: 0 })
    assert.equal(seldom!.indexOf('⋯'), axis!.indexOf('⋯'))
    assert.match(begun!, /^begun +✔$/)
  })
})
