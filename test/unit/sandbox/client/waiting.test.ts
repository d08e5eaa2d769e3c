import assert from 'node:assert/strict'
import type { Scenario } from '../../../../src/model/scenario'
import { defaultScenario } from '../../../../src/simulator/defaultScenario'
import { handler, publishing, runApp } from '../../../support/runApp'

const MINUTE_MS = 60_000

async function rest(body: string, changes: Partial<Scenario> = {}, before = '') {
  const { end } = await runApp(handler(body, before), publishing('a', changes))
  return { idle: end.idle, waiting: end.waiting.map(({ message }) => message), first: end.waiting[0] }
}

describe('a run that is idle says why', () => {
  it('when all came to its end', async () => {
    assert.equal((await rest('')).idle, 'every delivery came to its end, and nothing more is due.')
  })

  it('when no handler ran', async () => {
    const { end } = await runApp(handler(''), { ...defaultScenario, untilMs: 1000 })
    assert.equal(end.idle, 'no handler ran, and nothing is due.')
  })

  it('when requests were answered, and what they left for the same instant has run', async () => {
    const app = {
      'index.ts': `import { http } from '@ampt/sdk'\nhttp.node.use((_: any, res: any) => {\nsetImmediate(() => console.error('behind')); res.end('done') })`,
    }
    const { end, calls } = await runApp(app, { ...defaultScenario, steps: [{ kind: 'request', atMs: 0, method: 'GET', path: '/' }] })
    assert.equal(end.idle, 'every request came to its end, and nothing more is due.')
    assert.deepEqual(calls.at(-1)!.logs, [{ level: 'error', text: 'behind' }])
  })

  it('when a timer is left that a package set where no line of the app is known, without a place', async () => {
    const far = `module.exports = (ms) => { let at = 30; const go = () => { if (at-- > 0) return go(); setTimeout(() => {}, ms) }; go() }`
    const app = { ...handler('far(7_200_000)', `import far from 'far'`), 'node_modules/far/index.js': far }
    const { end } = await runApp(app, publishing('a'))
    assert.match(end.idle!, /A timer of the app is left, due in 2 h: the platform waits/)
  })

  it('when a denied connect is left, whose wait is no timer of the app', async () => {
    const connects = `import net from 'node:net'
      const connect = () => net.connect(6379, 'cache.test').on('error', () => setTimeout(connect, 1))
      connect()`
    const { end } = await runApp(
      handler('', connects),
      publishing('a', { steps: [{ kind: 'publish', atMs: 60_000, name: 'a', body: {} }] }),
    )
    assert.equal(end.idle, 'every delivery came to its end, and nothing more is due.')
  })

  it('when only timers of the app are left, with the line of the next', async () => {
    assert.equal(
      (await rest(`setTimeout(() => undefined, 7_200_000)\nsetInterval(() => undefined, 3_600_000)`)).idle,
      'every delivery came to its end, and nothing more is due. 2 timers of the app are left, the next, set at index.ts:5 and due in 1 h: the platform waits for none once its handler has ended.',
    )
  })
})

describe('a run that was cut says what it would still wait for', () => {
  it('a timer, with event, handler, line and what is left, by each way to set one', async () => {
    const ways = [
      'new Promise((done) => setTimeout(done, 3000))',
      'sleep(3000)',
      'timers.setTimeout(3000)',
      'scheduler.wait(3000)',
      'promisify(setTimeout)(3000)',
    ]
    const imports = `import timers, { setTimeout as sleep, scheduler } from 'node:timers/promises'; import { promisify } from 'node:util'`
    for (const way of ways) {
      const { idle, waiting, first } = await rest(`await null\nawait ${way}`, { untilMs: 1000 }, imports)
      assert.equal(idle, null)
      assert.deepEqual(waiting, [
        'attempt 1 of "a" is under way: handler 1 at index.ts:3 waits for a timer set at index.ts:5, due in 2 s. It has 4 s left',
      ])
      assert.deepEqual([first?.kind, first?.event, first?.dueAt, first?.site?.line], ['attempt', 'a', defaultScenario.start + 3000, 5])
    }
  })

  it('a promise that nothing settles', async () => {
    assert.deepEqual((await rest('await new Promise(() => undefined)', { untilMs: 1000 })).waiting, [
      'attempt 1 of "a" is under way: handler 1 at index.ts:3 waits for a promise that no timer of its own settles. It has 4 s left',
    ])
  })

  it('an operation of the platform', async () => {
    const polls = `import { data } from '@ampt/data'\nconst poll = async () => { for (;;) await data.get('never') }`
    assert.match(
      (await rest('await poll()', { untilMs: 1005 }, polls)).waiting[0]!,
      /waits for an operation of the platform\. It has 3 s 995 ms left/,
    )
  })

  it('a retry, a delivery that was published ahead, and the drop', async () => {
    const ahead = `if (event.attempt === 1) await events.publish('b', { after: '1 hour' }, {})\nthrow new Error('no')`
    assert.deepEqual((await rest(ahead, { untilMs: MINUTE_MS })).waiting, [
      'attempt 2 of "a", published by the scenario, is due in 5 min',
      'the delivery of "b", published at index.ts:4, is due in 59 min',
    ])
  })

  it('what was not published, with what made, ran or sent it', async () => {
    const failing = `() => { throw new Error('no') }`
    const before = `import { schedule, task } from '@ampt/sdk'\nimport { data } from '@ampt/data'
      data.on('created', ${failing})
      const t = task('t', { attempts: 2 }, ${failing})
      schedule('s').every('1 hour', () => new Promise(() => undefined))
      events.on('b', async () => { await data.set('x:1', 1); await t.run({}) })`
    const { waiting } = await rest(`await events.publish('b', {})`, { untilMs: 30_000 }, before)
    assert.deepEqual(waiting, [
      'attempt 2 of "created:x:1", changed by b#1@1.1, is due in 30 s',
      'attempt 2 of "t", run by b#1@1.1, is due in 5 min 30 s',
    ])
    const late = await rest('', { untilMs: 60 * MINUTE_MS, latenessMs: 1000 }, before)
    assert.deepEqual(late.waiting, ['the delivery of "s", run by the clock, is due in 1 s'])
  })

  it('when a budget ends it', async () => {
    const { waiting } = await rest(`throw new Error('no')`, { budgets: { ...defaultScenario.budgets, attempts: 2 } })
    assert.equal(waiting.length, 1)
    assert.match(waiting[0]!, /^attempt (3|4) of "a"/)
  })

  it('a request that is under way', async () => {
    const app = {
      'index.ts': `import { http } from '@ampt/sdk'\nhttp.node.use((req: any, res: any) => {\nsetTimeout(() => res.end('late'), 10_000) })`,
    }
    const steps = [{ kind: 'request', atMs: 0, method: 'GET', path: '/slow' }] as const
    const { end } = await runApp(app, { ...defaultScenario, steps, untilMs: 1000 })
    assert.deepEqual(
      end.waiting.map(({ message }) => message),
      ['GET /slow#1 is under way: it waits for a timer set at index.ts:3, due in 9 s'],
    )
  })

  it('at most the first hundred', async () => {
    const many = `for (let i = 0; i < 300; i++) await events.publish('b', { after: '1 hour' }, {})`
    assert.equal((await rest(many, { untilMs: MINUTE_MS })).waiting.length, 100)
  })
})
