import { deepStrictEqual, rejects, strictEqual, throws } from 'node:assert/strict'
import type { Attempt } from '../../../../src/simulator/execution'
import { createFakeAmpt, START } from './fakeWorld'
import type { Sdk } from './sdk'

/** An attempt, as far as a task's watch looks at it. */
const attemptOf = (id: string): Attempt => ({ number: 1, runs: [], chain: { event: { id } } }) as unknown as Attempt

describe('task', () => {
  const setUp = () => {
    const { world, module } = createFakeAmpt()
    return { world, task: module<Sdk>('@ampt/sdk').task }
  }

  it('records a run and knows its state', async () => {
    const { world, task } = setUp()
    const mail = task('mail', { timeout: 1000 }, () => undefined)
    deepStrictEqual(await mail.run('1 hour', { to: 'ann' }), { id: 'id-1' })
    deepStrictEqual(world.effects, [{ kind: 'task.run', target: 'mail', value: { after: '1 hour', body: { to: 'ann' } } }])
    const { source, name, body, delayMs } = world.occurrences[0]!
    deepStrictEqual([source, name, body, delayMs], ['task', 'mail', { to: 'ann' }, 3_600_000])
    deepStrictEqual(await task.status('id-1'), {
      ...{ id: 'id-1', name: 'mail', body: '{"to":"ann"}', state: 'scheduled', createdAt: START, scheduledAt: START + 3_600_000 },
    })
    strictEqual(await task.status('id-2'), undefined)
  })

  it('knows the state of a run for 14 days after its end', async () => {
    const { world, task } = setUp()
    const { id } = await task('mail', () => undefined).run({})
    world.occurrences[0]!.watch!.ended(attemptOf(id), true, true)
    world.nowMs += 14 * 86_400_000
    strictEqual(((await task.status(id)) as { state: string }).state, 'completed')
    world.nowMs += 1
    strictEqual(await task.status(id), undefined)
  })

  it('says that nothing cancels a run', () => {
    const { world, task } = setUp()
    const mail = task('mail', () => undefined)
    mail.on('completed', () => undefined)
    deepStrictEqual(world.notes, [])
    mail.on('cancelled', () => undefined)
    strictEqual(world.notes.length, 1)
  })

  it('refuses a body of 256 KB', async () => {
    const { task } = setUp()
    await rejects(task('mail', () => undefined).run('x'.repeat(262_144)), /too large/)
  })

  it('says what plans allow where it asks for more than 30 s', () => {
    const { world, task } = setUp()
    task('short', { timeout: 30_000 }, () => undefined)
    deepStrictEqual(world.notes, [])
    task('long', { timeout: 30_001 }, () => undefined)
    strictEqual(world.notes.length, 1)
  })

  it('refuses a delay that the contract refuses', async () => {
    const { task } = setUp()
    await rejects(task('mail', () => undefined).run('10 mins', {}), /10 mins/)
  })

  it('takes a single argument of run for the body', async () => {
    const { world, task } = setUp()
    await task('mail', () => undefined).run('1 hour')
    deepStrictEqual(world.effects[0]!.value, { body: '1 hour' })
  })

  it('refuses names that are too long or taken, and a missing handler', () => {
    const { task } = setUp()
    task('mail', () => undefined)
    throws(() => task('mail', () => undefined), { message: 'Task mail already exists' })
    throws(() => task('x'.repeat(65), () => undefined), { message: 'Task name must be 64 characters or less' })
    throws(() => task('y'), { message: 'Task handler is required' })
  })
})
