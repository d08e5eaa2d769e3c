import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { copyWorkspace } from '../copyWorkspace'
import { openEditors, type Editors } from './openEditors'

const ROOT = resolve(__dirname, '../../..')
const isWindows = process.platform === 'win32'

describe('the extension that is installed from its package', () => {
  let folder: string
  let vsix: string
  let editors: Editors
  let packed: string
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ampt-events-vsix-'))
    vsix = join(folder, 'extension.vsix')
    packed = execFileSync('npm', ['run', 'vsix', '--', '--out', vsix], { cwd: ROOT, encoding: 'utf8', shell: isWindows })
    editors = await openEditors({}, vsix)
  })
  after(async () => {
    await editors.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('holds neither sources nor tests nor maps', () => {
    assert.match(packed, /extension\.js/)
    assert.doesNotMatch(packed, /\.(ts|map)\b|─ (src|test|\.[a-z])/)
    assert.ok(statSync(vsix).size < 10_000_000)
  })

  it('reads the events of an app, and runs one', async () => {
    const { page, showTree, simulate, giveBody, timeline } = await editors.open(copyWorkspace('shop'))
    await showTree()
    await simulate('order.payment-due')
    await giveBody({ orderId: 'o-1' })
    await page.locator('.statusbar-item', { hasText: 'order.payment-due: 1' }).waitFor()
    await (await timeline()).getByRole('rowheader', { name: 'order.payment-due' }).waitFor()
  })
})
