import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { copyWorkspace } from '../copyWorkspace'
import type { Editor } from './editor'
import { openForSuite } from './openEditors'

const text = `import { events, task } from '@ampt/sdk'

events.on('tenant.changed', async ({ body }) => {
  await events.publish(\`tenant.\${(body as { id: string }).id}.updated\`, {})
})
events.on('never.published', () => {})
const report = task('report', () => events.publish('report.made', {}))
events.on('day.ended', () => report.run({}))
`

describe('names that only a run tells', function () {
  // Each step goes on from the one before.
  this.bail(true)

  let editor: Editor
  openForSuite(
    () => {
      const folder = copyWorkspace('bad/no-events')
      writeFileSync(join(folder, 'index.ts'), text)
      return folder
    },
    (opened) => (editor = opened),
  )

  const event = (name: string) => editor.page.getByRole('treeitem', { name: `Event ${name}:` })

  it('are not in the tree before a run', async () => {
    await editor.showTree()
    await event('tenant.changed').waitFor()
    await editor.row('Names not known before a run').waitFor()
    assert.equal(await editor.row('Seen only in a run').count(), 0)
  })

  it('are written back to the tree, which tells what the run left out', async () => {
    const { row } = editor
    await editor.simulate('tenant.changed')
    await editor.giveBody({ id: '7' })
    await row('Seen only in a run').click()
    await row('tenant.7.updated').filter({ hasText: '1 ignored' }).waitFor()
    await row('Names not known before a run').click()
    await row('tenant.*.updated').filter({ hasText: 'was tenant.7.updated' }).waitFor()
    assert.match((await event('never.published').getAttribute('aria-label'))!, /Not in the last run\.$/)
  })

  it('tells what runs a publish, down to what starts its task', async () => {
    const { page, row, screenshot } = editor
    await event('report.made').click()
    // The publish, what runs it, what starts that.
    for (const opened of [row('task report').first(), row('registered').first(), row('started by handler of day.ended')]) {
      await opened.waitFor()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('ArrowRight')
    }
    await row('handler of day.ended').waitFor()
    await screenshot('tree of a run')
  })

  it('are drawn apart from what the code tells, in the picture that the menu of a row focuses on', async () => {
    const { row, screenshot } = editor
    await row('tenant.7.updated').first().click()
    await editor.takeFromMenu('Focus Event in Graph')
    const graph = await editor.graph()
    const label = (name: string) => graph.locator(`.node[data-node="event:${name}"]`).getAttribute('aria-label')
    assert.match((await label('tenant.7.updated'))!, /seen only in the run/)
    assert.doesNotMatch((await label('tenant.changed'))!, /Not in the run|only in the run/)
    await graph.getByRole('button', { name: 'Show all' }).click()
    assert.match((await label('never.published'))!, /Not in the run/)
    await screenshot('graph of a run')
  })
})
