import assert from 'node:assert/strict'
import type { Scenario } from '../../../../src/model/scenario'
import { defaultScenario } from '../../../../src/simulator/defaultScenario'
import { reportRun } from '../../../../src/report/reportRun'
import { workspace } from '../../../support/built'
import { run } from '../../../support/runApp'

describe('simulate, on the shop', () => {
  it('retries a checkout whose payment fails for 14 virtual days and drops it', async () => {
    const order = { orderId: 'A-1', customer: 'a@b.c', card: { number: '1', expires: '2020-01' }, lines: [] }
    const scenario: Scenario = {
      ...defaultScenario,
      steps: [{ kind: 'request', atMs: 0, method: 'POST', path: '/shop/checkout', body: order }],
    }
    const report = reportRun(await run(workspace('shop'), scenario))
    const payment = report.events.find(({ name }) => name === 'payment.requested')!
    assert.equal(payment.state, 'dropped')
    assert.equal(payment.attempts[0]!.repeat?.attempts, 3359)
    assert.equal(payment.attempts[0]!.handlers[0]!.error?.file, 'src/payments/gateway.ts')
    assert.equal(report.calls.at(-1)!.response?.status, 202)
  })
})
