import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { until } from './until'

describe('an edit of a constant, in VS Code', () => {
  const folder = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'src/later')
  const names = vscode.Uri.joinPath(folder, 'names.ts')
  const caller = vscode.Uri.joinPath(folder, 'caller.ts')

  before(async () => {
    await write(names, "export const names = { asked: 'order.placed' } as const\n")
    await write(caller, text)
  })
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor')
    await vscode.commands.executeCommand('workbench.action.closeAllEditors')
    await vscode.workspace.fs.delete(folder, { recursive: true })
  })

  it('that is not saved changes the lens of a call in another file', async () => {
    await vscode.window.showTextDocument(caller)
    await lensBecomes('Simulate publish · 2 handlers')
    const { document } = await vscode.window.showTextDocument(names)
    await edit(document, 'order.placed', 'order.paused')
    await lensBecomes('Simulate publish · no handler: ignored')
    assert.ok(document.isDirty)
    await edit(document, 'order.paused', 'order.placed')
    await lensBecomes('Simulate publish · 2 handlers')
  })

  it('that is given up with its editor leaves the lens as it was', async () => {
    const { document } = await vscode.window.showTextDocument(names)
    await edit(document, 'order.placed', 'order.paused')
    await lensBecomes('Simulate publish · no handler: ignored')
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor')
    await lensBecomes('Simulate publish · 2 handlers')
  })

  async function lensBecomes(title: string): Promise<void> {
    await until(
      `the lens ${title}`,
      async () => {
        await vscode.workspace.openTextDocument(caller)
        const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', caller, 100)
        return lenses.map(({ command }) => command?.title.replace('$(play) ', ''))
      },
      (titles) => titles.includes(title),
    )
  }

  async function edit(document: vscode.TextDocument, before: string, now: string): Promise<void> {
    const start = document.positionAt(document.getText().indexOf(before))
    const change = new vscode.WorkspaceEdit()
    change.replace(document.uri, new vscode.Range(start, start.translate(0, before.length)), now)
    assert.ok(await vscode.workspace.applyEdit(change))
  }

  async function write(uri: vscode.Uri, text: string): Promise<void> {
    await vscode.workspace.fs.writeFile(uri, Buffer.from(text))
  }
})

const text = `import { events } from '@ampt/sdk'
import { names } from './names'

export const ask = () => events.publish(names.asked, { at: 1 })
`
