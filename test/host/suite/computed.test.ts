import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { until } from './until'

const text = `import { events } from '@ampt/sdk'

export function initTenants(region: string) {
  events.on('tenant.eu.updated', onUpdated)
  events.on('tenant.' + 'us' + '.updated', onUpdated)
  return (id: string) => events.publish(\`tenant.\${id}.updated\`, { region })
}

function onUpdated() {}
`

describe('names that the text does not fix, in VS Code', () => {
  const folder = vscode.workspace.workspaceFolders![0]!.uri
  const uri = vscode.Uri.joinPath(folder, 'src/tenants.tsx')
  let document: vscode.TextDocument

  before(async () => {
    await vscode.workspace.fs.writeFile(uri, Buffer.from(text))
    document = await vscode.workspace.openTextDocument(uri)
    await until(
      'lenses',
      async () => vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 100),
      (found) => found.some(({ command }) => command?.title.startsWith('tenant.*.updated') ?? false),
    )
  })
  after(async () => {
    // An editor that is dirty stays open, and its text stays in the graph.
    await vscode.window.showTextDocument(document)
    await vscode.commands.executeCommand('workbench.action.files.revert')
    await vscode.commands.executeCommand('workbench.action.closeAllEditors')
    await vscode.workspace.fs.delete(uri)
  })

  it('say in the lens and on hover what they may mean', async () => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 100)
    const titles = lenses.map(({ command }) => command?.title ?? '')
    assert.ok(titles.includes('tenant.*.updated · may be tenant.eu.updated, tenant.us.updated'), titles.join('\n'))
    // A call that only may be meant is told as that.
    assert.ok(titles.includes('$(play) Simulate · 1 possible publisher'), titles.join('\n'))
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, at('`tenant.'))
    const told = hovers.flatMap(({ contents }) => contents.map((one) => (one as vscode.MarkdownString).value)).join('\n')
    assert.match(told, /\*\*`tenant\.\*\.updated`\*\* · the text does not fix the whole name/)
  })

  it('lead to every handler that fits', async () => {
    const found = await vscode.commands.executeCommand<vscode.LocationLink[]>('vscode.executeDefinitionProvider', uri, at('`tenant.'))
    assert.deepEqual(
      [
        ...new Set(
          found.map(({ targetUri, targetRange }) => `${vscode.workspace.asRelativePath(targetUri)}:${targetRange.start.line + 1}`),
        ),
      ],
      ['src/tenants.tsx:9'],
    )
  })

  it('are not renamed, and the reason says where the name is computed', async () => {
    const rename = async (part: string): Promise<unknown> =>
      vscode.commands.executeCommand('vscode.executeDocumentRenameProvider', uri, at(part), 'x')
    await assert.rejects(
      rename("'tenant.eu.updated'"),
      /tenant\.eu\.updated cannot be renamed here: it may also be what tenant\.\*\.updated means at src\/tenants\.tsx:6/,
    )
    await assert.rejects(rename("'tenant.' +"), /The name of this event is put together from parts: 'tenant\.' \+ 'us' \+ '\.updated'/)
  })

  it('stand in the outline as what they are', async () => {
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', uri)
    const own = symbols.filter(({ kind }) => kind === vscode.SymbolKind.Event).map(({ name, detail }) => `${name} ${detail}`)
    assert.deepEqual(own, ['tenant.eu.updated on', 'tenant.us.updated on', 'tenant.*.updated not fixed by the text'])
  })

  it('are completed in a call that goes over several lines', async () => {
    const edit = new vscode.WorkspaceEdit()
    edit.insert(uri, new vscode.Position(document.lineCount, 0), "events.publish(\n  'tenant.'\n)\n")
    await vscode.workspace.applyEdit(edit)
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      uri,
      at("'tenant.'\n", 8),
    )
    const offered = items
      .filter(({ kind }) => kind === vscode.CompletionItemKind.Event)
      .map(({ label }) => (typeof label === 'string' ? label : label.label))
    assert.ok(offered.includes('tenant.us.updated'), offered.join(', '))
  })

  function at(part: string, inside = 3): vscode.Position {
    const offset = document.getText().indexOf(part)
    assert.ok(offset >= 0, part)
    return document.positionAt(offset + inside)
  }
})
