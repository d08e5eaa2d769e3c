import assert from 'node:assert/strict'
import { Agenda, LAST, type Settle } from '../../../src/simulator/agenda'
import { createTestClock } from '../../support/testClock'

const settle: Settle = (next) => void setImmediate(() => next()?.run())

describe('Agenda', () => {
  it('runs items at their time, in order, and ends when nothing is due', async () => {
    const clock = createTestClock(0)
    const agenda = new Agenda(clock, settle)
    const seen: [string, number][] = []
    agenda.at(20, () => seen.push(['b', clock.now()]))
    agenda.at(10, () => {
      seen.push(['a', clock.now()])
      agenda.at(5, () => seen.push(['past is now', clock.now()]))
    })
    await agenda.run(Infinity)
    assert.deepEqual(seen, [
      ['a', 10],
      ['past is now', 10],
      ['b', 20],
    ])
  })

  it('fires a timer before an item that is due later, and before a limit of the same instant', async () => {
    const clock = createTestClock(0)
    const agenda = new Agenda(clock, settle)
    const seen: string[] = []
    clock.setTimer(10, () => seen.push('timer'))
    agenda.at(10, () => seen.push('limit'), LAST)
    agenda.at(10, () => seen.push('item'))
    await agenda.run(Infinity)
    assert.deepEqual(seen, ['item', 'timer', 'limit'])
  })

  it('does not run for a left-over timer alone', async () => {
    const clock = createTestClock(0)
    clock.setTimer(10, () => assert.fail('the timer must not fire'))
    await new Agenda(clock, settle).run(Infinity)
    assert.equal(clock.now(), 0)
  })

  it('runs what is due at its last instant before it is idle, and so on while that brings more of it', async () => {
    const clock = createTestClock(0)
    const agenda = new Agenda(clock, settle)
    const seen: string[] = []
    agenda.at(10, () =>
      clock.setTimer(10, () => {
        seen.push('immediate')
        clock.setTimer(10, () => seen.push('the next'))
        clock.setTimer(11, () => assert.fail('time passed'))
      }),
    )
    agenda.whileOpen(20, () => assert.fail('nothing kept the run open'))
    await agenda.run(Infinity)
    assert.deepEqual([seen, clock.now()], [['immediate', 'the next'], 10])
  })

  it('runs what is due at fractions of a ms at the next whole one', async () => {
    const agenda = new Agenda(createTestClock(0), settle)
    agenda.at(10.5, () => undefined)
    await agenda.run(Infinity)
    assert.equal(agenda.clock.now(), 11)
  })

  it('runs what does not keep it open in turn with what does, up to the last of that', async () => {
    const agenda = new Agenda(createTestClock(0), settle)
    const seen: string[] = []
    agenda.at(10, () => seen.push('first'))
    agenda.whileOpen(10, () => seen.push('while open'))
    agenda.at(10, () => seen.push('last'))
    agenda.whileOpen(10, () => assert.fail('nothing kept the run open'))
    await agenda.run(Infinity)
    assert.deepEqual(seen, ['first', 'while open', 'last'])
  })

  it('passes over a stale item without moving the clock', async () => {
    const clock = createTestClock(0)
    const agenda = new Agenda(clock, settle)
    agenda.at(
      10,
      () => assert.fail('stale'),
      0,
      () => true,
    )
    await agenda.run(Infinity)
    assert.equal(clock.now(), 0)
  })

  it('runs what is due exactly at the end, and nothing later, and leaves the clock at the end', async () => {
    const clock = createTestClock(0)
    const agenda = new Agenda(clock, settle)
    const seen: number[] = []
    agenda.at(10, () => seen.push(10))
    agenda.at(12, () => seen.push(12))
    await agenda.run(10)
    assert.deepEqual([seen, clock.now()], [[10], 10])
    const later = new Agenda(createTestClock(0), settle)
    later.at(12, () => assert.fail('past the end'))
    await later.run(11)
    assert.equal(later.clock.now(), 11)
  })

  it('interleaves operations of tasks that overlap: each completes in turn', async () => {
    const agenda = new Agenda(createTestClock(0), settle)
    const seen: string[] = []
    const task = async (name: string): Promise<void> => {
      for (const step of [1, 2]) await agenda.complete(() => seen.push(`${name}${step}`))
    }
    agenda.at(0, () => void task('a'))
    agenda.at(0, () => void task('b'))
    await agenda.run(Infinity)
    assert.deepEqual(seen, ['a1', 'b1', 'a2', 'b2'])
  })

  it('does what waits for rest before anything else of the instant', async () => {
    const agenda = new Agenda(createTestClock(0), settle)
    const seen: string[] = []
    agenda.at(0, () => {
      agenda.whenAtRest(() => seen.push('at rest'))
      void Promise.resolve().then(() => seen.push('microtask'))
    })
    agenda.at(0, () => seen.push('next'))
    await agenda.run(Infinity)
    assert.deepEqual(seen, ['microtask', 'at rest', 'next'])
  })

  it('keeps the first reason to stop', async () => {
    const agenda = new Agenda(createTestClock(0), settle)
    agenda.at(0, () => agenda.stop({ reason: 'interrupted', event: null, site: null, message: 'first' }))
    agenda.at(0, () => assert.fail('ran after the stop'))
    await agenda.run(Infinity)
    agenda.stop({ reason: 'stuck', event: null, site: null, message: 'second' })
    assert.equal(agenda.stopped?.message, 'first')
  })
})
