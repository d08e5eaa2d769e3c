import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { until } from './until'

const text = `import { events } from '@ampt/sdk'

const Sent = 'wrapped.sent'
export const emit = (name: string, body: object) => events.publish(name, body)

export function init() {
  events.on(Sent, () => emit('wrapped.done', { ok: true }))
  return emit(Sent, { id: 1 })
}
`

describe('the calls of a wrapper, in VS Code', () => {
  const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'src/wrapped.ts')
  before(async () => {
    await vscode.workspace.fs.writeFile(uri, Buffer.from(text))
    await vscode.window.showTextDocument(uri)
  })
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors')
    await vscode.workspace.fs.delete(uri)
  })

  it('have the lenses of what they publish, and the wrapper one that lists them', async () => {
    const lenses = await until(
      'the lenses of the wrapper',
      async () => vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 100),
      (found) => found.length === 4,
    )
    assert.deepEqual(lenses.map(({ range, command }) => `${range.start.line + 1} ${command!.title}`).sort(), [
      '4 publishes wrapped.done, wrapped.sent · 2 calls',
      '7 $(play) Simulate publish · no handler: ignored',
      '7 $(play) Simulate · 1 publisher',
      '8 $(play) Simulate publish · 1 handler',
    ])
    const [list] = lenses.filter(({ range }) => range.start.line === 3)
    assert.equal(list!.command!.command, 'editor.action.showReferences')
    const [, , locations] = list!.command!.arguments as [vscode.Uri, vscode.Position, vscode.Location[]]
    assert.deepEqual(
      locations.map(({ range }) => range.start.line + 1),
      [7, 8],
    )
  })

  it('tell on hover what becomes of the event, and lead to its handler, by the constant that they hand on', async () => {
    const document = await vscode.workspace.openTextDocument(uri)
    const position = document.positionAt(text.lastIndexOf('Sent') + 1)
    const hover = await until(
      'a hover on the constant',
      async () => {
        const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, position)
        const texts = hovers.flatMap(({ contents }) => contents.map((one) => (one as vscode.MarkdownString).value))
        return texts.find((one) => one.startsWith('**`'))
      },
      (found) => found !== undefined,
    )
    assert.match(hover!, /^\*\*`wrapped\.sent`\*\* · arrives at once\n\nHandled by/)
    const links = await vscode.commands.executeCommand<vscode.LocationLink[]>('vscode.executeDefinitionProvider', uri, position)
    assert.ok(
      links.some(({ targetSelectionRange }) => targetSelectionRange?.start.line === 6),
      'the handler is a definition',
    )
  })

  it('are where the handler of their event leads back to, and references of it', async () => {
    const document = await vscode.workspace.openTextDocument(uri)
    const position = document.positionAt(text.indexOf('events.on(Sent') + 'events.on('.length + 1)
    const links = await vscode.commands.executeCommand<vscode.LocationLink[]>('vscode.executeDefinitionProvider', uri, position)
    assert.ok(
      links.some(({ targetSelectionRange: range }) => range !== undefined && range.start.line === 7 && document.getText(range) === 'Sent'),
      'the call is a definition',
    )
    const references = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', uri, position)
    assert.ok(
      references.some(({ range }) => range.start.line === 3 && document.getText(range) === 'name'),
      'the publish in the wrapper is a reference',
    )
  })

  it('complete the names of the other events', async () => {
    const document = await vscode.workspace.openTextDocument(uri)
    const position = document.positionAt(text.indexOf('wrapped.done'))
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', uri, position)
    const offered = items
      .filter(({ kind }) => kind === vscode.CompletionItemKind.Event)
      .map(({ label }) => (typeof label === 'string' ? label : label.label))
    assert.ok(offered.includes('wrapped.sent'), offered.join(', '))
    assert.ok(!offered.includes('wrapped.done'), 'the string alone spells it')
  })
})
