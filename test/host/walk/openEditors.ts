import { resolve } from 'node:path'
import { launchChromium } from '../../support/chromium'
import { startCodeServer } from '../codeServer'
import { createEditor, type Editor } from './editor'

const ROOT = resolve(__dirname, '../../..')

export interface Editors {
  /** Opens a window; null opens one without a folder. */
  open(folder: string | null): Promise<Editor>
  close(): Promise<void>
}

/** Starts one VS Code for many windows, with the extension under development, or as it is installed from a package. `settings` are user settings. */
export async function openEditors(settings: Readonly<Record<string, unknown>> = {}, vsix?: string): Promise<Editors> {
  const server = await startCodeServer({ 'security.workspace.trust.enabled': false, ...settings }, vsix)
  const browser = await launchChromium()
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, permissions: ['clipboard-read', 'clipboard-write'] })
  // Machines that test may be slow, and busy with more.
  context.setDefaultTimeout(60_000)
  return {
    open: async (folder) => {
      const page = await context.newPage()
      await page.goto(server.url({ folder, ...(vsix === undefined && { extension: ROOT }) }))
      await page.locator('.monaco-workbench .activitybar').waitFor()
      return createEditor(page)
    },
    close: async () => {
      await browser.close()
      await server.stop()
    },
  }
}

/** Has a window on a folder for the tests of a suite, which `take` is handed before the first of them; of each that fails there is a picture. */
export function openForSuite(makeFolder: () => string, take: (editor: Editor) => void): void {
  let editors: Editors
  let editor: Editor
  before(async () => {
    editors = await openEditors()
    editor = await editors.open(makeFolder())
    take(editor)
  })
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await editor.screenshot(`failed ${this.currentTest.title}`)
  })
  after(() => editors.close())
}
