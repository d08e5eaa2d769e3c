import assert from 'node:assert/strict'
import type * as vscode from 'vscode'
import { DAY_MS } from '../../../src/words/duration'
import { readSettings } from '../../../src/host/settings'
import { UserError } from '../../../src/model/userError'
import { defaultScenario } from '../../../src/simulator/defaultScenario'

const folder = { toString: () => 'file:///app' } as vscode.Uri

function read(values: Readonly<Record<string, unknown>>) {
  const configuration = { get: (name: string) => values[name] }
  return readSettings({ workspace: { getConfiguration: () => configuration } } as unknown as typeof vscode, folder)
}

describe('the settings of a folder', () => {
  it('are the default scenario where nothing is set', () => {
    assert.deepEqual(read({}), { entry: null, nodePath: null, paramsFile: null, scenario: defaultScenario })
  })

  it('say what the platform does and where the app runs', () => {
    const { scenario } = read({ reorder: '10 seconds', duplicates: 0.5, instances: 2, coldStarts: 0.1, timeZone: 'Asia/Tokyo', seed: 7 })
    const { reorderMs, duplicates, instances, coldStarts, timeZone, seed } = scenario
    assert.deepEqual([reorderMs, duplicates, instances, coldStarts, timeZone, seed], [10_000, 0.5, 2, 0.1, 'Asia/Tokyo', 7])
  })

  it('say when a run ends: when nothing more is due, or after a time', () => {
    for (const none of [null, '']) assert.equal(read({ until: none }).scenario.untilMs, null)
    assert.equal(read({ until: '2 days' }).scenario.untilMs, 2 * DAY_MS)
  })

  it('pass on what is allowed of the environment, and nothing that is not set', () => {
    process.env['AMPT_EVENTS_TEST'] = 'own'
    const { env } = read({ env: { AMPT_EVENTS_TEST: null, AMPT_EVENTS_MISSING: null, GIVEN: 'x' } }).scenario
    assert.deepEqual(env, { AMPT_EVENTS_TEST: 'own', GIVEN: 'x' })
  })

  for (const [name, value] of [
    ['reorder', 'soon'],
    ['until', 'idle'],
    ['timeZone', 'Mars/Olympus'],
    ['seed', 0.5],
    ['duplicates', 2],
    ['instances', 0],
    ['coldStarts', '0.1'],
  ] as const) {
    it(`are refused when ${name} has no meaning, with what to write`, () => {
      assert.throws(
        () => read({ [name]: value }),
        (error) => error instanceof UserError && new RegExp(`amptEvents.${name} "${value}".* Write `).test(error.message),
      )
    })
  }
})
