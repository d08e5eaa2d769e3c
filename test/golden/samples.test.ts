import assert from 'node:assert/strict'
import type { RunReport } from '../../src/report/reportRun'
import { assertGolden } from '../support/golden'
import { runCli } from '../support/runCli'

/** Apps as they are found in public, run unmodified from their entry. */
const samples: readonly { readonly name: string; readonly run: readonly string[] }[] = [
  {
    name: 'express',
    run: [
      ...['--param', 'API_KEY=k', '--param', 'PRICE_CENTS=499', '--param', 'MAIL_FROM=x@y.z'],
      ...['--request', 'GET /', '--request', 'GET /api/price', '--request', 'POST /api/users', '--body', '{}'],
      ...['--request', 'POST /api/users?key=k', '--body', '{"email":"a@b.c"}', '--request', 'GET /api/users/a@b.c'],
    ],
  },
  { name: 'api', run: ['--param', 'API_KEY=k', '--request', 'POST /notes/ann?key=k', '--body', '{"text":"hello"}', '--until', '1 day'] },
  {
    name: 'classes',
    run: [
      ...['--publish', 'answer:process', '--body', '{"question":"q1","answers":["a1","a2"]}'],
      ...['--publish', 'import', '--body', '{"rows":["1","2","3"]}', '--publish', 'requeue-task'],
    ],
  },
  { name: 'commonjs', run: ['--request', 'GET /orders?id=7'] },
]

const simulate = (name: string, ...more: string[]) => runCli('simulate', `samples/${name}`, ...more)

describe('sample apps', () => {
  for (const { name, run } of samples) {
    it(`run from their entry: ${name}`, () => {
      const { code, stdout, stderr } = simulate(name, ...run)
      assert.equal(code, 0, stderr + stdout)
      assertGolden(`samples.${name}.txt`, stdout)
    })

    it(`run alike twice under chance: ${name}`, () => {
      const { stdout } = simulate(
        name,
        ...run,
        '--twice',
        '--json',
        '--duplicates',
        '0.5',
        '--reorder',
        '1 minute',
        '--cold-starts',
        '0.2',
        '--seed',
        '9',
      )
      const { again, summary } = JSON.parse(stdout) as RunReport & { again: { difference: object | null } }
      assert.equal(again.difference, null)
      assert.ok(summary.handled > 0)
    })
  }

  it('answer with their routes and static pages, and keep what they store: express', () => {
    const { calls, data } = JSON.parse(simulate('express', ...samples[0]!.run, '--json').stdout) as RunReport
    assert.deepEqual(
      calls.slice(1).map(({ response }) => [response!.status, response!.body.trim()]),
      [
        [200, '<h1>Join us</h1>'],
        [200, '{"price":499,"from":"x@y.z"}'],
        [401, '{"message":"who?"}'],
        [201, '{"email":"a@b.c"}'],
        [200, '{"email":"a@b.c"}'],
      ],
    )
    assert.deepEqual(data, { stats: { joined: 1 }, 'user:a@b.c': { email: 'a@b.c' } })
  })

  it('count, fan out, continue themselves and go round through a task: classes', () => {
    const { data, events } = JSON.parse(simulate('classes', ...samples[2]!.run, '--json').stdout) as RunReport
    assert.deepEqual(data, {
      ...{ 'answer:a1': { question: 'q1' }, 'answer:a2': { question: 'q1' }, 'count:answer:a1': 1, 'count:answer:a2': 1 },
      ...{ 'question:q1': { count: 2 }, requeued: { n: 3 }, 'row:1': { done: true }, 'row:2': { done: true }, 'row:3': { done: true } },
    })
    assert.ok(events.every(({ state }) => state === 'handled'))
  })

  it('retry all handlers of an event, those of a module that is imported later too: commonjs', () => {
    const { events, data, calls } = JSON.parse(simulate('commonjs', ...samples[3]!.run, '--json', '--expand').stdout) as RunReport
    assert.deepEqual(
      events[0]!.attempts.map(({ handlers, logs }) => [handlers.map(({ outcome }) => outcome), logs.map(({ text }) => text)]),
      [
        [['rejected', 'handled'], ['mailed']],
        [['rejected', 'handled'], ['mailed']],
        [['handled', 'handled'], ['mailed']],
      ],
    )
    assert.deepEqual(data, { 'order:7': { id: '7', logo: true, shipped: true } })
    assert.deepEqual(
      calls.at(-1)!.logs.map(({ text }) => text),
      ['emitted 7'],
    )
  })

  it('say which parameter a route or an import needs, with its line: express', () => {
    const { notes } = JSON.parse(simulate('express', '--request', 'GET /api/price', '--json').stdout) as RunReport
    assert.deepEqual(
      notes.flatMap((note) => [...note.matchAll(/^The parameter (\w+) is not set \(read at (\S+)\)/g)].map((found) => found.slice(1))),
      [
        ['MAIL_FROM', 'src/index.ts:8'],
        ['PRICE_CENTS', 'src/index.ts:9'],
      ],
    )
  })
})
