import type { Locator } from 'playwright-core'
import { copyWorkspace } from '../copyWorkspace'
import { themes, type Editor } from './editor'
import { openForSuite } from './openEditors'

describe('the language features on the page of VS Code', () => {
  let editor: Editor
  openForSuite(
    () => copyWorkspace('shop'),
    (opened) => (editor = opened),
  )
  const receipt = (): Locator => editor.page.locator('.view-line', { hasText: 'MailEvent.receipt' }).getByText('receipt', { exact: true })

  it('say on hover what becomes of an event, in every theme', async () => {
    const { page } = editor
    await editor.openFile('src/orders/listeners.ts')
    await editor.lens('Simulate publish · 1 handler · +5 min').waitFor()
    for (const theme of themes) {
      await editor.theme(theme)
      await editor.hover(receipt(), 'retried every 6 min for 14 d')
      // Drawn in full, not fading in.
      await page.evaluate(
        `Promise.all(document.querySelector('.monaco-hover:not(.hidden)').getAnimations().map(({ finished }) => finished))`,
      )
      await editor.screenshot(`hover ${theme}`)
      await page.mouse.move(5, 5)
      await page.locator('.monaco-hover:not(.hidden)').waitFor({ state: 'detached' })
    }
  })

  it('lead from the hover on an event to its place in the graph', async () => {
    const { page } = editor
    await editor.hover(receipt(), 'Show in graph')
    await page.locator('.monaco-hover').getByRole('link', { name: 'Show in graph' }).click()
    await page.getByRole('tab', { name: 'Event Graph', selected: true }).waitFor()
    await (await editor.graph()).getByText('Around').waitFor()
  })

  it('show what a timeout comes to behind its text', async () => {
    const { page } = editor
    await editor.openFile('src/payments/payments.ts')
    await page.locator('.view-line', { hasText: 'timeout: 30 * 1000' }).getByText('= 30 s', { exact: true }).waitFor()
    await editor.screenshot('inlay hint')
  })

  it('offer the known events in the string of a call', async () => {
    const { page } = editor
    await editor.openFile('src/stock/listeners.ts')
    await editor.lens('Simulate · 1 publisher · retried with 1 other handler').waitFor()
    await page.keyboard.press('Control+End')
    await page.keyboard.type("\nevents.publish('order.p")
    const list = page.locator('.suggest-widget')
    await list.getByText('order.payment-due').waitFor()
    await editor.screenshot('completion')
    await page.keyboard.press('Escape')
    await editor.command('File: Revert File')
  })
})
