import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { until } from './until'

const text = `import { events } from '@ampt/sdk'

const send = (name: string, body: object) => events.publish(name, body)

export function initSenders(ids: string[]) {
  events.on('senders.started', async () => {
    ids.forEach((id) => events.publish('senders.each', { id }))
    Promise.all(ids.map((id) => events.publish('senders.all', { id })))
    send('senders.sent', {})
    await Promise.all(ids.map((id) => send('senders.awaited', { id })))
  })
}
`

describe('publishes that nobody waits for, in VS Code', () => {
  const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'src/senders.ts')
  before(() => vscode.workspace.fs.writeFile(uri, Buffer.from(text)))
  after(async () => {
    await vscode.window.showTextDocument(uri)
    await vscode.commands.executeCommand('workbench.action.files.revert')
    await vscode.commands.executeCommand('workbench.action.closeAllEditors')
    await vscode.workspace.fs.delete(uri)
  })

  it('are underlined where the promise goes: in a forEach, in Promise.all, at the call of a wrapper', async () => {
    const document = await vscode.workspace.openTextDocument(uri)
    const found = await floating(3)
    assert.deepEqual(
      found.map(({ range }) => `${range.start.line + 1} ${document.getText(range)}`),
      ['7 events.publish', '8 events.publish', '9 send'],
    )
    assert.match(found[0]!.message, /forEach waits for no promise/)
  })

  it('are awaited by the quick fixes, but for the forEach', async () => {
    const document = await vscode.workspace.openTextDocument(uri)
    assert.deepEqual(await fixesAt(0), [])
    for (const left of [2, 1]) {
      const [fix] = await fixesAt(1)
      assert.ok(await vscode.workspace.applyEdit(fix!.edit!))
      await floating(left)
    }
    assert.match(document.getText(), /\n {4}await Promise\.all\(ids\.map\(\(id\) => events[^]*\n {4}await send\('senders\.sent', \{\}\)/)
  })

  function floating(count: number): Promise<vscode.Diagnostic[]> {
    return until(
      `${count} publishes that nobody waits for`,
      () => vscode.languages.getDiagnostics(uri).filter(({ code }) => code === 'unawaited-publish'),
      (all) => all.length === count,
    )
  }

  async function fixesAt(index: number): Promise<vscode.CodeAction[]> {
    const found = vscode.languages.getDiagnostics(uri).filter(({ code }) => code === 'unawaited-publish')
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, found[index]!.range)
    return actions.filter(({ title }) => title === 'Add await')
  }
})
