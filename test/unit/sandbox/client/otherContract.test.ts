import assert from 'node:assert/strict'
import type { Contract } from '../../../../src/model/scenario'
import { runEntry, ofSource } from '../../../support/runEntry'

describe('what the other contract would have made of an attempt', () => {
  const app = `
    const wait = (ms) => () => new Promise((done) => setTimeout(done, ms))
    schedule('s').every('1 hour', wait(25_000))
    data.on('created', { timeout: 1000 }, wait(2000))
    storage().on('write', { timeout: 300_000 }, wait(100_000))
    const long = task('long', { timeout: 3_600_000 }, wait(1_000_000))
    const bad = task('bad', () => { throw new Error('no') })
    const asked = task('asked', { attempts: 2 }, () => { throw new Error('no') })
    events.on('go', async () => { await data.set('a', 1); await storage().write('a', ''); await long.run({}); await bad.run({}); await asked.run({}) })`
  const told: readonly (readonly [Contract, Readonly<Record<string, readonly string[]>>])[] = [
    [
      'documented',
      {
        go: [],
        s: ['On @ampt/sdk 1.0.20 an attempt of this has 20 s, and would have timed out here.'],
        'created:a': ['On @ampt/sdk 1.0.20 an attempt of this has 1 s, and would have timed out here.'],
        'write:a': ['On @ampt/sdk 1.0.20 an attempt of this has 1 min, and would have timed out here.'],
        long: ['On @ampt/sdk 1.0.20 an attempt of this has 15 min, and would have timed out here.'],
        bad: ['On @ampt/sdk 1.0.20 a failed task without "attempts" is tried 3 times in all.'],
        asked: [],
      },
    ],
    [
      'sdk',
      {
        go: [],
        s: ['By the documentation an attempt of this has 30 s, and would have gone on here.'],
        'created:a': ['By the documentation an attempt of this has 5 s, and would have gone on here.'],
        'write:a': ['By the documentation an attempt of this has 5 min, and would have gone on here.'],
        long: [
          'By the documentation an attempt of this has 1 h, and would have gone on here.',
          'By the documentation a failed task is not retried.',
        ],
        bad: ['By the documentation a failed task is not retried.'],
        asked: [],
      },
    ],
  ]
  for (const [contract, notes] of told) {
    it(`is said of its event, where they differ, under ${contract}`, async () => {
      const { events } = await runEntry(app, { contract, untilMs: 61 * 60_000 })
      assert.deepEqual(Object.fromEntries(events.map((event) => [event.name, event.notes])), notes)
    })
  }

  it('is that it ends sooner, where it does not end in time by either', async () => {
    const trace = await runEntry(`schedule('s').every('1 hour', () => new Promise(() => {}))`, { untilMs: 61 * 60_000 })
    assert.deepEqual(ofSource(trace, 'schedule')[0]!.notes, [
      'On @ampt/sdk 1.0.20 an attempt of this has 20 s, and would have timed out sooner.',
    ])
  })

  it('is not said where it would have come to the same', async () => {
    const trace = await runEntry(`schedule('s').every('1 hour', () => new Promise((done) => setTimeout(done, 20_000)))`, {
      untilMs: 61 * 60_000,
    })
    assert.deepEqual(ofSource(trace, 'schedule')[0]!.notes, [])
  })
})
