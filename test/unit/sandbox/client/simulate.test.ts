import assert from 'node:assert/strict'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { Scenario } from '../../../../src/model/scenario'
import { defaultScenario } from '../../../../src/simulator/defaultScenario'
import { reportRun } from '../../../../src/report/reportRun'
import { workspace } from '../../../support/built'
import { handler, logsOf, publishing, run, withApp } from '../../../support/runApp'

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

describe('simulate, in a folder that is a link', () => {
  const app = {
    ...handler(
      `console.log(word, readFileSync('own.txt', 'utf8'))`,
      `import { readFileSync } from 'node:fs'\nimport { word } from './lib/word'`,
    ),
    'lib/word.ts': `import { api } from '@ampt/api'\nimport { part } from 'package'\napi('main')\nexport const word = part`,
    'own.txt': 'own',
    'node_modules/package/package.json': '{ "name": "package" }',
    'node_modules/package/index.js': `exports.part = 'z'`,
  }
  for (const isHardened of [false, true]) {
    it(`runs the app as from where it is${isHardened ? ', hardened' : ''}`, () =>
      withApp({}, (elsewhere) =>
        withApp(app, async (folder) => {
          const link = join(elsewhere, 'link')
          symlinkSync(folder, link)
          const trace = await run(link, publishing('a', { isHardened }))
          assert.deepEqual([logsOf(trace), trace.handlers[0]!.site?.file], [['z own'], 'index.ts'])
        }),
      ))
  }
})
