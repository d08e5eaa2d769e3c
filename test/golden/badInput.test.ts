import assert from 'node:assert/strict'
import { assertGolden } from '../support/golden'
import { runCli } from '../support/runCli'

/** Takes the paths of this machine out. */
const placeless = (text: string): string => text.replaceAll(/\/\S*\/test\/workspaces/g, '…')

/** One clear line each, with what to do next. */
const cases: readonly (readonly [code: number, ...args: string[]])[] = [
  [2, 'simulate', 'shop'],
  [2, 'simulate', 'shop', '--publish', 'order.placed', '--body', '{order: 1}'],
  [2, 'simulate', 'shop', '--publish', 'order.placed', '--after', '10 mins'],
  [2, 'simulate', 'shop', '--publish', 'order.placed', '--after', '2 years'],
  [2, 'simulate', 'shop', '--publish', 'order.placed', '--after', '0'],
  [2, 'simulate', 'shop', '--publish', '', '--body', '1'],
  [2, 'simulate', 'nowhere', '--publish', 'a'],
  [2, 'simulate', 'shop', '--publish', 'a', '--entry', 'nowhere.ts'],
  [2, 'simulate', 'bad/no-entry', '--publish', 'a'],
  [2, 'simulate', 'bad/several-apps', '--publish', 'a'],
  [3, 'simulate', 'bad/throws-on-import', '--publish', 'a'],
  [3, 'simulate', 'bad/syntax-error', '--publish', 'a'],
  [3, 'simulate', 'bad/missing-param', '--publish', 'a'],
  [3, 'simulate', 'bad/missing-dependency', '--publish', 'a'],
  [2, 'graph', 'nowhere'],
  [2, 'graph', '--jsn'],
  [2, 'graph', 'shop', 'page'],
  [2, 'graph', 'shop', '--json', '--mermaid'],
  [2, 'graph', 'shop', '--sarif', '/nowhere/lints.sarif'],
  [2, 'simulte', 'shop'],
  [2, 'constructor'],
  [2, 'simulate', 'shop', 'page', '--publish', 'a'],
  [2, 'simulate', 'shop', '--publish', 'a', '--seed', ''],
  [2, 'simulate', 'shop', '--request', 'GET /x', '--body', '{}'],
  [2, 'simulate', 'shop', '--publish', 'basket.closed', '--html', '/nowhere/timeline.html'],
]

describe('bad input', () => {
  it('gets one line that says what is wrong and what to do, and the right exit code', () => {
    const told = cases.map(([code, ...args]) => {
      const result = runCli(...args)
      const line = placeless(result.stderr.trimEnd())
      assert.equal(result.code, code, `${args.join(' ')}: ${line}`)
      assert.ok(!line.includes('\n'), line)
      return `$ ampt-events ${args.join(' ')}\n${line}\n`
    })
    assertGolden('badInput.txt', told.join('\n'))
  })

  it('does not empty the graph: what a broken file still says is read', () =>
    assertGolden('syntaxError.graph.txt', runCli('graph', 'bad/syntax-error').stdout))

  it('of a folder without events is no error', () => {
    const { code, stdout } = runCli('graph', 'bad/no-events')
    assert.equal(code, 0)
    assertGolden('noEvents.graph.txt', placeless(stdout))
  })

  it('of an event that nobody handles names the nearest that somebody does', () => {
    const { code, stdout } = runCli('simulate', 'shop', '--publish', 'order.plced')
    assert.equal(code, 0)
    assertGolden('unknownEvent.txt', stdout)
  })
})
