import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Frame, Locator, Page } from 'playwright-core'
import { launchChromium } from '../../support/chromium'
import { startCodeServer } from '../codeServer'
import { until } from '../suite/until'

const ROOT = resolve(__dirname, '../../..')
const SCREENSHOTS = join(ROOT, '.screenshots')

/** A window of VS Code with the extension under development, as its user sees it. */
export interface Editor {
  readonly page: Page
  /** The field of the quick input, which prompts, pickers and the palette share. */
  readonly input: Locator
  /** The row of the tree "Ampt Events" whose text begins with this. */
  readonly row: (text: string) => Locator
  /** The lenses with exactly this text, from top to bottom of the open file. */
  readonly lens: (text: string) => Locator
  /** The page of the timeline, once it is there. */
  readonly timeline: () => Promise<Frame>
  readonly showTree: () => Promise<void>
  /** Opens a file by its path in the workspace. */
  readonly openFile: (path: string) => Promise<void>
  /** Runs a command by its title in the palette. */
  readonly command: (title: string) => Promise<void>
  /** Chooses a color theme by its name, as the picker does, and waits until the workbench is drawn in it. */
  readonly theme: (name: Theme) => Promise<void>
  /** Moves the pointer onto a piece of code, again where a redraw of the editor took the hover away, until it says `text`. */
  readonly hover: (code: Locator, text: string) => Promise<void>
  /** Writes `.screenshots/<name>.png`. */
  readonly screenshot: (name: string) => Promise<void>
  readonly close: () => Promise<void>
}

/** Color themes by name, with the class of a workbench that is drawn in one. */
const themeClasses = {
  'Light Modern': 'vs',
  'Dark Modern': 'vs-dark',
  'Dark High Contrast': 'hc-black',
  'Light High Contrast': 'hc-light',
} as const

export type Theme = keyof typeof themeClasses
export const themes = Object.keys(themeClasses) as Theme[]

export interface Editors {
  /** Opens a window; null opens one without a folder. */
  open(folder: string | null): Promise<Editor>
  close(): Promise<void>
}

/** Starts one VS Code for many windows. `settings` are user settings. */
export async function openEditors(settings: Readonly<Record<string, unknown>> = {}): Promise<Editors> {
  const server = await startCodeServer({ 'security.workspace.trust.enabled': false, ...settings })
  const browser = await launchChromium()
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, permissions: ['clipboard-read', 'clipboard-write'] })
  return {
    open: async (folder) => {
      const page = await context.newPage()
      await page.goto(server.url({ folder, extension: ROOT }))
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

function createEditor(page: Page): Editor {
  const input = page.locator('.quick-input-widget:not([style*="display: none"]) .quick-input-box input')
  const command = async (title: string): Promise<void> => {
    await page.keyboard.press('F1')
    await input.fill(`>${title}`)
    await page
      .locator('.quick-input-list .label-name')
      .filter({ hasText: new RegExp(`^${escaped(title)}$`) })
      .click()
  }
  return {
    page,
    input,
    row: (text) => page.locator('.sidebar [role="treeitem"]').filter({ hasText: new RegExp(`^\\s*${escaped(text)}`) }),
    lens: (text) => page.locator('.codelens-decoration a').filter({ hasText: new RegExp(`^\\s*${escaped(text)}$`) }),
    timeline: () => timelineFrame(page),
    showTree: () => page.getByRole('tab', { name: 'Ampt Events' }).click(),
    openFile: async (path) => {
      await page.keyboard.press('F1')
      await input.fill(path)
      await page.locator('.quick-input-list .monaco-list-row').first().waitFor()
      await page.keyboard.press('Enter')
      await page.getByRole('tab', { name: path.split('/').at(-1)!, selected: true }).waitFor()
    },
    command,
    theme: async (name) => {
      await command('Preferences: Color Theme')
      await input.fill(name)
      await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name }).waitFor()
      await page.keyboard.press('Enter')
      await input.waitFor({ state: 'hidden' })
      await page.locator(`.monaco-workbench.${themeClasses[name]}`).waitFor()
    },
    hover: (code, text) => hover(page, code, text),
    screenshot: async (name) => {
      mkdirSync(SCREENSHOTS, { recursive: true })
      await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) })
    },
    close: () => page.close(),
  }
}

/** A webview is a frame (by its kind and address) that holds the frame with the page. */
async function timelineFrame(page: Page): Promise<Frame> {
  const outer = await page.locator('iframe.webview.ready').first().elementHandle()
  const inner = await (await outer?.contentFrame())?.locator('iframe#active-frame').elementHandle()
  return (await inner?.contentFrame()) ?? Promise.reject(new Error('The timeline has no page.'))
}

async function hover(page: Page, code: Locator, text: string): Promise<void> {
  const shown = page.locator('.monaco-hover:not(.hidden)').getByText(text)
  await until(
    `a hover that says ${text}`,
    async () => {
      await page.mouse.move(5, 5)
      await code.hover()
      return shown.waitFor({ timeout: 5_000 }).then(
        () => true,
        () => false,
      )
    },
    (isShown) => isShown,
  )
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
