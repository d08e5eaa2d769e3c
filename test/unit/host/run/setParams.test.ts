import assert from 'node:assert/strict'
import type * as vscode from 'vscode'
import { setParams } from '../../../../src/host/run/setParams'
import type { MissingParam } from '../../../../src/model/trace'

const missing: MissingParam[] = [
  { key: 'API_KEY', site: { file: 'src/index.ts', line: 3, column: 5 } },
  { key: 'MAIL.*', site: null },
]

/** An editor whose user picks the first `picks` items and gives `values` for them. */
function editor(picks: number | undefined, values: readonly (string | undefined)[]) {
  const shown: unknown[] = []
  const written: unknown[] = []
  let asked = 0
  const vs = {
    ConfigurationTarget: { WorkspaceFolder: 3 },
    window: {
      showQuickPick: (items: readonly object[]) => {
        shown.push(...items)
        return Promise.resolve(picks === undefined ? undefined : items.slice(0, picks))
      },
      showInputBox: () => Promise.resolve(values[asked++]),
    },
    workspace: {
      getConfiguration: () => ({ get: () => ({ KEPT: '1' }), update: (...args: unknown[]) => Promise.resolve(void written.push(args)) }),
    },
  }
  return { shown, written, set: (asked = missing) => setParams(vs as unknown as typeof vscode, {} as vscode.Uri, asked) }
}

describe('missing parameters', () => {
  it('are all picked beforehand, with the line that reads them', async () => {
    const { shown, set } = editor(undefined, [])
    assert.deepEqual(await set(), [])
    assert.deepEqual(shown, [
      { label: 'API_KEY', description: 'read at src/index.ts:3', picked: true },
      { label: 'MAIL.*', description: '', picked: true },
    ])
  })

  it('keep what is given for the parameters that are chosen, beside those that are set', async () => {
    const { written, set } = editor(2, ['secret', 'FROM', ''])
    assert.deepEqual(await set(), ['API_KEY', 'MAIL.FROM'])
    assert.deepEqual(written, [['params', { KEPT: '1', API_KEY: 'secret', 'MAIL.FROM': '' }, 3]])
  })

  it('leave nothing to choose where there is one', async () => {
    const { shown, set } = editor(undefined, ['secret'])
    assert.deepEqual([await set(missing.slice(0, 1)), shown], [['API_KEY'], []])
  })

  it('are left alone when nothing is chosen or given', async () => {
    for (const { written, set } of [editor(undefined, []), editor(1, [undefined])]) {
      assert.deepEqual(await set(), [])
      assert.deepEqual(written, [])
    }
  })
})
