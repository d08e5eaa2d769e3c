import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HOUR_MS, MINUTE_MS } from '../../../../src/contract/duration'
import type { Json } from '../../../../src/model/json'
import type { Scenario, Step } from '../../../../src/model/scenario'
import type { Trace, TraceEvent } from '../../../../src/model/trace'
import { simulate } from '../../../../src/sandbox/client/simulate'
import { defaultScenario } from '../../../../src/simulator/defaultScenario'
import { replaying } from '../../../../src/simulator/scheduleFile'
import { dist } from '../../../support/built'
import { publishing, runApp } from '../../../support/runApp'

/** Runs an app given as the body of its entry, with the SDK imported, and publishes `go`. */
async function run(text: string, changes: Partial<Scenario> = {}): Promise<Trace> {
  const folder = mkdtempSync(join(tmpdir(), 'ampt-events-app-'))
  try {
    const sdk = `import { core, events, http, task, schedule, storage, ws } from '@ampt/sdk'\nimport { data } from '@ampt/data'\n`
    writeFileSync(join(folder, 'index.ts'), sdk + text)
    const scenario = { ...defaultScenario, steps: [{ kind: 'publish', atMs: 0, name: 'go', body: {} }] as Step[], ...changes }
    return await simulate({ folder, entry: null, scenario, stubs: {}, nodePath: null }, dist)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const ofSource = ({ events }: Trace, source: TraceEvent['source']): readonly TraceEvent[] =>
  events.filter((event) => event.source === source)
const logsOf = ({ details, late }: Trace): string[] => [
  ...details.flatMap(({ logs }) => logs.map(({ text }) => text)),
  ...late.flatMap(({ what }) => ('log' in what ? [what.log.text] : [])),
]
const attemptsOf = ({ attempts, events }: Trace, source: TraceEvent['source']): number[] =>
  [...attempts.startedAt.slice(0, attempts.length)].filter((_, row) => events[attempts.event[row]!]!.source === source)

describe('tasks', () => {
  it('do not keep a result that is no JSON, which the run says', async () => {
    const trace = await run(`
      const t = task('t', () => { const around = {}; return Object.assign(around, { around }) })
      events.on('go', () => t.run({}))`)
    assert.deepEqual([ofSource(trace, 'task')[0]!.state, trace.late], ['handled', []])
    assert.ok(
      trace.end.notes.some((text) => text.includes('The result of task "t" cannot be written as JSON')),
      trace.end.notes.join(),
    )
  })

  it('run after their delay, with an event of their own and the caller as cause', async () => {
    const trace = await run(`
      const mail = task('mail', (event, context) => console.log(JSON.stringify({ ...event, id: typeof event.id, executionId: event.executionId === event.id })))
      events.on('go', () => mail.run('1 hour', { to: 'ann' }))`)
    const [mail] = ofSource(trace, 'task')
    assert.equal(mail!.key, 'go#1@1.1/task:mail#1')
    assert.deepEqual(mail!.cause, { event: 'go#1', delivery: 1, attempt: 1, handler: 1 })
    assert.deepEqual([mail!.state, mail!.delay], ['handled', HOUR_MS])
    assert.deepEqual(JSON.parse(logsOf(trace)[0]!), {
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
      const trace = await run(app, { contract })
      assert.equal(attemptsOf(trace, 'task').length, count)
      assert.equal(ofSource(trace, 'task')[0]!.state, 'dropped')
    }
  })

  it('are tried as often as they ask for, and the run says what it assumes of that', async () => {
    const trace = await run(`const t = task('t', { attempts: 2 }, () => { throw new Error('no') })\nevents.on('go', () => t.run({}))`)
    assert.deepEqual(
      attemptsOf(trace, 'task').map((at) => at - defaultScenario.start),
      [0, 6 * MINUTE_MS],
    )
    assert.deepEqual(trace.end.notes, ['A failed task is tried again six minutes after it began: assumed.'])
  })

  it('have 30 seconds, and time out after them', async () => {
    const trace = await run(`const t = task('t', () => new Promise(() => {}))\nevents.on('go', () => t.run({}))`)
    const row = [...trace.attempts.event].findIndex((event) => trace.events[event]!.source === 'task')
    assert.equal(trace.attempts.durationMs[row], 30_000)
  })

  it('recur by interval and by cron, in a run with an end', async () => {
    const trace = await run(`task('often', () => {}).every('20 minutes', { n: 1 })\ntask('nightly', () => {}).cron('30 0 * * ? *')`, {
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

  it('say that they recur where the run has no end', async () => {
    const trace = await run(`task('often', () => {}).every('20 minutes')\nevents.on('go', () => {})`)
    assert.deepEqual(ofSource(trace, 'task'), [])
    assert.match(trace.end.notes.join('\n'), /task "often" runs every 20 minutes/)
  })

  it('tell their lifecycle, progress and status', async () => {
    const trace = await run(`
      const t = task('big job', async (event, { progress }) => { progress('half', 50); return { done: true } })
      for (const state of ['started', 'progress', 'completed', 'failed']) t.on(state, (event) => console.log(event.state + ' ' + state + ' ' + (event.progressPercent ?? '')))
      events.on('go', async () => {
        const { id } = await t.run({})
        await new Promise((done) => setTimeout(done, 1000))
        const status = await task.status(id)
        console.log(status.state + ' with ' + status.result)
      })`)
    assert.deepEqual(
      logsOf(trace).sort(),
      ['completed completed 50', 'completed with {"done":true}', 'started progress 50', 'started started '].sort(),
    )
    assert.deepEqual(
      trace.events.map(({ name }) => name),
      ['go', 'big job', 'task-lifecycle:big-job:started', 'task-lifecycle:big-job:progress', 'task-lifecycle:big-job:completed'],
    )
  })

  it('can publish, which makes them the cause', async () => {
    const trace = await run(`
      const t = task('t', () => events.publish('next', {}))
      events.on('go', () => t.run({}))\nevents.on('next', () => {})`)
    assert.deepEqual(trace.events.at(-1)!.cause, { event: 'go#1@1.1/task:t#1', delivery: 1, attempt: 1, handler: 1 })
  })
})

describe('schedules', () => {
  it('tick in both shapes, in a run with an end, and are not retried', async () => {
    const trace = await run(
      `schedule('sweep').every('30 minutes', () => { throw new Error('no') })\nschedule.cron('15 * * * ? *', () => {})`,
      { steps: [], untilMs: HOUR_MS },
    )
    assert.deepEqual(
      ofSource(trace, 'schedule').map(({ key, time, state }) => [key, (time - defaultScenario.start) / MINUTE_MS, state]),
      [
        ['schedule:cron(15 * * * ? *)#1', 15, 'handled'],
        ['schedule:sweep#1', 30, 'dropped'],
        ['schedule:sweep#2', 60, 'dropped'],
      ],
    )
  })
})

describe('listeners of storage', () => {
  it('are told of the changes of their bucket that fit, with the path within it', async () => {
    const trace = await run(`
      storage('images').on('write:*.png', ({ name, path, size }) => console.log([name, path, size].join(' ')))
      storage('images').on(['remove'], ({ name, path }) => console.log([name, path].join(' ')))
      storage('other').on('*', () => console.log('other'))
      events.on('go', async () => {
        await storage('images').write('cat.png', 'cat')
        await storage('images').write('cat.txt', 'cat')
        await storage('images').remove('cat.png')
      })`)
    assert.deepEqual(logsOf(trace).sort(), ['remove cat.png', 'write cat.png 3'])
    assert.deepEqual(
      ofSource(trace, 'storage').map(({ key }) => key),
      ['go#1@1.1/storage:write:images/cat.png#1', 'go#1@1.1/storage:remove:images/cat.png#1'],
    )
  })

  it('are retried', async () => {
    const trace = await run(`
      let calls = 0
      storage().on('write', () => { if (++calls < 3) throw new Error('no') })
      events.on('go', () => storage().write('a', 'b'))`)
    assert.equal(attemptsOf(trace, 'storage').length, 3)
    assert.equal(ofSource(trace, 'storage')[0]!.state, 'handled')
  })
})

describe('WebSockets', () => {
  const app = `
    ws.on('connected', (connection) => console.log('connected ' + connection.connectionId + ' ' + connection.meta.connectedAt))
    ws.on('message', async (connection, message) => { await connection.send({ echo: message }); await events.publish('said', message) })
    ws.on('disconnected', (connection, reason) => console.log('left ' + reason))
    events.on('said', async () => console.log('open ' + (await ws.isConnected('c1')) + ' ' + (await ws.isConnected('c2'))))`
  const socket = (action: 'connect' | 'message' | 'disconnect', atMs: number, data?: Json): Step => ({
    ...{ kind: 'socket', connection: 'c1', action, atMs },
    ...(data !== undefined && { data }),
  })

  it('connect, send and leave as the scenario says', async () => {
    const trace = await run(app, { steps: [socket('connect', 0), socket('message', 1000, 'hi'), socket('disconnect', 2000, 'bye')] })
    assert.deepEqual(logsOf(trace), [`connected c1 ${defaultScenario.start}`, 'open true false', 'left bye'])
    assert.deepEqual(
      trace.details.flatMap(({ effects }) => effects.filter(({ kind }) => kind === 'ws.send').map(({ target, value }) => [target, value])),
      [['c1', { echo: 'hi' }]],
    )
  })

  it('have five seconds, and are not retried, which the run says', async () => {
    const trace = await run(`ws.on('connected', () => new Promise(() => undefined))`, { steps: [socket('connect', 0)] })
    assert.deepEqual([...trace.attempts.durationMs.subarray(0, trace.attempts.length)], [5000])
    assert.equal(ofSource(trace, 'ws')[0]!.state, 'dropped')
    assert.ok(trace.end.notes.includes('A failed WebSocket handler is not retried: assumed.'), trace.end.notes.join())
  })

  it('tell on connecting what their request says', async () => {
    const meta = { queryStringParameters: { token: 't' }, headers: { origin: 'https://x.test' } }
    const trace = await run(`ws.on('connected', ({ meta }) => console.log(JSON.stringify(meta)))`, {
      steps: [socket('connect', 0, meta)],
    })
    assert.deepEqual(JSON.parse(logsOf(trace)[0]!), { connectedAt: defaultScenario.start, ...meta })
  })

  it('refuse what is sent to one that left, unless it may be gone', async () => {
    const trace = await run(
      `ws.on('connected', () => {})
       events.on('go', async () => {
         await ws.send('c1', 'x', { throwIfNotConnected: false })
         await ws.send('c1', 'x').catch((error) => console.log(error.message))
       })`,
      {
        steps: [...[socket('connect', 0), socket('disconnect', 1)], { kind: 'publish', atMs: 2, name: 'go', body: {} }],
      },
    )
    assert.deepEqual(logsOf(trace), ['Connection c1 is not connected'])
  })

  it('throw where one is closed that is gone, and close the others', async () => {
    const trace = await run(
      `ws.on('connected', () => {})
       ws.on('disconnected', ({ connectionId }) => console.log(connectionId))
       events.on('go', async () => {
         await ws.close(['c2', 'c1']).catch((error) => console.log(error.constructor.name))
         console.log(await ws.isConnected('c1'))
       })`,
      { steps: [socket('connect', 0), { kind: 'publish', atMs: 2, name: 'go', body: {} }] },
    )
    assert.deepEqual(logsOf(trace).sort(), ['WebSocketError', 'c1', 'false'])
  })

  it('have one handler for each event, the last', async () => {
    const trace = await run(`ws.on('connected', () => console.log('first'))\nws.on('connected', () => console.log('last'))`, {
      steps: [socket('connect', 0)],
    })
    assert.deepEqual(logsOf(trace), ['last'])
  })
})

describe('what an app publishes and changes while it loads', () => {
  it('comes to handlers that it registers later, once it is loaded', async () => {
    const trace =
      await run(`await events.publish('a', {}); await data.set('k:1', 1); await storage('files').write('f', 'text'); await data.get('k:1')
      events.on('a', () => console.log('event')); data.on('*', ({ name }) => console.log(name)); storage('files').on('*', ({ path }) => console.log(path))
      await data.get('k:1'); console.log('loaded')`)
    assert.deepEqual([trace.calls[0]!.logs[0]!.text, ...logsOf(trace)], ['loaded', 'event', 'created', 'f'])
  })
})

describe('listeners of data', () => {
  const app = (fails: string) => `
    let calls = 0
    data.on('created:a:*', ({ item }) => {
      calls++
      console.log([(Date.now() - ${defaultScenario.start}) / ${MINUTE_MS}, item.key, ${fails} ? 'fails' : 'is done'].join(' '))
      if (${fails}) throw new Error('no')
    })
    data.on('created:b:*', ({ item }) => console.log(item.key + ' is done'))
    events.on('go', async () => { for (const key of ['a:1', 'a:2', 'b:1']) await data.set(key, 1) })`

  it('are retried with back-off, which keeps newer changes of their namespace waiting, and those alone', async () => {
    assert.deepEqual(logsOf(await run(app('calls < 3'))), ['0 a:1 fails', 'b:1 is done', '1 a:1 fails', '3 a:1 is done', '3 a:2 is done'])
  })

  it('are called in the order of the changes of a namespace, however late and often each change comes', async () => {
    const text = `
      events.on('go', async () => { for (const n of [1, 2, 3, 4, 5]) await data.set('a:' + (n % 2), { n }) })
      let calls = 0
      data.on('*:a:*', ({ item }) => console.log(++calls, item.value.n))`
    const ofSeed = async (seed: number): Promise<string[]> => logsOf(await run(text, { seed, reorderMs: 10 * MINUTE_MS, duplicates: 1 }))
    // `go` comes twice, too.
    const inOrder = [1, 2, 3, 4, 5, 1, 2, 3, 4, 5].flatMap((n, index) => [`${2 * index + 1} ${n}`, `${2 * index + 2} ${n}`])
    for (const seed of [1, 2])
      assert.deepEqual(
        (await ofSeed(seed)).toSorted((a, b) => parseInt(a) - parseInt(b)),
        inOrder,
      )
  })

  it('drop a change after 24 hours, and go on with the next', async () => {
    const trace = await run(app(`item.key === 'a:1'`))
    const [first, second] = ofSource(trace, 'data')
    assert.deepEqual(
      [first!.key, first!.state, first!.droppedAt],
      ['go#1@1.1/created:a:1#1', 'dropped', defaultScenario.start + 24 * HOUR_MS],
    )
    assert.equal(second!.state, 'handled')
    assert.match(logsOf(trace).at(-1)!, /^1440 a:2 is done$/)
    assert.match(trace.end.notes.join(), /data handler is retried after 1 min.* assumed/)
  })

  it('have the time that the listener asks for, also less than 5 s in the SDK', async () => {
    const slow = `data.on('created', { timeout: 1000 }, () => new Promise((done) => setTimeout(done, 3000)))
      events.on('go', () => data.set('x', 1))`
    for (const [contract, outcome] of [
      ['documented', 'handled'],
      ['sdk', 'timeout'],
    ] as const) {
      const trace = await run(slow, { contract, untilMs: 10_000 })
      assert.equal(trace.details.at(-1)!.handlers[0]!.outcome, outcome)
    }
  })
})

describe('@serverless/cloud', () => {
  it('has api, params, data, events and schedule in one package', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ampt-events-cloud-'))
    writeFileSync(
      join(folder, 'index.js'),
      `import { api, params, data, events, schedule } from '@serverless/cloud'
       api.use((req, res, next) => { req.user = params.USER; next() })
       api.post('/users/:id', async (req, res) => {
         await events.publish('joined', { after: '1 minute' }, { id: req.params.id, by: req.user, ...req.body })
         res.status(201).json({ ok: true })
       })
       events.on('joined', async ({ body }) => data.set('user:' + body.id, body))
       schedule.every('30 minutes', { timeout: 60000 }, async () => { await data.add('ticks', 1) })`,
    )
    try {
      const steps: Step[] = [{ kind: 'request', atMs: 0, method: 'POST', path: '/users/7', body: { name: 'Ann' } }]
      const scenario = { ...defaultScenario, steps, untilMs: HOUR_MS, params: { USER: 'root' } }
      const trace = await simulate({ folder, entry: null, scenario, stubs: {}, nodePath: null }, dist)
      assert.equal(trace.calls.at(-1)!.response?.status, 201)
      assert.deepEqual(trace.end.data, { ticks: 2, 'user:7': { id: '7', by: 'root', name: 'Ann' } })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

describe('core', () => {
  it('has another request identifier for each attempt, the same in equal runs, and that of the run in a task', async () => {
    const app = `
      const t = task('t', ({ executionId }) => console.log('task ' + (core.requestId === executionId)))
      events.on('go', async ({ attempt }) => {
        await new Promise((done) => setTimeout(done, 1))
        console.log([core.requestId, core.context.awsRequestId === core.requestId, core.event.attempt].join(' '))
        if (attempt === 1) throw new Error('once')
        await t.run({})
      })`
    const [first, again, other] = await Promise.all([run(app), run(app), run(app, { seed: 2 })])
    const ids = logsOf(first).filter((text) => !text.startsWith('task'))
    assert.deepEqual(logsOf(first), logsOf(again))
    assert.notDeepEqual(logsOf(first), logsOf(other))
    assert.equal(new Set(ids.map((text) => text.split(' ')[0])).size, 2)
    for (const [index, text] of ids.entries()) {
      assert.match(text, new RegExp(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12} true ${index + 1}$`))
    }
    assert.equal(logsOf(first).at(-1), 'task true')
  })

  it('is undefined while the app is loaded, where no time limit can be set', async () => {
    const trace = await run(`console.log([core.requestId, core.event, core.context].join('|'))\nevents.on('go', () => {})`)
    assert.deepEqual(
      trace.calls[0]!.logs.map(({ text }) => text),
      ['||'],
    )
  })
})

describe('requests', () => {
  const ask = (path: string): Step => ({ kind: 'request', atMs: 0, method: 'GET', path })
  const sleep = (ms: number): string => `await new Promise((done) => setTimeout(done, ${ms}))`

  it('have 29 seconds, and what http.setTimeout gives one or all of them', async () => {
    const app = `
      http.use('/default', async () => { ${sleep(29_001)}; return new Response('late') })
      http.use('/long', async () => { http.setTimeout(60_000); ${sleep(60_000)}; return new Response('in time') })
      http.use('/short', async () => { core.context.setTimeout(1000); ${sleep(1001)}; return new Response('late') })`
    const trace = await run(app, { steps: [ask('/default'), ask('/long'), ask('/short')] })
    const outcome = (key: string) => {
      const { startedAt, endedAt, response, error } = trace.calls.find((call) => call.key === key)!
      return [endedAt! - startedAt, response?.body ?? error?.name]
    }
    assert.deepEqual(outcome('GET /default#1'), [29_000, 'Timeout'])
    assert.deepEqual(outcome('GET /long#1'), [60_000, 'in time'])
    assert.deepEqual(outcome('GET /short#1'), [1000, 'Timeout'])
    const all = await run(`http.setTimeout(2000)\n${app}`, { steps: [ask('/default')] })
    assert.equal(all.calls.at(-1)!.endedAt, defaultScenario.start + 2000)
  })

  it('carry the headers of the scenario, and come to the app whatever their path', async () => {
    const app = `http.use((request) => Response.json([request.url, request.headers.get('authorization'), request.headers.get('content-type')]))`
    const get = { ...ask('//other.test/x'), headers: { authorization: 'Bearer me' } } as Step
    const post = { ...get, method: 'POST', path: '/y', headers: { 'content-type': 'text/plain' }, body: 'text' } as Step
    const trace = await run(app, { steps: [get, post] })
    assert.deepEqual(
      trace.calls.slice(1).map(({ response }) => JSON.parse(response!.body) as unknown),
      [
        ['https://app.ampt.test//other.test/x', 'Bearer me', null],
        ['https://app.ampt.test/y', null, 'text/plain'],
      ],
    )
  })

  it('can have at most five minutes', async () => {
    const trace = await run(`http.use(() => { http.setTimeout(300_001); return new Response('no') })`, { steps: [ask('/')] })
    assert.equal(trace.calls.at(-1)!.response?.status, 500)
  })
})

describe('items with a time to live', () => {
  const app = `data.on('deleted', ({ item }) => console.log('deleted ' + item.key + ' ' + new Date().toISOString()))
    events.on('go', () => data.set('session:1', { n: 1 }, { ttl: 60 }))\nevents.on('later', () => {})`

  it('tell the listeners of deleted items, while the run is open', async () => {
    const later = { kind: 'publish', atMs: HOUR_MS, name: 'later', body: {} } as const
    const trace = await run(app, { steps: [{ kind: 'publish', atMs: 0, name: 'go', body: {} }, later] })
    assert.deepEqual(logsOf(trace), ['deleted session:1 2025-01-01T00:01:01.000Z'])
  })

  it('do not keep a run open', async () => {
    const trace = await run(app)
    assert.deepEqual(logsOf(trace), [])
    assert.equal(trace.end.at, defaultScenario.start)
  })

  it('tell nobody when they were set again in time', async () => {
    const trace = await run(
      `data.on('deleted', () => console.log('deleted'))
       events.on('go', async () => { await data.set('a', 1, { ttl: 60 }); await data.set('a', 2, { ttl: 7200 }) })`,
      { untilMs: HOUR_MS },
    )
    assert.deepEqual(logsOf(trace), [])
  })
})

describe('instances of the app', () => {
  const counting = `let calls = 0
    events.on('go', async () => { await data.add('calls', 1); console.log(String(++calls)) })`
  const four = { steps: [1, 2, 3, 4].map((at): Step => ({ kind: 'publish', atMs: at, name: 'go', body: {} })) }

  it('keep their module state while they are warm', async () => {
    assert.deepEqual(logsOf(await run(counting, four)), ['1', '2', '3', '4'])
  })

  it('lose it on a cold start, but not what the platform keeps', async () => {
    const trace = await run(counting, { ...four, coldStarts: 1 })
    assert.deepEqual(logsOf(trace), ['1', '1', '1', '1'])
    assert.deepEqual(trace.end.data, { calls: 4 })
    assert.deepEqual(
      trace.calls.map(({ key }) => key),
      ['load', 'load#2', 'load#3', 'load#4', 'load#5'],
    )
  })

  it('hold the place of the attempt that they are loaded for', async () => {
    const trace = await run(
      `await new Promise((done) => setTimeout(done, 100))
       events.on('go', async () => {
         const running = await data.add('running', 1)
         await new Promise((done) => setTimeout(done, 1000))
         await data.add('running', -1)
         console.log(String(running), Date.now())
       })`,
      { ...four, coldStarts: 1, concurrency: 1 },
    )
    assert.deepEqual(
      logsOf(trace).map((text) => text.split(' ')[0]),
      ['1', '1', '1', '1'],
    )
  })

  it('lose what they put on their globals and into their environment, too', async () => {
    const trace = await run(
      `import { env } from 'node:process'
       const count = (kept) => (kept.calls = String(Number(kept.calls ?? 0) + 1))
       globalThis.setUp = 'set up'
       events.on('go', () => console.log(count(globalThis), count(global), calls, count(process.env), count(env), setUp))`,
      { ...four, instances: 2, schedule: { version: 1, choices: { 'go#4@1.1': { coldStart: true } } } },
    )
    // Attempts that did the same share one detail.
    assert.deepEqual(logsOf(trace), ['1 2 2 1 2 set up', '3 4 4 3 4 set up'])
    assert.equal(trace.calls.length, 3)
  })

  it('see the globals that are there before them, and hide them by their own', async () => {
    const trace = await run(
      `globalThis.fetch = async () => 'mine'
       events.on('go', async () => {
         console.log(await fetch(), await globalThis.fetch(), typeof globalThis.crypto.subtle, globalThis.JSON === JSON)
         console.log('none' in globalThis, 'fetch' in global, Object.keys(globalThis).includes('fetch'), globalThis.global === globalThis)
       })`,
    )
    assert.deepEqual(logsOf(trace), ['mine mine object true', 'false true true true'])
  })

  it('share what packages keep in their modules, which the run says', async () => {
    const app = {
      'index.ts': `import { events } from '@ampt/sdk'\nimport kept from 'kept'\nevents.on('a', () => console.log(++kept.calls))`,
      'node_modules/kept/package.json': '{ "name": "kept", "main": "index.js" }',
      'node_modules/kept/index.js': 'module.exports = { calls: 0 }',
    }
    const note = /^Instances of the app share what packages outside of its bundle keep in their modules \(kept\)/
    const cold = await runApp(app, publishing('a', { coldStarts: 1 }))
    assert.ok(
      cold.end.notes.some((text) => note.test(text)),
      cold.end.notes.join(),
    )
    assert.deepEqual((await runApp(app, publishing('a'))).end.notes, [])
  })

  it('have what a package that ran once set in their environment', async () => {
    const app = {
      'index.ts': `import 'sets'\nimport { events } from '@ampt/sdk'\nevents.on('a', () => console.log(process.env.SET))`,
      'node_modules/sets/package.json': '{ "name": "sets", "main": "index.js" }',
      'node_modules/sets/index.js': `process.env.SET = 'by the package'`,
    }
    const steps = [1, 2].map((at): Step => ({ kind: 'publish', atMs: at, name: 'a', body: {} }))
    const trace = await runApp(app, publishing('a', { steps, instances: 2 }))
    assert.deepEqual([trace.calls.length, ...new Set(logsOf(trace))], [2, 'by the package'])
  })

  it('take turns, each with its own state', async () => {
    assert.deepEqual(logsOf(await run(counting, { ...four, instances: 2 })), ['1', '1', '2', '2'])
    // More of them than attempts, or than a list could hold.
    assert.deepEqual(logsOf(await run(counting, { ...four, instances: Number.MAX_SAFE_INTEGER })), ['1', '1', '1', '1'])
  })

  it('replay from the record of the choices, with as many instances', async () => {
    for (const instances of [1, 2]) {
      const first = await run(counting, { ...four, coldStarts: 0.5, seed: 3, instances })
      const again = await run(counting, replaying({ ...defaultScenario, ...four }, first.end.schedule))
      assert.ok(new Set(logsOf(first)).size > 1 && logsOf(first).filter((text) => text === '1').length > 1, logsOf(first).join())
      assert.deepEqual(logsOf(again), logsOf(first))
      assert.equal(again.calls.length, first.calls.length)
    }
  })

  it('recur once, however many there are', async () => {
    const trace = await run(`schedule('s').every('30 minutes', () => {})`, { steps: [], untilMs: HOUR_MS, instances: 3, coldStarts: 1 })
    assert.equal(ofSource(trace, 'schedule').length, 2)
  })

  const inFirstAlone = (text: string): string => `if (!(await data.get('started'))) { await data.set('started', true)\n${text} }`

  it('ignore what they have no handler of, though the first has, and the event says so', async () => {
    const failing = inFirstAlone(`events.on('go', () => { throw new Error('no') })`)
    for (const [changes, met] of [
      [{ instances: 2 }, ['Attempt 2 of delivery 1 met instance 2']],
      [{ duplicates: 1, coldStarts: 1 }, ['Attempt 1 of delivery 1 met instance 2', 'Attempt 1 of delivery 2 met instance 3']],
    ] as const) {
      const [event] = (await run(failing, changes)).events
      assert.equal(event!.state, 'ignored')
      assert.deepEqual(
        event!.notes.map((note) => note.slice(0, met[0].length)),
        met,
      )
    }
  })

  it('let the changes of a namespace go on past one that they have no handler of', async () => {
    const sets = `events.on('go', async () => { for (const n of [1, 2, 3]) await data.set('u:' + n, n) })`
    const listening = inFirstAlone(`data.on('created:u:*', () => {})`)
    const changes = ofSource(await run(`${listening}\n${sets}`, { instances: 2 }), 'data')
    assert.deepEqual(
      changes.map(({ state }) => state),
      ['ignored', 'handled', 'ignored'],
    )
  })

  it('take events whose handlers one of them registers later', async () => {
    const late = `let isSet = false
      events.on('go', async () => { if (!isSet) events.on('b', () => console.log('b')); isSet = true; await events.publish('b', {}) })`
    const two = [1, 2].map((at): Step => ({ kind: 'publish', atMs: at, name: 'go', body: {} }))
    const trace = await run(late, { steps: two.slice(0, 1), instances: 2 })
    const [, event] = trace.events
    assert.equal(event!.state, 'ignored')
    assert.match(event!.notes[0]!, /Attempt 1 of delivery 1 met instance 2 of the app, which has no handler of "b"/)
    assert.deepEqual(logsOf(await run(late, { steps: two, instances: 3 })), ['b'])
  })

  it('end the run with a reason when a new one cannot be loaded', async () => {
    const trace = await run(
      `if (await data.get('started')) throw new Error('second start')\nawait data.set('started', true)\nevents.on('go', () => {})`,
      { coldStarts: 1 },
    )
    assert.equal(trace.end.stopped?.reason, 'crashed')
    assert.match(trace.end.stopped.message, /Instance 2 of the app could not be loaded: second start/)
  })

  it('crash after the effect that the schedule names, lose their state, and the event is retried', async () => {
    const trace = await run(
      `let calls = 0
       events.on('go', async () => {
         console.log('call ' + ++calls)
         await data.add('first', 1)
         await data.add('second', 1)
         console.log('done')
       })`,
      { schedule: { version: 1, choices: { 'go#1@1.1': { crashAfterEffect: 1 } } } },
    )
    assert.deepEqual(logsOf(trace), ['call 1', 'call 1', 'done'])
    assert.deepEqual(trace.end.data, { first: 2, second: 1 })
    assert.deepEqual(
      trace.details.map(({ handlers }) => handlers[0]!.outcome),
      ['crashed', 'handled'],
    )
    assert.match(trace.details[0]!.handlers[0]!.error!.message, /the app crashed after data.add first/)
  })

  it('take everything that runs in them along when they crash', async () => {
    const trace = await run(
      `events.on('go', async () => { await new Promise((done) => setTimeout(done, 1000)); await data.add('go', 1) })
       events.on('other', async () => { await new Promise((done) => setTimeout(done, 2000)); await data.add('other', 1) })`,
      {
        steps: ['go', 'other'].map((name): Step => ({ kind: 'publish', atMs: 0, name, body: {} })),
        schedule: { version: 1, choices: { 'go#1@1.1': { crashAfterEffect: 1 } } },
      },
    )
    assert.deepEqual(trace.end.data, { go: 2, other: 1 })
    assert.equal(attemptsOf(trace, 'event').length, 4)
  })

  it('end with process.exit: the retry meets a new one', async () => {
    const trace = await run(
      `let calls = 0
       events.on('go', async ({ attempt }) => { console.log('call ' + ++calls); if (attempt === 1) process.exit(1) })`,
    )
    assert.deepEqual(logsOf(trace), ['call 1', 'call 1'])
  })

  it('take their timers, attempts and later calls along when they exit', async () => {
    const trace = await run(
      `const sleep = (ms) => new Promise((done) => setTimeout(done, ms))
       events.on('go', async ({ attempt }) => {
         if (attempt > 1) return
         setInterval(() => console.log('tick'), 10)
         setTimeout(() => process.exit(1), 25)
         await sleep(30)
         await events.publish('ghost', {})
       })
       events.on('other', async ({ attempt }) => { await sleep(50); await data.add('other', attempt) })`,
      { steps: ['go', 'other'].map((name): Step => ({ kind: 'publish', atMs: 0, name, body: {} })) },
    )
    assert.deepEqual(logsOf(trace), ['tick', 'tick'])
    assert.deepEqual([trace.events.map(({ name }) => name), trace.end.data], [['go', 'other'], { other: 2 }])
    assert.deepEqual(
      trace.details.flatMap(({ handlers }) => handlers.map(({ outcome }) => outcome)),
      ['exited', 'crashed', 'handled', 'handled'],
    )
    assert.match(trace.details[1]!.handlers[0]!.error!.message, /the instance that it ran in ended: process\.exit\(1\) was called/)
    assert.match(trace.end.idle!, /nothing more is due\.$/)
  })

  it('tell their listeners of an exit, which may exit by themselves, and of no other end', async () => {
    const trace = await run(
      `for (const name of ['exit', 'beforeExit']) process.on(name, (code) => { console.log(name, code); if (code === 3) process.exit(4); if (code === 5) throw new Error('no') })
       events.on('go', ({ attempt }) => { if (attempt < 4) process.exit([2, 3, 5][attempt - 1]) })`,
    )
    assert.deepEqual(logsOf(trace), ['exit 2', 'exit 3', 'exit 5'])
    assert.deepEqual(
      trace.details.map(({ handlers }) => handlers[0]!.error?.message),
      ['process.exit(2) was called', 'process.exit(4) was called', 'no', undefined],
    )
  })

  it('end with an exit in a request, which fails', async () => {
    const trace = await run(
      `let calls = 0
       http.node.use('/', (request, response) => { calls++; if (request.url === '/exit') process.exit(1); response.end(String(calls)) })`,
      { steps: ['/exit', '/'].map((path, at): Step => ({ kind: 'request', atMs: at, method: 'GET', path })) },
    )
    const calls = trace.calls.filter(({ key }) => key.startsWith('GET'))
    assert.deepEqual(
      calls.map(({ response, error }) => response?.body ?? error?.message),
      ['process.exit(1) was called', '1'],
    )
  })
})
