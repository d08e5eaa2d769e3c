import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { copyWorkspace } from '../copyWorkspace'
import type { Editor } from './editor'
import { openEditors, type Editors } from './openEditors'

describe('a workspace that falls short', () => {
  let editors: Editors
  before(async () => (editors = await openEditors()))
  after(() => editors.close())

  async function inWorkspace(name: string | null, walk: (editor: Editor) => Promise<void>): Promise<void> {
    const editor = await editors.open(name === null ? null : copyWorkspace(name))
    try {
      await editor.showTree()
      await walk(editor)
    } catch (error) {
      await editor.screenshot(`failed ${name?.replace('/', ' ')}`)
      throw error
    }
    await editor.close()
  }

  it('says what to do without a folder', () =>
    inWorkspace(null, async ({ page }) => {
      await page.getByText('Open the folder of an Ampt app to see its events.').waitFor()
      await page.getByRole('button', { name: 'Open Folder' }).waitFor()
      // Nothing is on its way.
      await page.locator('.sidebar .monaco-progress-container.active').waitFor({ state: 'detached' })
    }))

  it('says that there are no events', () =>
    inWorkspace('bad/no-events', async ({ page }) => {
      await page.getByText('No events were found').waitFor()
    }))

  it('keeps what a file with a syntax error still tells, and names the line', () =>
    inWorkspace('bad/syntax-error', async ({ page, row }) => {
      await row('before.the.error').waitFor()
      await row('fine').waitFor()
      await row('Problems').click()
      await page.getByText('broken.ts:5').waitFor()
    }))

  it('asks once which of several apps is meant', () =>
    inWorkspace('bad/several-apps', async ({ page, row, pick, giveBody, command }) => {
      await row('b.happened').waitFor()
      await command('Ampt Events: Simulate Publish…')
      await pick('b.happened')
      await giveBody()
      await page.getByText('Which app is to be simulated?').waitFor()
      await pick('b/index.ts')
      await page.locator('.statusbar-item', { hasText: 'b.happened: 1 handled' }).waitFor()
      // The other app's event: nothing is asked any more, and the app that was chosen does not handle it.
      await command('Ampt Events: Simulate Publish…')
      await pick('a.happened')
      await giveBody()
      const message = page.locator('.notification-toast', { hasText: 'was not registered, because b/index.ts does not lead to it' })
      await message.getByRole('button', { name: 'Choose Entry…' }).waitFor()
    }))

  const refusals = [
    { workspace: 'bad/missing-dependency', event: 'mail', says: /mail-provider-that-is-not-installed.*npm install/, action: 'Go to Line' },
    { workspace: 'bad/missing-param', event: 'mail', says: /MAIL_CONFIG/, action: 'Go to Line' },
    { workspace: 'bad/throws-on-import', event: 'never', says: /no database here/, action: 'Go to Line' },
  ]
  for (const { workspace, event, says, action } of refusals) {
    it(`tells in one message why ${workspace} cannot run, and leads to the line`, () =>
      inWorkspace(workspace, async ({ page, simulate, giveBody, timeline }) => {
        await simulate(event)
        await giveBody()
        const message = page.locator('.notification-toast', { hasText: says })
        await message.waitFor()
        await (await timeline()).getByText(says).waitFor()
        await message.getByRole('button', { name: action }).click()
        await page.getByRole('tab', { name: 'index.ts', selected: true }).waitFor()
      }))
  }
})

describe('a workspace whose app needs a parameter', () => {
  it('is offered to set it, and runs with it', async () => {
    const editors = await openEditors()
    try {
      const { page, showTree, input, simulate, giveBody } = await editors.open(copyWorkspace('bad/missing-param'))
      await showTree()
      await simulate('mail')
      await giveBody()
      const message = page.locator('.notification-toast', { hasText: 'MAIL_CONFIG' })
      await message.getByRole('button', { name: 'Set Parameters…' }).click()
      await page.getByText('Its value, read at index.ts:3, goes to the setting amptEvents.params.').waitFor()
      await input.fill('{"from":"a@b.c"}')
      await page.keyboard.press('Enter')
      await page.locator('.statusbar-item', { hasText: 'mail: 1 handled' }).waitFor()
    } finally {
      await editors.close()
    }
  })
})

describe('a run that missed a parameter', () => {
  it('runs again with what is set in the timeline, and then has nothing more to set', async () => {
    const folder = copyWorkspace('bad/no-events')
    writeFileSync(
      join(folder, 'index.ts'),
      `import { events, params } from '@ampt/sdk'
events.on('greet', () => {
  if (params('GREETING') !== 'hello') throw new Error('no greeting')
})`,
    )
    const editors = await openEditors()
    try {
      const { page, timeline, showTree, input, command, simulate, giveBody } = await editors.open(folder)
      await showTree()
      await simulate('greet')
      await giveBody()
      await page.locator('.statusbar-item', { hasText: 'greet: 1 dropped' }).waitFor()
      await (await timeline()).getByRole('button', { name: 'Set Missing Parameters…' }).click()
      await page.getByText('Its value, read at index.ts:3, goes to the setting amptEvents.params.').waitFor()
      await input.fill('hello')
      await page.keyboard.press('Enter')
      await page.locator('.statusbar-item', { hasText: 'greet: 1 handled' }).waitFor()
      await command('Ampt Events: Set Missing Parameters…')
      await page.locator('.notification-toast', { hasText: 'The run in the timeline read no parameter that is not set.' }).waitFor()
    } finally {
      await editors.close()
    }
  })
})

describe('a workspace that is not trusted', () => {
  it('shows its events and refuses to run them', async () => {
    const editors = await openEditors({ 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' })
    try {
      const { page, showTree, simulate, screenshot } = await editors.open(copyWorkspace('shop'))
      await showTree()
      const message = page.locator('.notification-toast', { hasText: 'Simulating runs the code of this workspace.' })
      await simulate('order.placed', message)
      await message.getByRole('button', { name: 'Manage Workspace Trust' }).waitFor()
      await screenshot('untrusted')
    } finally {
      await editors.close()
    }
  })
})

describe('a run that does not end by itself', () => {
  let editors: Editors
  before(async () => (editors = await openEditors()))
  after(() => editors.close())

  async function start(folder: string, event: string): Promise<Editor> {
    const editor = await editors.open(folder)
    await editor.showTree()
    await editor.simulate(event)
    await editor.giveBody()
    return editor
  }

  it('can be cancelled, and keeps what ran so far', async () => {
    const folder = copyWorkspace('bad/no-events')
    // Each of the 3,361 attempts keeps the processor busy for a while.
    writeFileSync(
      join(folder, 'index.ts'),
      `import { events } from '@ampt/sdk'
       events.on('slow', () => {
         for (let sum = 0, i = 0; i < 50_000_000; i++) sum += i
         throw new Error('again')
       })`,
    )
    const { page, timeline } = await start(folder, 'slow')
    const progress = page.locator('.notification-toast', { hasText: 'Simulating slow' })
    await progress.getByText(/\d+ attempts/).waitFor()
    await progress.getByRole('button', { name: 'Cancel' }).click()
    await page.locator('.statusbar-item', { hasText: 'slow: cancelled · 1 pending' }).waitFor()
    await (await timeline()).getByText(/1 published: 1 pending .* attempts/).waitFor()
  })

  it('ends with a message and a diagnostic that name the line of an endless loop', async () => {
    const { page, command } = await start(copyWorkspace('bad/hostile'), 'endless.loop')
    await page.locator('.notification-toast', { hasText: /endless\.loop.*index\.ts:\d+/ }).waitFor()
    await command('Problems: Focus on Problems View')
    await page.locator('.markers-panel', { hasText: 'endless.loop' }).waitFor()
  })
})
