import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Scenario } from '../../src/model/scenario'
import { startedAt } from '../../src/model/startedAt'
import { traceDigest } from '../../src/report/traceDigest'
import { defaultScenario } from '../../src/simulator/defaultScenario'
import { replaying } from '../../src/simulator/scheduleFile'
import { runEngine } from '../support/testEngine'

const chance = fc.record({
  seed: fc.integer(),
  duplicates: fc.constantFrom(0, 0.5, 1),
  reorderMs: fc.constantFrom(0, 1, 60_000),
  concurrency: fc.integer({ min: 1, max: 4 }),
})

const run = (scenario: Partial<Scenario>) =>
  runEngine({
    handlers: [
      ['a', async ({ attempt }, { publish }) => (attempt < 3 ? Promise.reject(new Error('no')) : publish('b', {}))],
      ['b', async (_event, { sleep }) => sleep(100)],
    ],
    publish: [['a'], ['b', {}, '1 minute'], ['a', {}, 90_000]],
    scenario,
  })

describe('the engine, under any schedule', () => {
  it('gives the same trace for the same seed', () =>
    fc.assert(
      fc.asyncProperty(chance, async (scenario) => assert.equal(traceDigest(await run(scenario)), traceDigest(await run(scenario)))),
      { numRuns: 50 },
    ))

  it('gives equal digests twice for each of 10,000 seeds', async () => {
    const digests = new Set<string>()
    const settings = { duplicates: 0.5, reorderMs: 60_000, concurrency: 2 }
    for (let seed = 0; seed < 10_000; seed++) {
      const [first, second] = [traceDigest(await run({ ...settings, seed })), traceDigest(await run({ ...settings, seed }))]
      if (first !== second) assert.fail(`seed ${seed} gives ${first}, then ${second}`)
      digests.add(first)
    }
    assert.equal(digests.size, 10_000)
  }).timeout(180_000)

  it('gives the same trace from the recorded schedule as from the seed', () =>
    fc.assert(
      fc.asyncProperty(chance, async (scenario) => {
        const drawn = await run(scenario)
        const { seed, instances, concurrency, schedule } = replaying(defaultScenario, drawn.end.schedule)
        const replayed = await run({ seed, instances, concurrency, schedule })
        assert.equal(traceDigest(replayed), traceDigest(drawn))
      }),
      { numRuns: 50 },
    ))

  it('handles every event, at or after its due time', () =>
    fc.assert(
      fc.asyncProperty(chance, async (scenario) => {
        const trace = await run(scenario)
        const { events, attempts } = trace
        assert.ok(events.every(({ state }) => state === 'handled'))
        for (let row = 0; row < attempts.length; row++) assert.ok(startedAt(trace, row) >= events[attempts.event[row]!]!.dueAt)
      }),
      { numRuns: 50 },
    ))
})
