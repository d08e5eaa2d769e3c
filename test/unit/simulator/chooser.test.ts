import assert from 'node:assert/strict'
import { Chooser } from '../../../src/simulator/chooser'
import { defaultScenario } from '../../../src/simulator/defaultScenario'
import type { Scenario } from '../../../src/model/scenario'

const point = { key: 'a#1', name: 'a', ordinal: 1, delivery: 1, attempt: 1 }
const chooserOf = (changes: Partial<Scenario>) => {
  const chooser = new Chooser({ ...defaultScenario, ...changes })
  return {
    choose: ({ delivery, attempt, ...event }: typeof point) => chooser.choose({ event, delivery }, attempt),
    crashed: (delivery: number, attempt: number) => chooser.crashed({ event: point, delivery }, attempt),
    schedule: () => chooser.schedule(),
    unmet: () => chooser.unmet(),
  }
}

describe('Chooser', () => {
  it('disturbs nothing by default and records nothing', () => {
    const chooser = chooserOf({})
    assert.deepEqual(chooser.choose(point), {})
    assert.deepEqual(chooser.schedule().choices, {})
  })

  it('copies every first delivery at probability 1, and only first attempts of first deliveries', () => {
    const chooser = chooserOf({ duplicates: 1 })
    assert.equal(chooser.choose(point).copies, 1)
    assert.equal(chooser.choose({ ...point, attempt: 2 }).copies, undefined)
    assert.equal(chooser.choose({ ...point, delivery: 2 }).copies, undefined)
  })

  it('draws lateness up to the bound, the bound included', () => {
    const chooser = chooserOf({ reorderMs: 3 })
    const drawn = new Set(Array.from({ length: 200 }, (_, index) => chooser.choose({ ...point, key: `a#${index}` }).lateMs ?? 0))
    assert.deepEqual([...drawn].sort(), [0, 1, 2, 3])
  })

  it('adds lateness to every attempt', () => {
    assert.deepEqual(chooserOf({ latenessMs: 50 }).choose({ ...point, attempt: 7 }), { lateMs: 50 })
  })

  it('leaves the lateness of an attempt alone when duplicates are turned on', () => {
    const late = chooserOf({ reorderMs: 1e6 }).choose(point).lateMs
    assert.equal(chooserOf({ reorderMs: 1e6, duplicates: 1 }).choose(point).lateMs, late)
  })

  it('fails the injected attempts of the named event, or of one of them', () => {
    const chooser = chooserOf({ injections: [{ event: 'a', ordinal: 2, attempts: [[1, 2]] }] })
    assert.equal(chooser.choose(point).fail, undefined)
    assert.equal(chooser.choose({ ...point, ordinal: 2 }).fail, true)
    assert.equal(chooser.choose({ ...point, ordinal: 2, attempt: 3 }).fail, undefined)
  })

  it('replays a recorded schedule over random draws', () => {
    const choices = { 'a#1@1.1': { lateMs: 7 } }
    assert.deepEqual(chooserOf({ duplicates: 1, schedule: { version: 1, choices } }).choose(point), { lateMs: 7 })
  })

  it('fails injected attempts that a recorded schedule has a choice for, too', () => {
    const injections = [{ event: 'a', ordinal: null, attempts: [[1, 1]] as const }]
    const choices = { 'a#1@1.1': { lateMs: 7 }, 'a#1@1.2': { lateMs: 8 } }
    const chooser = chooserOf({ injections, schedule: { version: 1, choices } })
    assert.deepEqual(chooser.choose(point), { lateMs: 7, fail: true })
    assert.deepEqual(chooser.choose({ ...point, attempt: 2 }), { lateMs: 8 })
  })

  it('knows which recorded choices and injected failures met no attempt', () => {
    const injections = [1, 2].map((ordinal) => ({ event: 'a', ordinal, attempts: [[1, 1]] as const }))
    const chooser = chooserOf({ injections, schedule: { version: 1, choices: { 'a#1@1.1': {}, 'b#1@1.1': { copies: 1 } } } })
    chooser.choose(point)
    assert.deepEqual(chooser.unmet(), { keys: ['b#1@1.1'], copies: [], crashes: [], injections: [injections[1]], draws: false })
  })

  it('knows that nothing is left to draw where each attempt has its recorded choice', () => {
    const schedule = { version: 1, choices: { 'a#1@1.1': {} } } as const
    for (const drawn of [{ duplicates: 1 }, { reorderMs: 1 }, { latenessMs: 1 }, { coldStarts: 1 }]) {
      const chooser = chooserOf({ ...drawn, schedule })
      chooser.choose(point)
      assert.equal(chooser.unmet().draws, true)
      chooser.choose({ ...point, attempt: 2 })
      assert.equal(chooser.unmet().draws, false)
    }
  })

  it('records of a recorded choice what did something', () => {
    const choices = {
      'a#1@1.1': { lateMs: 5, priority: 0, fail: false, crashAfterEffect: 1 },
      'a#1@1.2': { copies: 1 },
      'a#1@1.3': { copies: 1, fail: true, crashAfterEffect: 2 },
      'b#1@1.1': { fail: true },
    }
    const chooser = chooserOf({ schedule: { version: 1, choices } })
    for (const attempt of [1, 2, 3]) chooser.choose({ ...point, attempt })
    chooser.crashed(1, 3)
    assert.deepEqual(chooser.schedule().choices, { 'a#1@1.1': { lateMs: 5 }, 'a#1@1.3': { fail: true, crashAfterEffect: 2 } })
  })

  it('records what it chose, so that the record replays the run', () => {
    const drawn = chooserOf({ duplicates: 0.5, reorderMs: 1000 })
    const points = Array.from({ length: 50 }, (_, index) => ({ ...point, key: `a#${index}` }))
    const first = points.map((one) => drawn.choose(one))
    const replayed = chooserOf({ schedule: drawn.schedule() })
    assert.deepEqual(
      points.map((one) => replayed.choose(one)),
      first,
    )
  })
})
