import assert from 'node:assert/strict'
import type { RunReport } from '../../src/report/reportRun'
import { assertGolden } from '../support/golden'
import { runCli } from '../support/runCli'

const DAY_MS = 86_400_000

describe('the examples of Ampt’s page run to the letter', () => {
  const request = ['--request', 'POST /events', '--body', '{"hello":"world"}']

  it('the route publishes my-event, and the delayed user.joined reaches its handler a day later', () => {
    const { code, stdout } = runCli('simulate', 'page', ...request, '--json')
    const { events, calls } = JSON.parse(stdout) as RunReport
    assert.equal(code, 0)
    const [joined, mine] = events
    assert.deepEqual(
      [mine!.name, mine!.body, mine!.state, calls.at(-1)!.response!.status],
      ['my-event', { hello: 'world' }, 'ignored', 204],
    )
    assert.deepEqual([joined!.name, joined!.delay, joined!.state], ['user.joined', DAY_MS, 'handled'])
    assert.deepEqual(joined!.body, { user_id: '2b6mgh78g334', email: 'newuser@example.com' })
    assert.equal(joined!.attempts[0]!.startedAt, joined!.time + DAY_MS)
  })

  it('read as lanes', () => assertGolden('page.simulate.txt', runCli('simulate', 'page', ...request).stdout))

  it('read as a graph', () => assertGolden('page.graph.txt', runCli('graph', 'page').stdout))
})
