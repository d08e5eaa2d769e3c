import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { copyWorkspace } from '../copyWorkspace'
import type { Editor } from './editor'
import { openForSuite } from './openEditors'

const text = `import { events } from '@ampt/sdk'

export async function initLintedListeners() {
  events.on('linted', { timeout: 60000 * 5 }, async () => {
    await events.publish('linted', { after: '10 mins' }, { seen: new Map(), at: new Date() })
    await events.publish('linted', { delay: '1 day' }, {})
    events.publish('lintd', { after: '1 day' })
  })
}
`

describe('lints on the page of VS Code', () => {
  let editor: Editor
  openForSuite(
    () => {
      const folder = copyWorkspace('shop')
      writeFileSync(join(folder, 'src/linted.ts'), text)
      return folder
    },
    (opened) => (editor = opened),
  )

  it('are underlined, and the menu of a line mends them', async () => {
    const { page } = editor
    await editor.openFile('src/linted.ts')
    await page.locator('.squiggly-error').first().waitFor()
    await page.locator('.view-line', { hasText: '10 mins' }).getByText("'10 mins'").click()
    await page.getByRole('button', { name: /Ln 5, Col/ }).waitFor()
    await quickFix()
    await page.locator('.action-widget').getByText("Change to '10 minutes'").waitFor()
    await editor.screenshot('lint fixes')
    await page.keyboard.press('Enter')
    await page.locator('.view-line', { hasText: "after: '10 minutes'" }).waitFor()
  })

  it('are listed as problems with their codes', async () => {
    const { page } = editor
    await editor.command('Problems: Focus on Problems View')
    for (const code of ['timeout-over-maximum', 'unknown-option', 'publish-options-as-body']) await page.getByText(code).first().waitFor()
    await editor.screenshot('lint problems')
  })

  /** VS Code drops all answers, and says that there are none, when the server of TypeScript starts meanwhile and registers its own actions. */
  async function quickFix(): Promise<void> {
    const { page } = editor
    const menu = page.locator('.action-widget')
    const none = page.locator('.monaco-editor-overlaymessage', { hasText: 'No code actions available' })
    for (;;) {
      await editor.command('Quick Fix...')
      await menu.or(none).first().waitFor()
      if (await menu.isVisible()) return
      await page.keyboard.press('Escape')
      await none.waitFor({ state: 'hidden' })
    }
  }
})
