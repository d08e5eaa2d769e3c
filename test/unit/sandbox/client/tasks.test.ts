import assert from 'node:assert/strict'
import { HOUR_MS, MINUTE_MS } from '../../../../src/words/duration'
import { defaultScenario } from '../../../../src/simulator/defaultScenario'
import { runEntry, ofSource, allLogsOf, attemptsOf } from '../../../support/runEntry'

describe('tasks', () => {
  it('do not keep a result that is no JSON, which the run says', async () => {
    const trace = await runEntry(`
      const t = task('t', () => { const around = {}; return Object.assign(around, { around }) })
      events.on('go', () => t.run({}))`)
    assert.deepEqual([ofSource(trace, 'task')[0]!.state, trace.late], ['handled', []])
    assert.ok(
      trace.end.notes.some((text) => text.includes('The result of task "t" cannot be written as JSON')),
      trace.end.notes.join(),
    )
  })

  it('run after their delay, with an event of their own and the caller as cause', async () => {
    const trace = await runEntry(`
      const mail = task('mail', (event, context) => console.log(JSON.stringify({ ...event, id: typeof event.id, executionId: event.executionId === event.id })))
      events.on('go', () => mail.run('1 hour', { to: 'ann' }))`)
    const [mail] = ofSource(trace, 'task')
    assert.equal(mail!.key, 'go#1@1.1/task:mail#1')
    assert.deepEqual(mail!.cause, { event: 'go#1', delivery: 1, attempt: 1, handler: 1 })
    assert.deepEqual([mail!.state, mail!.delay], ['handled', HOUR_MS])
    assert.deepEqual(JSON.parse(allLogsOf(trace)[0]!), {
      ...{ target: 'task:mail', id: 'string', executionId: true, name: 'mail', body: { to: 'ann' } },
      ...{ time: defaultScenario.start, delay: HOUR_MS, attempt: 1 },
    })
  })

  it('are not retried by the documentation, and tried three times by the SDK', async () => {
    const app = `const t = task('t', () => { throw new Error('no') })\nevents.on('go', () => t.run({}))`
    for (const [contract, count] of [
      ['documented', 1],
      ['sdk', 3],
    ] as const) {
      const trace = await runEntry(app, { contract })
      assert.equal(attemptsOf(trace, 'task').length, count)
      assert.equal(ofSource(trace, 'task')[0]!.state, 'dropped')
    }
  })

  it('are tried as often as they ask for, and the run says what it assumes of that', async () => {
    const trace = await runEntry(`const t = task('t', { attempts: 2 }, () => { throw new Error('no') })\nevents.on('go', () => t.run({}))`)
    assert.deepEqual(
      attemptsOf(trace, 'task').map((at) => at - defaultScenario.start),
      [0, 6 * MINUTE_MS],
    )
    assert.deepEqual(trace.end.notes, ['A failed task is tried again six minutes after it began: assumed.'])
  })

  it('have 30 seconds, and time out after them', async () => {
    const trace = await runEntry(`const t = task('t', () => new Promise(() => {}))\nevents.on('go', () => t.run({}))`)
    const row = [...trace.attempts.event].findIndex((event) => trace.events[event]!.source === 'task')
    assert.equal(trace.attempts.durationMs[row], 30_000)
  })

  it('recur by interval and by cron, in a run with an end', async () => {
    const trace = await runEntry(`task('often', () => {}).every('20 minutes', { n: 1 })\ntask('nightly', () => {}).cron('30 0 * * ? *')`, {
      steps: [],
      untilMs: HOUR_MS,
    })
    assert.deepEqual(
      ofSource(trace, 'task').map(({ key, time, body }) => [key, (time - defaultScenario.start) / MINUTE_MS, body]),
      [
        ['task:often#1', 20, { n: 1 }],
        ['task:nightly#1', 30, null],
        ['task:often#2', 40, { n: 1 }],
        ['task:often#3', 60, { n: 1 }],
      ],
    )
  })

  it('say that they recur where the run has no end, in one note with schedules', async () => {
    const trace = await runEntry(
      `task('often', () => {}).every('20 minutes')\nschedule('nightly').cron('0 3 * * ? *', () => {})\nevents.on('go', () => {})`,
    )
    assert.deepEqual(ofSource(trace, 'task'), [])
    assert.deepEqual(trace.end.notes, [
      'What recurs is left out of a run without an end: task "often", schedule "nightly". Set one, such as --until "1 day" or the setting amptEvents.until.',
    ])
  })

  it('tell their lifecycle, progress and status', async () => {
    const trace = await runEntry(`
      const t = task('big job', async (event, { progress }) => { progress('half', 50); return { done: true } })
      for (const state of ['started', 'progress', 'completed', 'failed']) t.on(state, (event) => console.log(event.state + ' ' + state + ' ' + (event.progressPercent ?? '')))
      events.on('go', async () => {
        const { id } = await t.run({})
        await new Promise((done) => setTimeout(done, 1000))
        const status = await task.status(id)
        console.log(status.state + ' with ' + status.result)
      })`)
    assert.deepEqual(
      allLogsOf(trace).sort(),
      ['completed completed 50', 'completed with {"done":true}', 'started progress 50', 'started started '].sort(),
    )
    assert.deepEqual(
      trace.events.map(({ name }) => name),
      ['go', 'big job', 'task-lifecycle:big-job:started', 'task-lifecycle:big-job:progress', 'task-lifecycle:big-job:completed'],
    )
  })

  it('can publish, which makes them the cause', async () => {
    const trace = await runEntry(`
      const t = task('t', () => events.publish('next', {}))
      events.on('go', () => t.run({}))\nevents.on('next', () => {})`)
    assert.deepEqual(trace.events.at(-1)!.cause, { event: 'go#1@1.1/task:t#1', delivery: 1, attempt: 1, handler: 1 })
  })
})
