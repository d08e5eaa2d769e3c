import assert from 'node:assert/strict'
import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as vscode from 'vscode'
import { until } from './until'

const text = (name: string): string => `export const SHARED = '${name}'\n`

describe('a folder that a link leads to, in VS Code', () => {
  const folder = vscode.workspace.workspaceFolders![0]!.uri
  const caller = vscode.Uri.joinPath(folder, 'src/sharing.ts')
  const link = join(folder.fsPath, 'src/shared')
  const target = realpathSync(mkdtempSync(join(tmpdir(), 'ampt-events-shared-')))
  const names = join(target, 'names.ts')

  before(async () => {
    writeFileSync(names, text('shared.one'))
    symlinkSync(target, link)
    writeFileSync(
      caller.fsPath,
      `import { events } from '@ampt/sdk'\nimport { SHARED } from './shared/names'\nexport const share = () => events.publish(SHARED, {})\n`,
    )
    await vscode.window.showTextDocument(caller)
    await nameBecomes('shared.one')
  })
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors')
    rmSync(caller.fsPath)
    rmSync(link)
    rmSync(target, { recursive: true })
  })

  it('is heeded when it is edited under its real path, and when that is given up', async () => {
    const document = await vscode.workspace.openTextDocument(names)
    await vscode.window.showTextDocument(document)
    const edit = new vscode.WorkspaceEdit()
    edit.replace(document.uri, new vscode.Range(0, 0, 1, 0), text('shared.two'))
    assert.ok(await vscode.workspace.applyEdit(edit))
    await nameBecomes('shared.two')
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor')
    await nameBecomes('shared.one')
  })

  it('is heeded when it is written there by others', async () => {
    writeFileSync(names, text('shared.three'))
    await nameBecomes('shared.three')
  })

  it('has lenses, hovers and definitions under its real path, where the text is as it is typed there', async () => {
    const uri = vscode.Uri.file(join(target, 'calls.ts'))
    writeFileSync(
      uri.fsPath,
      `import { events } from '@ampt/sdk'\nevents.on('linked.made', () => {})\nexport const make = () => events.publish('linked.made', {})\n`,
    )
    await vscode.window.showTextDocument(uri)
    const lenses = await until(
      'the lenses',
      async () => vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri),
      (found) => found.length === 2,
    )
    assert.deepEqual(
      lenses.map(({ range, command }) => [range.start.line, command?.title.replace('$(play) ', '')]),
      [
        [1, 'Simulate · 1 publisher'],
        [2, 'Simulate publish · 1 handler'],
      ],
    )
    const edit = new vscode.WorkspaceEdit()
    edit.insert(uri, new vscode.Position(0, 0), '// typed\n')
    assert.ok(await vscode.workspace.applyEdit(edit))
    const at = new vscode.Position(3, 45)
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, at)
    assert.match(hovers.flatMap(({ contents }) => contents.map((one) => (one as vscode.MarkdownString).value)).join(), /`linked\.made`/)
    const links = await vscode.commands.executeCommand<vscode.LocationLink[]>('vscode.executeDefinitionProvider', uri, at)
    assert.deepEqual(
      links.map(({ targetUri, targetRange }) => [targetUri.fsPath, targetRange.start.line]),
      [[uri.fsPath, 2]],
    )
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor')
  })

  async function nameBecomes(name: string): Promise<void> {
    await until(
      `the name ${name}`,
      async () => {
        const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', caller)
        return symbols.filter(({ kind }) => kind === vscode.SymbolKind.Event).map((symbol) => symbol.name)
      },
      (found) => found.join() === name,
    )
  }
})
