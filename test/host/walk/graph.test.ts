import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Frame } from 'playwright-core'
import { until } from '../suite/until'
import { copyWorkspace } from '../copyWorkspace'
import { themes, type Editor, type Theme } from './editor'
import { openForSuite } from './openEditors'

const order = { orderId: 'o-1', customer: 'ann@example.com', card: { number: '4111111111111111', expires: '2020-01' }, lines: [] }

describe('the graph page in VS Code', function () {
  // Each step goes on from the one before.
  this.bail(true)

  let editor: Editor
  let graph: Frame
  let folder: string
  openForSuite(
    () => (folder = copyWorkspace('shop')),
    (opened) => (editor = opened),
  )

  const node = (name: string) => graph.locator(`.node[data-node="event:${name}"]`)

  it('draws who publishes what, and who handles it', async () => {
    await editor.showTree()
    await editor.row('order.placed').waitFor()
    await editor.command('Ampt Events: Show Event Graph')
    graph = await editor.graph()
    await node('order.placed').waitFor()
    await graph.locator('.node[data-node="route:POST /shop/checkout"]').waitFor()
    assert.equal(
      await node('basket.closed').getAttribute('aria-label'),
      'basket.closed, no handler: ignored. event. From POST /shop/checkout',
    )
    await editor.screenshot('graph')
  })

  it('leads from a node to the line, beside the picture', async () => {
    await node('payment.requested').click()
    await graph
      .getByRole('button', { name: 'src/payments/payments.ts:15' })
      .or(graph.getByRole('button', { name: /payments\.ts:\d+/ }))
      .first()
      .click()
    await editor.page.getByRole('tab', { name: 'payments.ts', selected: true }).waitFor()
    await node('payment.requested').waitFor()
  })

  it('looks around one event, and back', async () => {
    await node('payment.requested').dblclick()
    await node('basket.closed').waitFor({ state: 'detached' })
    await node('order.placed').waitFor()
    await editor.screenshot('graph focus')
    await graph.getByRole('button', { name: 'Show all' }).click()
    await node('basket.closed').waitFor()
  })

  it('follows what is typed without losing the reader’s place', async () => {
    const { page } = editor
    await graph.getByRole('combobox', { name: 'Search the graph' }).fill('paid')
    // The code stays beside the picture.
    await page.getByRole('tab', { name: 'payments.ts' }).click()
    await editor.openFile('src/stock/listeners.ts')
    await page.locator('.view-line', { hasText: 'async function takeFromShelf' }).click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type("\nevents.publish('stock.low', {})\n")
    await node('stock.low').waitFor()
    assert.equal(await graph.getByRole('combobox', { name: 'Search the graph' }).inputValue(), 'paid')
    await graph.getByRole('combobox', { name: 'Search the graph' }).fill('')
  })

  it('shows what the last run came to', async () => {
    await node('order.placed').click()
    await graph.getByRole('button', { name: 'Simulate…' }).click()
    await editor.giveBody(order)
    await node('payment.requested').locator('.badge.bad').waitFor()
    assert.match((await node('payment.requested').getAttribute('aria-label'))!, /1 dropped/)
    await graph.getByRole('button', { name: 'Last run', pressed: true }).waitFor()
    await (await editor.timeline()).getByText('3,359 more, every 6 min').first().waitFor()
  })

  const bodyClasses: Readonly<Record<Theme, string>> = {
    'Light Modern': 'vscode-light',
    'Dark Modern': 'vscode-dark',
    'Dark High Contrast': 'vscode-high-contrast',
    'Light High Contrast': 'vscode-high-contrast-light',
  }
  for (const theme of themes) {
    it(`can be read in ${theme}`, async () => {
      await editor.theme(theme)
      await graph.locator(`body.${bodyClasses[theme]}`).waitFor()
      // The new colours fade in.
      await graph.evaluate(`Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => null)))`)
      await editor.screenshot(`graph ${theme}`)
    })
  }

  for (const place of ['in front', 'behind another tab']) {
    it(`is there once after the window was reloaded with it ${place}, and draws`, async () => {
      const { page } = editor
      if (place !== 'in front') await editor.openFile('src/api/checkout.ts')
      await page.reload()
      await page.locator('.monaco-workbench .activitybar').waitFor()
      await editor.command('Ampt Events: Show Event Graph')
      graph = await editor.graph()
      await node('order.placed').waitFor()
      assert.equal(await page.getByRole('tab', { name: 'Event Graph' }).count(), 1)
    })
  }

  it('is written to a file that is offered to be opened', async () => {
    const { page, input } = editor
    await editor.command('Ampt Events: Export Event Graph as SVG…')
    await until(
      'the name of the file',
      () => input.inputValue(),
      (name) => name.endsWith('events.svg'),
    )
    await page.keyboard.press('Enter')
    const told = page.locator('.notification-toast', { hasText: 'The event graph is in events.svg.' })
    await told.getByRole('button', { name: 'Open' }).click()
    await page.getByRole('tab', { name: 'events.svg', selected: true }).waitFor()
    assert.match(readFileSync(join(folder, 'events.svg'), 'utf8'), /<title>order\.placed, 2 handlers/)
  })
})
