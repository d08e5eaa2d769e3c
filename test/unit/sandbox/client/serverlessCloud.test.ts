import assert from 'node:assert/strict'
import { HOUR_MS } from '../../../../src/words/duration'
import type { Step } from '../../../../src/model/scenario'
import { defaultScenario } from '../../../../src/simulator/defaultScenario'
import { runApp } from '../../../support/runApp'

const app = {
  'index.js': `import { api, params, data, events, schedule } from '@serverless/cloud'
api.use((req, res, next) => { req.user = params.USER; next() })
api.post('/users/:id', async (req, res) => {
  await events.publish('joined', { after: '1 minute' }, { id: req.params.id, by: req.user, ...req.body })
  res.status(201).json({ ok: true })
})
events.on('joined', async ({ body }) => data.set('user:' + body.id, body))
schedule.every('30 minutes', { timeout: 60000 }, async () => { await data.add('ticks', 1) })`,
}

describe('@serverless/cloud', () => {
  it('has api, params, data, events and schedule in one package', async () => {
    const steps: Step[] = [{ kind: 'request', atMs: 0, method: 'POST', path: '/users/7', body: { name: 'Ann' } }]
    const { calls, end } = await runApp(app, { ...defaultScenario, steps, untilMs: HOUR_MS, params: { USER: 'root' } })
    assert.equal(calls.at(-1)!.response?.status, 201)
    assert.deepEqual(end.data, { ticks: 2, 'user:7': { id: '7', by: 'root', name: 'Ann' } })
  })
})
