import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import axe, { type AxeResults } from 'axe-core'
import { copyWorkspace } from '../copyWorkspace'
import { until } from '../suite/until'
import { themes, type Editor } from './editor'
import { openForSuite } from './openEditors'

const ROOT = resolve(__dirname, '../../..')
const expired = { orderId: 'o-1', customer: 'ann@example.com', card: { number: '4111111111111111', expires: '2020-01' } }

describe('the main job in VS Code, on the sample app', function () {
  // Each step goes on from the one before.
  this.bail(true)

  let editor: Editor
  let folder: string
  openForSuite(
    () => (folder = copyWorkspace('shop')),
    (opened) => (editor = opened),
  )

  it('shows each event with what publishes and handles it, and a click goes to the line', async () => {
    const { page, showTree, row } = editor
    await showTree()
    await row('payment.requested').click()
    await row('handler of order.placed')
      .filter({ hasText: /listeners.ts:\d+ src\/orders/ })
      .waitFor()
    const handler = row('onRequested').filter({ hasText: /payments.ts:\d+ · timeout 30 s/ })
    await handler.click()
    await page.getByRole('tab', { name: 'payments.ts', selected: true }).waitFor()
    const line = /payments.ts:(\d+)/.exec(await handler.innerText())![1]!
    await page.getByRole('button', { name: `Ln ${line}, Col 3` }).waitFor()
  })

  it('asks for the body of a lens, starting from what the handler reads, and refuses what is not JSON', async () => {
    const { page, lens, input } = editor
    await lens('Simulate · 1 publisher').click()
    await page.getByText('Body of the event, as JSON.').waitFor()
    assert.deepEqual(Object.keys(JSON.parse(await input.inputValue()) as object).sort(), ['card', 'customer', 'orderId'])
    await input.fill('{orderId: 1}')
    await page.getByText("Not JSON yet: Expected property name or '}' at position 1.").waitFor()
    await page.keyboard.press('Enter')
    assert.ok(await input.isVisible(), 'the prompt stays open')
    await editor.screenshot('body prompt')
  })

  it('runs the event to its end and shows the run in the timeline', async () => {
    const { page, input } = editor
    await input.fill(JSON.stringify(expired))
    await page.keyboard.press('Enter')
    await page.locator('.statusbar-item', { hasText: 'payment.requested: 1 dropped' }).waitFor()
    const timeline = await editor.timeline()
    await timeline.getByText('1 published: 1 dropped · 3,361 attempts').waitFor()
    await timeline.getByText('3,359 more').first().waitFor()
  })

  it('copies the command that repeats the run in a terminal', async () => {
    const { page, command } = editor
    await command('Ampt Events: Copy as Terminal Command')
    const copied = await until(
      'the command in the clipboard',
      () => page.evaluate<string>('navigator.clipboard.readText()'),
      (text) => text.startsWith('ampt-events simulate'),
    )
    const cli = `'${process.execPath}' '${join(ROOT, 'dist/cli.js')}'`
    const { status, stdout } = spawnSync('sh', ['-c', copied.replace('ampt-events', cli)], { encoding: 'utf8' })
    assert.equal(status, 1)
    assert.match(stdout, /payment\.requested .*3,359 more/)
  })

  it('leads from an attempt in the timeline to the line that threw', async () => {
    const { page } = editor
    const timeline = await editor.timeline()
    await timeline.getByRole('gridcell', { name: 'payment.requested, attempt 1: rejected' }).click()
    await timeline.getByText('o-1').first().waitFor()
    await editor.screenshot('run')
    await timeline
      .getByRole('button', { name: /gateway.ts:15/ })
      .first()
      .click()
    await page.getByRole('tab', { name: 'gateway.ts', selected: true }).waitFor()
    await page.getByRole('button', { name: 'Ln 15, Col 11' }).waitFor()
  })

  it('shows the error at its line', async () => {
    const { page, command } = editor
    await editor.openFile('src/payments/gateway.ts')
    await page.locator('.squiggly-error').first().waitFor()
    await command('Problems: Focus on Problems View')
    await page.getByText('payment.requested: CardDeclined: card ending in 1111 expired in 2020-01 (3,361 failed attempts').waitFor()
    await editor.screenshot('problems')
  })

  it('suggests the body of the last time', async () => {
    const { page, input } = editor
    await editor.simulate('payment.requested')
    assert.deepEqual(JSON.parse(await input.inputValue()), expired)
    await page.keyboard.press('Escape')
  })

  it('shows on a lane for each handler what one event leads to', async () => {
    await editor.command('Ampt Events: Simulate Publish…')
    await editor.pick('order.placed')
    await editor.giveBody({ ...expired, lines: [{ sku: 'mug', quantity: 2 }] })
    await editor.page.locator('.statusbar-item', { hasText: 'order.placed: 1 dropped' }).waitFor()
    const timeline = await editor.timeline()
    for (const lane of ['order.placed', 'payment.requested', 'mail.receipt']) {
      await timeline.getByRole('rowheader', { name: lane }).first().waitFor()
    }
    await timeline.getByRole('combobox', { name: 'Run' }).selectOption({ label: '#1 payment.requested · 1 dropped' })
    await timeline.getByText('1 published: 1 dropped').waitFor()
    await timeline.getByRole('combobox', { name: 'Run' }).selectOption({ index: 0 })
    await timeline.getByRole('rowheader', { name: 'mail.receipt' }).waitFor()
    await editor.screenshot('chain')
  })

  for (const theme of themes) {
    it(`has an accessible timeline in ${theme}`, async () => {
      await editor.theme(theme)
      await editor.command('Ampt Events: Show Timeline')
      const timeline = await editor.timeline()
      await timeline.getByText('3 published: 1 handled, 1 dropped').waitFor()
      await timeline.evaluate(axe.source)
      const { violations } = await timeline.evaluate<AxeResults>("axe.run(document, { runOnly: ['wcag2a', 'wcag2aa'] })")
      assert.deepEqual(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
        [],
      )
      await editor.screenshot(`theme ${theme}`)
    })
  }

  it('lets a body be edited as a document of the name of its event, which simulates it, saved or not', async () => {
    const { page, lens, input } = editor
    await editor.simulate('payment.requested')
    await input.fill('{"orderId": "o-2"')
    await page.getByRole('button', { name: 'Edit as a Document' }).click()
    await page.getByRole('tab', { name: 'payment.requested.body.json', selected: true }).waitFor()
    await page.locator('.codelens-decoration', { hasText: 'Not JSON yet: Expected' }).waitFor()
    await page.keyboard.press('Control+End')
    await page.keyboard.type(', "card": {} }')
    await lens('Simulate payment.requested with this body').click()
    const timeline = await editor.timeline()
    await timeline.getByRole('gridcell', { name: 'payment.requested, attempt 1: handled' }).click()
    await timeline.getByText('o-2').first().waitFor()
    await editor.screenshot('body document')
    await editor.command('File: Save')
    await until(
      'the saved body',
      () => existsSync(join(folder, 'payment.requested.body.json')),
      (isThere) => isThere,
    )
    await lens('Simulate payment.requested with this body').waitFor()
  })
})
