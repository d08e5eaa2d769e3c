import assert from 'node:assert/strict'
import { firstDifference } from '../../../src/report/firstDifference'
import { runEngine } from '../../support/testEngine'

const minute = 60_000

/** A run in which `a` fails twice, logs and publishes `b`; `changed` is what differs, from an attempt on. */
const run = (changed: { log?: string; from?: number; sleepMs?: number; publishes?: boolean } = {}) =>
  runEngine({
    publish: [
      ['a', { n: 1 }],
      ['late', {}, 30 * minute],
    ],
    handlers: [
      [
        'a',
        async ({ attempt }, { log, publish, sleep }) => {
          const isChanged = attempt >= (changed.from ?? 1)
          if (isChanged && changed.sleepMs !== undefined) await sleep(changed.sleepMs)
          log((isChanged ? changed.log : undefined) ?? 'same')
          if (attempt < 3) throw new Error('not yet')
          if (changed.publishes !== false) await publish('b', { attempt })
        },
      ],
      ['late', (_event, { log }) => log(changed.log ?? 'same')],
    ],
  })

describe('the first difference between two runs', () => {
  it('is none between equal runs, whatever their wall time', async () => {
    const [first, second] = [await run(), await run()]
    assert.equal(firstDifference(first, { ...second, end: { ...second.end, wallMs: first.end.wallMs + 7 } }), null)
  })

  it('is the earliest attempt in virtual time, with what either run has there', async () => {
    const found = firstDifference(await run(), await run({ log: 'other', from: 2 }))
    assert.deepEqual(found && { step: found.step, part: found.part, first: found.first, second: found.second }, {
      step: 'a#1, delivery 1, attempt 2',
      part: 'logs[0].text',
      first: '"same"',
      second: '"other"',
    })
  })

  it('is how long an attempt took, where only that differs', async () => {
    const found = firstDifference(await run(), await run({ sleepMs: 5, from: 3 }))
    assert.deepEqual([found?.step, found?.part, found?.first, found?.second], ['a#1, delivery 1, attempt 3', 'durationMs', '0', '5'])
  })

  it('is the publish that only one of the runs makes', async () => {
    const found = firstDifference(await run(), await run({ publishes: false }))
    assert.deepEqual([found?.step, found?.part, found?.second], ['a#1, delivery 1, attempt 3', 'effects[0]', null])
  })

  it('is the end of the run, where all steps are the same', async () => {
    const [first, second] = [await run(), await run()]
    const found = firstDifference(first, { ...second, end: { ...second.end, data: { 'users:1': { n: 2 } } } })
    assert.deepEqual([found?.step, found?.part, found?.first], ['end of the run', 'data.users:1', null])
  })
})
