import assert from 'node:assert/strict'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { copyWorkspace } from '../copyWorkspace'
import { until } from '../suite/until'
import { themes, type Editor } from './editor'
import { openForSuite } from './openEditors'

describe('the tree of events on the page of VS Code', function () {
  // Each step goes on from the one before.
  this.bail(true)

  let editor: Editor
  let folder: string
  openForSuite(
    () => {
      folder = copyWorkspace('shop')
      writeFileSync(join(folder, 'src/later.test.ts'), publishing('later.tested'))
      return folder
    },
    (opened) => (editor = opened),
  )

  function event(name: string) {
    return editor.page.getByRole('treeitem', { name: `Event ${name}:` })
  }

  it('groups events by prefix, and shows them as a list when asked', async () => {
    const { page, row, showTree } = editor
    await showTree()
    await row('order.*').waitFor()
    await row('order.placed').waitFor()
    await page.getByRole('button', { name: 'View as List' }).click()
    await row('order.*').waitFor({ state: 'detached' })
    await row('order.placed').waitFor()
    await page.getByRole('button', { name: 'View as Groups' }).click()
    await row('order.*').waitFor()
  })

  it('says each row in sentences', async () => {
    const label = await editor.row('order.placed').getAttribute('aria-label')
    assert.match(label!, /^Event order\.placed: 1 publisher, 2 handlers\.\nLints: 2 infos\./)
  })

  it('shows what comes to the disk, and nothing that files.exclude leaves out, as soon as it does', async () => {
    const { row } = editor
    // What is written before VS Code has begun to watch the folder is told to nobody.
    await until(
      'the row of the new event',
      () => {
        writeFileSync(join(folder, 'src/later.ts'), publishing('later.asked'))
        return row('later.asked')
          .waitFor({ timeout: 2000 })
          .then(
            () => true,
            () => false,
          )
      },
      (isThere) => isThere,
    )
    mkdirSync(join(folder, '.vscode'))
    writeFileSync(join(folder, '.vscode/settings.json'), '{ "files.exclude": { "**/later.ts": true } }')
    await row('later.asked').waitFor({ state: 'detached' })
    writeFileSync(join(folder, '.vscode/settings.json'), '{}')
    await row('later.asked').waitFor()
    rmSync(join(folder, 'src/later.ts'))
    await row('later.asked').waitFor({ state: 'detached' })
  })

  it('shows calls in tests apart, by file, and goes to their line', async () => {
    const { page, row } = editor
    await row('In tests').click()
    await row('src/later.test.ts').click()
    await row('later.tested').filter({ hasText: 'publish · line 3' }).click()
    await page.getByRole('tab', { name: 'later.test.ts', selected: true }).waitFor()
    await page.getByRole('button', { name: /Ln 3, Col 1/ }).waitFor()
    rmSync(join(folder, 'src/later.test.ts'))
    await row('In tests').waitFor({ state: 'detached' })
  })

  it('leads from an event to those that its handlers publish, and on', async () => {
    const { row, screenshot } = editor
    await row('order.placed').click()
    await row('POST /shop/checkout').waitFor()
    const downstream = row('payment.requested').filter({ hasText: /^\s*payment\.requested\s*$/ })
    await downstream.focus()
    await editor.page.keyboard.press('ArrowRight')
    await screenshot('tree')
  })

  it('shows what the last run came to', async () => {
    const { row } = editor
    await editor.simulate('order.placed')
    await editor.giveBody(order)
    await row('order.placed').filter({ hasText: '1 handled' }).waitFor()
    await row('payment.requested')
      .filter({ hasText: /1 dropped, 3,360 retries/ })
      .waitFor()
  })

  it('offers what can be done with an event by keyboard, and copies its name', async () => {
    const { page, screenshot } = editor
    await event('order.paid').click()
    await page.keyboard.press('Shift+F10')
    const menu = page.locator('.context-view .monaco-menu')
    for (const item of ['Simulate Publish…', 'Go to Publishers', 'Go to Handlers', 'Copy Name']) {
      await menu.getByRole('menuitem', { name: item }).waitFor()
    }
    await screenshot('tree menu')
    // A menu takes no click in its first moment.
    await menu.getByRole('menuitem', { name: 'Copy Name' }).hover()
    await page.keyboard.press('Enter')
    await until(
      'the name in the clipboard',
      () => page.evaluate<string>('navigator.clipboard.readText()'),
      (text) => text === 'order.paid',
    )
  })

  it('shows only the events that a filter names, and says which, until it is cleared', async () => {
    const { page, input, screenshot } = editor
    await page.getByRole('button', { name: 'Filter Events…' }).click()
    await input.fill('mail')
    await screenshot('tree filter')
    await page.keyboard.press('Enter')
    await event('payment.requested').waitFor({ state: 'detached' })
    await event('mail.receipt').waitFor()
    await page.getByText('Only events named “mail”: 2 of 7.').waitFor()
    await page.getByRole('button', { name: 'Show All Events' }).click()
    await event('payment.requested').waitFor()
  })

  it('is filtered, walked and shown as a whole by keyboard alone', async () => {
    const { page, input } = editor
    const run = async (title: string): Promise<void> => {
      await page.keyboard.press('F1')
      await input.fill(`>${title}`)
      await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: title }).waitFor()
      await page.keyboard.press('Enter')
    }
    await run('Ampt Events: Filter Events…')
    await page.locator('.quick-input-title', { hasText: 'Filter Events' }).waitFor()
    await page.keyboard.type('mail')
    await page.keyboard.press('Enter')
    await event('payment.requested').waitFor({ state: 'detached' })
    await run('Focus on Ampt Events View')
    await page.locator('.sidebar .monaco-list:focus-within').waitFor()
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowDown')
    await page.locator('.sidebar .monaco-list-row.focused[aria-label^="Event mail."]').waitFor()
    await run('Ampt Events: Show All Events')
    await event('payment.requested').waitFor()
  })

  it('says that a filter leaves nothing, and how to see all again', async () => {
    const { page, input, screenshot, command } = editor
    await command('Ampt Events: Filter Events…')
    await page.locator('.quick-input-title', { hasText: 'Filter Events' }).waitFor()
    await input.fill('nothing is named so')
    await page.keyboard.press('Enter')
    await page.getByText('No event is left by the filter.').waitFor()
    await screenshot('tree without events')
    await page.locator('.welcome-view').getByRole('button', { name: 'Show All Events' }).click()
    await event('payment.requested').waitFor()
  })

  for (const theme of themes) {
    it(`says in words what it shows in colors, in ${theme}`, async () => {
      const { page, screenshot } = editor
      await editor.theme(theme)
      const failed = event('payment.requested')
      await failed.filter({ hasText: '1 dropped' }).waitFor()
      assert.match((await failed.getAttribute('aria-label'))!, /In the last run: 1 dropped, 3,360 retries\.$/)
      await page
        .getByRole('treeitem', {
          name: /^Event basket\.closed: .*so it would be ignored\. Lints: 1 warning, 1 info\. Not in the last run\.$/,
        })
        .waitFor()
      await screenshot(`tree ${theme}`)
    })
  }
})

function publishing(event: string): string {
  return `import { events } from '@ampt/sdk'\n\nevents.publish('${event}', {})\n`
}

const order = {
  orderId: 'o-1',
  customer: 'ann@example.com',
  lines: [{ sku: 'mug', quantity: 1 }],
  card: { number: '4111111111111111', expires: '2020-01' },
}
