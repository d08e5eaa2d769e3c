import assert from 'node:assert/strict'
import type { EventGraph } from '../../src/model/graph'
import type { RunReport } from '../../src/report/reportRun'
import { assertGolden } from '../support/golden'
import { runCli } from '../support/runCli'

const order = {
  orderId: 'A-1001',
  customer: 'ada@example.com',
  card: { number: '4000 0000 0000 0069', expires: '2020-01' },
  lines: [{ sku: 'mug', quantity: 2 }],
}
const checkout = ['simulate', 'shop', '--request', 'POST /shop/checkout', '--body', JSON.stringify(order), '--duplicates', '1']

describe('the shop', () => {
  it('reads as a graph', () => assertGolden('shop.graph.txt', runCli('graph', 'shop').stdout))

  it('reads as a Mermaid flowchart', () => assertGolden('shop.graph.mmd', runCli('graph', 'shop', '--mermaid').stdout))

  it('reads as JSON', () => {
    const { root: _root, stats: _stats, ...graph } = JSON.parse(runCli('graph', 'shop', '--json').stdout) as EventGraph
    assertGolden('shop.graph.json', JSON.stringify(graph, null, 2))
  })

  it('retries a checkout whose payment fails until it is dropped, and says so with exit code 1', () => {
    const { code, stdout } = runCli(...checkout)
    assert.equal(code, 1)
    assertGolden('shop.checkout.txt', stdout)
  })

  it('gives the same report each time, but for wall time', () => {
    const report = (): string => {
      const { summary, ...rest } = JSON.parse(runCli(...checkout, '--json').stdout) as RunReport
      return JSON.stringify({ ...rest, summary: { ...summary, wallMs: 0 } }, null, 2)
    }
    const first = report()
    assert.equal(report(), first)
    assertGolden('shop.checkout.json', first)
  })

  it('is all well when the card is, as its scenario expects', () => {
    const { code, stdout } = runCli('simulate', 'shop', '--scenario', 'shop/paid.events.json')
    assert.equal(code, 0)
    assertGolden('shop.paid.txt', stdout)
  })

  it('charges the customer four times when all arrives twice, which its scenario does not expect', () => {
    const { code, stdout } = runCli('simulate', 'shop', '--scenario', 'shop/paid.events.json', '--duplicates', '1')
    assert.equal(code, 1)
    assert.match(stdout, /^Expected published of "order\.paid" to be 1, found 4\.$/m)
  })
})
