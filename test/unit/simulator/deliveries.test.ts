import assert from 'node:assert/strict'
import type { AttemptReport } from '../../../src/report/reportAttempts'
import { reportRun } from '../../../src/report/reportRun'
import { runEngine, type Tools } from '../../support/testEngine'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const start = Date.UTC(2025, 0, 1)
const fail = (): never => {
  throw new Error('no')
}
const reject = (): Promise<never> => Promise.reject(new Error('no'))
const outcomes = ({ handlers }: AttemptReport): string[] => handlers.map(({ outcome }) => outcome)

describe('a delivery', () => {
  it('arrives exactly when it is due, never before', async () => {
    const seen: number[] = []
    await runEngine({ handlers: [['a', (_event, { now }) => seen.push(now())]], publish: [['a', {}, '1 day'], ['a']] })
    assert.deepEqual(seen, [start, start + DAY_MS])
  })

  it('gives the handler id, name, body, time, delay and attempt', async () => {
    const seen: unknown[] = []
    await runEngine({ handlers: [['a', (event) => seen.push(event)]], publish: [['custom:a', { x: 1 }, 5000]] })
    const [event] = seen as [{ id: string }]
    assert.deepEqual(event, { id: event.id, name: 'a', body: { x: 1 }, time: start, delay: 5000, attempt: 1 })
    assert.equal(event.id.length, 27)
  })

  it('of a step at a fraction of a ms comes at the next whole one, with an identifier like any other', async () => {
    const steps = [{ kind: 'publish', atMs: 0.5, name: 'a', body: {} }] as const
    const { events } = await runEngine({ handlers: [], scenario: { steps } })
    assert.equal(events[0]!.time, start + 1)
    assert.match(events[0]!.id, /^[0-9a-z]{27}$/)
  })

  it('of an event without a handler is ignored, which is no error', async () => {
    const trace = await runEngine({ handlers: [], publish: [['nobody']] })
    const report = reportRun(trace)
    assert.equal(report.events[0]?.state, 'ignored')
    assert.deepEqual([report.summary.ignored, report.summary.attempts], [1, 0])
  })

  it('of custom:a:b is not handled by handlers of a:b, whose name handlers see', async () => {
    const seen: string[] = []
    const handlers = ['a:b', 'custom:a:b'].map(
      (name) => [name, (event: { name: string }) => seen.push(`${name} got ${event.name}`)] as const,
    )
    const trace = await runEngine({ handlers, publish: [['custom:a:b'], ['a:b']] })
    assert.deepEqual(seen, ['custom:a:b got a:b', 'a:b got a:b'])
    assert.deepEqual(
      trace.events.map(({ name }) => name),
      ['custom:a:b', 'a:b'],
    )
  })

  it('gives each handler its own copy of the body', async () => {
    const seen: unknown[] = []
    const mutate = (event: { body: unknown }): void => {
      seen.push(structuredClone(event.body))
      ;(event.body as { x: number }).x++
    }
    await runEngine({
      handlers: [
        ['a', mutate],
        ['a', mutate],
      ],
      publish: [['a', { x: 1 }]],
    })
    assert.deepEqual(seen, [{ x: 1 }, { x: 1 }])
  })

  it('can arrive in another order than published', async () => {
    const seen: unknown[] = []
    const publish = Array.from({ length: 20 }, (_, n) => ['a', n] as const)
    await runEngine({ handlers: [['a', ({ body }) => seen.push(body)]], publish, scenario: { reorderMs: 1000 } })
    assert.deepEqual(
      [...seen].sort((a, b) => Number(a) - Number(b)),
      publish.map(([, n]) => n),
    )
    assert.notDeepEqual(
      seen,
      publish.map(([, n]) => n),
    )
  })

  it('waits for a free place when as many attempts run as may', async () => {
    const seen: number[] = []
    const slow = async (_event: unknown, { sleep, now }: Tools): Promise<void> => {
      seen.push(now() - start)
      await sleep(1000)
    }
    await runEngine({ handlers: [['a', slow]], publish: [['a'], ['a'], ['a']], scenario: { concurrency: 1 } })
    assert.deepEqual(seen, [0, 1000, 2000])
  })

  it('gets a free place behind those that wait already, and never a place that is taken', async () => {
    const seen: string[] = []
    const slow = async ({ name }: { name: string }, { sleep, now }: Tools): Promise<void> => {
      seen.push(`${name} ${now() - start}`)
      await sleep(1000)
    }
    const publishing = async (_event: unknown, { publish }: Tools): Promise<void> => {
      await publish('nobody', {})
      void publish('d', {})
    }
    await runEngine({
      handlers: [['a', publishing], ...['b', 'c', 'd'].map((name) => [name, slow] as const)],
      publish: [['a'], ['b'], ['c']],
      scenario: { concurrency: 1 },
    })
    assert.deepEqual(seen, ['b 0', 'c 1000', 'd 2000'])
  })
})

describe('the handlers of one event', () => {
  it('start in the order they were defined, without waiting for the one before', async () => {
    const seen: string[] = []
    const handler =
      (name: string) =>
      async (_event: unknown, { sleep }: Tools) => {
        seen.push(`${name} starts`)
        await sleep(10)
        seen.push(`${name} ends`)
      }
    await runEngine({
      handlers: [
        ['a', handler('1')],
        ['a', handler('2')],
      ],
      publish: [['a']],
    })
    assert.deepEqual(seen, ['1 starts', '2 starts', '1 ends', '2 ends'])
  })

  it('do not start behind one that throws synchronously', async () => {
    const trace = await runEngine({
      handlers: [
        ['a', fail],
        ['a', () => assert.fail('started')],
      ],
      publish: [['a']],
      scenario: { untilMs: 0 },
    })
    assert.deepEqual(outcomes(reportRun(trace).events[0]!.attempts[0]!), ['threw', 'not-started'])
  })

  it('start behind one that rejects, and all run again in the retry', async () => {
    let runs = 0
    const trace = await runEngine({
      handlers: [
        ['a', (event) => (event.attempt === 1 ? reject() : 0)],
        ['a', () => runs++],
      ],
      publish: [['a']],
    })
    const [event] = reportRun(trace).events
    assert.deepEqual(event!.attempts.map(outcomes), [
      ['rejected', 'handled'],
      ['handled', 'handled'],
    ])
    assert.equal(runs, 2)
    assert.equal(event!.state, 'handled')
  })
})

describe('a failed event', () => {
  it('is retried every six minutes after the failed attempt began, for 14 days: 3,361 attempts, the last exactly 14 days after the first', async () => {
    const trace = await runEngine({ handlers: [['a', reject]], publish: [['a']] })
    const { attempts, events } = trace
    assert.equal(attempts.length, 3361)
    for (let row = 0; row < 3361; row++) assert.equal(attempts.atMs[row], row * 6 * MINUTE_MS)
    assert.equal(attempts.atMs[3360], 14 * DAY_MS)
    assert.equal(events[0]!.state, 'dropped')
    assert.equal(events[0]!.droppedAt, start + 14 * DAY_MS)
  })

  it('is dropped when its last attempt ends, where that is after the 14 days', async () => {
    const slow = async (_event: unknown, { sleep }: Tools): Promise<never> => {
      await sleep(3000)
      return reject()
    }
    const { events, attempts } = await runEngine({ handlers: [['a', slow]], publish: [['a']] })
    assert.equal(attempts.length, 3361)
    assert.equal(events[0]!.droppedAt, start + 14 * DAY_MS + 3000)
  })

  it('is dropped after 14 days even if late deliveries made its attempts fewer', async () => {
    const { events, attempts } = await runEngine({ handlers: [['a', reject]], publish: [['a']], scenario: { latenessMs: DAY_MS } })
    assert.equal(attempts.atMs[0], DAY_MS)
    // 1 day and 6 minutes apart: the 14th retry is due 84 minutes before the end of retention, and comes a day late.
    assert.equal(attempts.length, 14 + 1)
    assert.equal(events[0]!.droppedAt, Math.max(start + 15 * DAY_MS, start + attempts.atMs[attempts.length - 1]!))
  })

  it('folds to one attempt that stands for 3,359 more, and the last', async () => {
    const [event] = reportRun(await runEngine({ handlers: [['a', reject]], publish: [['a']] })).events
    assert.equal(event!.attempts.length, 2)
    assert.deepEqual(event!.attempts[0]!.repeat, { attempts: 3359, everyMs: 6 * MINUTE_MS, until: start + 3359 * 6 * MINUTE_MS })
    assert.equal(event!.attempts[1]!.attempt, 3361)
  })

  it('stops being retried once an attempt is handled', async () => {
    const trace = await runEngine({ handlers: [['a', (event) => (event.attempt < 3 ? reject() : 0)]], publish: [['a']] })
    assert.deepEqual([trace.attempts.length, trace.events[0]!.state], [3, 'handled'])
  })
})

describe('a time limit', () => {
  const sleeper =
    (ms: number) =>
    (_event: unknown, { sleep }: Tools): Promise<void> =>
      sleep(ms)
  const first = async (ms: number, timeoutMs?: number): Promise<AttemptReport> => {
    const handler = timeoutMs === undefined ? (['a', sleeper(ms)] as const) : (['a', sleeper(ms), timeoutMs] as const)
    const trace = await runEngine({ handlers: [handler], publish: [['a']], scenario: { untilMs: 5 * MINUTE_MS } })
    return reportRun(trace).events[0]!.attempts[0]!
  }

  it('is 5,000 ms by default: settling exactly then is handled, 1 ms later is not', async () => {
    assert.deepEqual(outcomes(await first(5000)), ['handled'])
    const late = await first(5001)
    assert.deepEqual(outcomes(late), ['timeout'])
    assert.equal(late.endedAt - late.startedAt, 5000)
  })

  it('can be raised by an option to at most 60,000 ms, and not lowered below 5,000', async () => {
    assert.deepEqual(outcomes(await first(60_000, 300_000)), ['handled'])
    assert.deepEqual(outcomes(await first(60_001, 300_000)), ['timeout'])
    assert.deepEqual(outcomes(await first(5000, 1000)), ['handled'])
  })

  it('is the largest of the event name’s handlers', async () => {
    const handlers = [
      ['a', sleeper(20_000)],
      ['a', sleeper(0), 20_000],
    ] as const
    const trace = await runEngine({ handlers, publish: [['a']] })
    assert.equal(trace.events[0]!.state, 'handled')
  })

  it('changes for this attempt with context.setTimeout, which counts from its start and may lower it', async () => {
    const handler = async (_event: unknown, { sleep }: Tools, context: { setTimeout: (ms: number) => void }) => {
      await sleep(60)
      context.setTimeout(100)
      await sleep(41)
    }
    const trace = await runEngine({
      handlers: [['a', handler]],
      publish: [['a']],
      scenario: { untilMs: 1000 },
    })
    const [attempt] = reportRun(trace).events[0]!.attempts
    assert.deepEqual(outcomes(attempt!), ['timeout'])
    assert.equal(attempt!.endedAt - attempt!.startedAt, 100)
  })

  it('leaves what the handler does later as after the fact', async () => {
    const handler = async (_event: unknown, { sleep, publish }: Tools) => {
      await sleep(6000)
      await publish('late', {})
    }
    const trace = await runEngine({ handlers: [['a', handler]], publish: [['a']], scenario: { untilMs: 5 * MINUTE_MS } })
    const report = reportRun(trace)
    assert.equal(report.events[0]!.attempts[0]!.afterTheFact.length, 1)
    assert.deepEqual(report.events[1]!.cause, { event: 'a#1', delivery: 1, attempt: 1, handler: 1 })
  })
})

describe('a duplicate', () => {
  it('is a second delivery of the same id, time and delay, with a chain of its own', async () => {
    const ids: string[] = []
    const handler = (event: { id: string; attempt: number }) => {
      ids.push(event.id)
      return event.attempt === 1 ? reject() : 0
    }
    const trace = await runEngine({ handlers: [['a', handler]], publish: [['a']], scenario: { duplicates: 1 } })
    const report = reportRun(trace)
    assert.equal(new Set(ids).size, 1)
    assert.deepEqual(
      report.events[0]!.attempts.map(({ delivery, attempt }) => [delivery, attempt]),
      [
        [1, 1],
        [1, 2],
        [2, 1],
        [2, 2],
      ],
    )
    assert.deepEqual([report.summary.published, report.summary.duplicates, report.summary.retries], [1, 1, 2])
  })

  it('drops the event when its own chain is dropped though the other was handled', async () => {
    let runs = 0
    const trace = await runEngine({ handlers: [['a', () => (runs++ === 0 ? 0 : reject())]], publish: [['a']], scenario: { duplicates: 1 } })
    assert.equal(trace.events[0]!.state, 'dropped')
  })
})

describe('an event published by a handler', () => {
  it('has a key and a cause that name the attempt', async () => {
    const trace = await runEngine({ handlers: [['a', (_event, { publish }) => publish('b', {})]], publish: [['a']] })
    const [, child] = trace.events
    assert.equal(child!.key, 'a#1@1.1/b#1')
    assert.deepEqual(child!.cause, { event: 'a#1', delivery: 1, attempt: 1, handler: 1 })
  })

  it('is rejected by its name where that is an object that has no text', async () => {
    const nameless = Object.create(null) as string
    const trace = await runEngine({ handlers: [['a', (_event, { publish }) => publish(nameless, {})]], publish: [['a']] })
    const rejected = trace.events.find(({ state }) => state === 'rejected')
    assert.equal(rejected?.name, '[object Object]')
    assert.match(rejected.notes[0]!, /must be a string that is not empty, but it is of type object/)
  })

  it('ends the run with a reason when it goes round without end', async () => {
    const trace = await runEngine({ handlers: [['a', (_event, { publish }) => publish('a', {})]], publish: [['a']] })
    assert.equal(trace.end.stopped?.reason, 'budget-hops')
    assert.equal(trace.end.stopped?.event, 'a')
  })
})

describe('an injected failure', () => {
  it('fails the attempt before a handler starts', async () => {
    let runs = 0
    const trace = await runEngine({
      handlers: [['a', () => runs++]],
      publish: [['a']],
      scenario: { injections: [{ event: 'a', ordinal: null, attempts: [[1, 2]] }] },
    })
    assert.deepEqual([trace.attempts.length, runs, trace.events[0]!.state], [3, 1, 'handled'])
  })
})

describe('a choice of a schedule that does nothing', () => {
  it('is said of copies elsewhere than on the first attempt, and of crashes after effects that do not come', async () => {
    const trace = await runEngine({
      handlers: [['a', ({ attempt }, { publish }) => publish('b', {}).then(() => (attempt === 1 ? reject() : 0))]],
      publish: [['a'], ['a']],
      scenario: {
        schedule: {
          version: 1,
          choices: {
            'a#1@1.1': { copies: 1, crashAfterEffect: 2 },
            'a#1@1.2': { copies: 1 },
            'a#2@1.1': { crashAfterEffect: 1 },
          },
        },
      },
    })
    assert.deepEqual(trace.end.notes, [
      'The schedule has a choice for a#1@1.2, where "copies" does nothing: only the first attempt of a first delivery is copied.',
      'The schedule has a choice for a#1@1.1, where "crashAfterEffect" did nothing: the effect did not come.',
    ])
  })
})
