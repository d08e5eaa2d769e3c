import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Editor } from './editor'
import { openForSuite } from './openEditors'

const page = `<script setup lang="ts">
import { events } from '@ampt/sdk'

const leave = () => events.publish('page.left', { after: '10 mins' }, {})
events.on('page.left', async ({ body }) => {
  events.publish('page.counted', { body })
})
</script>

<template>
  <button @click="leave">Leave</button>
</template>
`

describe('an app of components alone, on the page of VS Code', () => {
  let editor: Editor
  openForSuite(
    () => {
      const folder = resolve(__dirname, '../../../.vscode-test/workspaces/components')
      rmSync(folder, { recursive: true, force: true })
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, 'Page.vue'), page)
      return folder
    },
    (opened) => (editor = opened),
  )

  it('has lenses, lints and hovers in its scripts, before anything else starts the extension', async () => {
    const { page, lens } = editor
    await editor.openFile('Page.vue')
    await lens('Simulate publish · 1 handler · no valid time: fails').waitFor()
    await page.locator('.squiggly-error').first().waitFor()
    await editor.hover(page.locator('.view-line', { hasText: "'10 mins'" }).getByText('page.left'), 'Handled by')
    await editor.screenshot('component')
    await page.mouse.move(5, 5)
  })

  it('is led to from the tree', async () => {
    const { page, row } = editor
    await editor.showTree()
    await row('page.left').click()
    await page.keyboard.press('ArrowRight')
    await row('handler').dblclick()
    await page.getByRole('button', { name: /^Ln 5, Col 1/ }).waitFor()
    await editor.screenshot('component from tree')
  })
})
