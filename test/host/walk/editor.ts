import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Frame, Locator, Page } from 'playwright-core'
import { until } from '../suite/until'

const SCREENSHOTS = resolve(__dirname, '../../../.screenshots')

/** A window of VS Code with the extension under development, as its user sees it. */
export interface Editor {
  readonly page: Page
  /** The field of the quick input, which prompts, pickers and the palette share. */
  readonly input: Locator
  /** The row of the tree "Ampt Events" whose text begins with this. */
  readonly row: (text: string) => Locator
  /** The lenses with exactly this text, from top to bottom of the open file. */
  readonly lens: (text: string) => Locator
  /** The pages of the timeline and of the graph, once they are there. */
  readonly timeline: () => Promise<Frame>
  readonly graph: () => Promise<Frame>
  readonly showTree: () => Promise<void>
  /** Opens a file by its path in the workspace. */
  readonly openFile: (path: string) => Promise<void>
  /** Runs a command by its title in the palette, which is gone then. */
  readonly command: (title: string) => Promise<void>
  /** Types into the picker that is open, and takes what that finds, with `found` in it. */
  readonly pick: (text: string, found?: string) => Promise<void>
  /** Clicks "Simulate Publish" on the row of an event, until what that leads to is there: the prompt for the body, or `next`. */
  readonly simulate: (event: string, next?: Locator) => Promise<void>
  /** Answers the prompt for the body: with what it suggests where nothing is given. */
  readonly giveBody: (body?: unknown) => Promise<void>
  /** Takes an item of the menu of the row that has the keyboard. */
  readonly takeFromMenu: (item: string) => Promise<void>
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

export function createEditor(page: Page): Editor {
  const input = page.locator('.quick-input-widget:not([style*="display: none"]) .quick-input-box input')
  const prompt = page.getByText('Body of the event, as JSON.')

  function row(text: string): Locator {
    return page.locator('.sidebar [role="treeitem"]').filter({ hasText: new RegExp(`^\\s*${escaped(text)}`) })
  }

  /** Types into the palette until `found` is there: a focus that comes late closes it, and it has the commands that there were as it was opened. */
  function search(text: string, found: Locator): Promise<void> {
    return untilSeen(found, async () => {
      if (await input.isVisible()) await page.keyboard.press('Escape')
      await page.keyboard.press('F1')
      await input.fill(text, { timeout: SOON_MS }).catch(() => undefined)
    })
  }

  async function command(title: string): Promise<void> {
    const found = page.locator('.quick-input-list .label-name').filter({ hasText: new RegExp(`^${escaped(title)}$`) })
    const take = async (): Promise<boolean> => {
      await search(`>${title}`, found)
      return isDone(found.click({ timeout: SOON_MS }))
    }
    await until(`the command ${title}`, take, (isTaken) => isTaken)
    // What comes next is typed into the same field.
    await found.waitFor({ state: 'hidden' })
  }

  const focused = (item: string): Locator => page.locator('.quick-input-list .monaco-list-row.focused', { hasText: item })

  async function pick(text: string, found = text): Promise<void> {
    await input.fill(text)
    // Before its items come, a picker takes no answer.
    await focused(found).waitFor()
    await page.keyboard.press('Enter')
  }

  return {
    page,
    input,
    row,
    lens: (text) => page.locator('.codelens-decoration a').filter({ hasText: new RegExp(`^\\s*${escaped(text)}$`) }),
    timeline: () => frameWith(page, 'Ampt timeline'),
    graph: () => frameWith(page, 'Event graph'),
    showTree: () => page.getByRole('tab', { name: 'Ampt Events' }).click(),
    openFile: async (path) => {
      const name = path.split('/').at(-1)!
      await untilSeen(page.getByRole('tab', { name, selected: true }), async () => {
        await search(path, focused(name))
        await page.keyboard.press('Enter')
      })
    },
    command,
    pick,
    simulate: (event, next = prompt) =>
      untilSeen(next, async () => {
        await row(event).hover()
        // A redraw of the tree may take the row from under the pointer, and its button with it.
        const button = row(event).getByRole('button', { name: 'Simulate Publish' })
        await button.click({ timeout: SOON_MS }).catch(() => undefined)
      }),
    giveBody: async (body) => {
      await prompt.waitFor()
      if (body !== undefined) await input.fill(JSON.stringify(body))
      await page.keyboard.press('Enter')
    },
    takeFromMenu: async (item) => {
      await page.keyboard.press('Shift+F10')
      // A menu takes no click in its first moment.
      await page.locator('.context-view').getByRole('menuitem', { name: item }).hover()
      await page.keyboard.press('Enter')
    },
    theme: async (name) => {
      await command('Preferences: Color Theme')
      await pick(name)
      await input.waitFor({ state: 'hidden' })
      await page.locator(`.monaco-workbench.${themeClasses[name]}`).waitFor()
    },
    hover: (code, text) =>
      untilSeen(page.locator('.monaco-hover:not(.hidden)').getByText(text), async () => {
        await page.mouse.move(5, 5)
        await code.hover()
      }),
    screenshot: async (name) => {
      mkdirSync(SCREENSHOTS, { recursive: true })
      await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) })
    },
    close: () => page.close(),
  }
}

/** Does something, again where nothing came of it, until something is seen. */
async function untilSeen(what: Locator, act: () => Promise<void>): Promise<void> {
  await until(
    what.toString(),
    async () => {
      await act()
      return isDone(what.waitFor({ timeout: SOON_MS }))
    },
    (isSeen) => isSeen,
  )
}

const SOON_MS = 5_000

function isDone(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  )
}

/** The page in a webview, by its heading, which readers of the screen alone meet. */
async function frameWith(page: Page, heading: string): Promise<Frame> {
  const isOf = (frame: Frame): Promise<boolean> =>
    frame
      .getByRole('heading', { name: heading, exact: true })
      .count()
      .then(
        (count) => count > 0,
        () => false,
      )
  const find = async (): Promise<Frame | null> => {
    for (const frame of page.frames()) if (await isOf(frame)) return frame
    return null
  }
  return (await until(`the page "${heading}"`, find, (frame) => frame !== null))!
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
