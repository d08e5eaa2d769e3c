import { deepStrictEqual, rejects, strictEqual, throws } from 'node:assert/strict'
import { createFakeAmpt } from './fakeWorld'
import type { Sdk } from './sdk'

describe('schedule', () => {
  it('is called in both shapes, and recurs by its name or its expression', () => {
    const { world, module } = createFakeAmpt()
    const { schedule } = module<Sdk>('@ampt/sdk')
    strictEqual(
      schedule('nightly').cron('0 3 * * ? *', { timeout: 1 }, () => undefined),
      null,
    )
    strictEqual(
      module<Sdk>('@serverless/cloud').schedule.every('30 minutes', { timeout: 1 }, () => undefined),
      null,
    )
    deepStrictEqual(world.recurring, ['schedule "nightly"', 'schedule "rate(30 minutes)"'])
  })

  it('refuses taken names and units shorter than a minute', () => {
    const { schedule } = createFakeAmpt().module<Sdk>('@ampt/sdk')
    schedule('a').every('1 hour', () => undefined)
    throws(() => schedule('a'), { name: 'ScheduleError', message: 'Schedule name must be unique. "a" is already in use.' })
    throws(
      () => schedule('b').every('1 second', () => undefined),
      /^ScheduleError: \[b\] Invalid schedule expression: rate\(1 second\)\. .*minutes, hours or days/,
    )
  })

  it('refuses the 20th as the SDK does, but not as documented', () => {
    for (const [contract, most] of [
      ['sdk', 19],
      ['documented', 25],
    ] as const) {
      const { module, world } = createFakeAmpt({ contract })
      const { schedule } = module<Sdk>('@ampt/sdk')
      let made = 0
      try {
        for (; made < 25; made++) schedule(`s${made}`).every('1 hour', () => undefined)
      } catch (error) {
        strictEqual((error as Error).message, 'Maximum number of schedules (20) exceeded')
      }
      strictEqual(made, most)
      strictEqual(world.notes.filter((note) => note.includes('20th')).length > 0, contract === 'documented')
    }
  })

  it('counts recurring tasks among the 20, as the SDK makes schedules of them', () => {
    const { schedule, task } = createFakeAmpt({ contract: 'sdk' }).module<Sdk>('@ampt/sdk')
    const sweep = task('sweep', () => undefined)
    for (let made = 0; made < 18; made++) sweep.every('1 hour')
    sweep.cron('0 4 * * ? *')
    throws(() => schedule('one').every('1 hour', () => undefined), { message: 'Maximum number of schedules (20) exceeded' })
  })

  it('says what is assumed of an expression, of a task too', () => {
    const { world, module } = createFakeAmpt()
    const { schedule, task } = module<Sdk>('@ampt/sdk')
    schedule('monthly').cron('0 8 L-3 * ? *', () => undefined)
    task('weekly', () => undefined).cron('0 8 ? * FRI-MON *')
    deepStrictEqual(
      world.notes.map((note) => note.slice(0, 22)),
      ['cron "0 8 L-3 * ? *" h', 'cron "0 8 ? * FRI-MON '],
    )
  })

  it('says that @ampt/sdk has no form without a name', () => {
    const { world, module } = createFakeAmpt()
    module<Sdk>('@serverless/cloud').schedule.every('1 hour', () => undefined)
    deepStrictEqual(world.notes, [])
    module<Sdk>('@ampt/sdk').schedule.every('1 hour', () => undefined)
    deepStrictEqual(world.notes, [
      'schedule.every is a form of @serverless/cloud, which @ampt/sdk 1.0.20 does not have: write schedule(name).every.',
    ])
  })

  it('runs one-off work as a task', async () => {
    const { world, module } = createFakeAmpt()
    const welcome = module<Sdk>('@ampt/sdk').schedule('welcome')
    await rejects(welcome.at('2025-02-01T00:00:00Z', 1), { message: 'at() must be called after task()' })
    welcome.task(() => undefined)
    await welcome.at('2025-02-01T00:00:00Z', { to: 'ann' })
    deepStrictEqual(world.effects, [{ kind: 'task.run', target: 'welcome', value: { after: '2025-02-01T00:00:00Z', body: { to: 'ann' } } }])
  })
})
