import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import type { RunSummary } from '../../../src/report/summarizeRun'
import { until } from '../suite/until'

describe('two folders with one name in one workspace', () => {
  const [a, b] = vscode.workspace.workspaceFolders!.map(({ uri }) => uri) as [vscode.Uri, vscode.Uri]
  const [first, second] = [vscode.Uri.joinPath(a, 'index.ts'), vscode.Uri.joinPath(b, 'index.tsx')]

  before(async () => {
    await until(
      'both graphs',
      () => query({ folder: b.fsPath }),
      (answer) => answer.startsWith('3 events'),
    )
  })

  it('are called the same', () => {
    assert.deepEqual(
      vscode.workspace.workspaceFolders!.map(({ name }) => name),
      ['shop', 'shop'],
    )
  })

  it('have lenses of their own for an event of the same name, in JSX too', async () => {
    assert.deepEqual(await lenses(first), [
      'Simulate publish · 1 handler',
      'Simulate · 1 publisher',
      'Simulate publish · 1 handler · +5 min',
      'Simulate · 1 publisher',
    ])
    assert.deepEqual(await lenses(second), [
      'Simulate publish · no handler: ignored',
      'Simulate · no publisher',
      'Simulate publish · no handler: ignored',
    ])
  })

  it('keep what an event leads to and its references to themselves', async () => {
    assert.deepEqual(await places('vscode.executeDefinitionProvider', first, "'order.placed', { id }"), ['a/shop/index.ts:5'])
    assert.deepEqual(await places('vscode.executeDefinitionProvider', second, "'order.placed'"), [])
    assert.deepEqual(await places('vscode.executeReferenceProvider', second, "'order.placed'"), ['b/shop/index.tsx:5'])
    assert.deepEqual(await places('vscode.executeReferenceProvider', first, "'order.placed', { id }"), [
      'a/shop/index.ts:3',
      'a/shop/index.ts:5',
    ])
  })

  it('rename an event in the one folder alone', async () => {
    const document = await vscode.workspace.openTextDocument(first)
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      first,
      positionOf(document, "'order.placed'"),
      'order.made',
    )
    assert.deepEqual(
      edit.entries().map(([uri, changes]) => [uri.toString(), changes.length]),
      [[first.toString(), 2]],
    )
  })

  it('list both events of one name among the symbols of the workspace', async () => {
    const symbols = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
      'vscode.executeWorkspaceSymbolProvider',
      'order.placed',
    )
    const own = symbols.filter(({ kind, name }) => kind === vscode.SymbolKind.Event && name === 'order.placed')
    assert.deepEqual(own.map(({ containerName, location }) => [containerName, short(location)]).sort(), [
      ['1 publisher, 1 handler', 'a/shop/index.ts:5'],
      ['1 publisher, no handler', 'b/shop/index.tsx:5'],
    ])
  })

  it('have lints that know the events of their own folder alone', async () => {
    const found = await until(
      'lints of the second folder',
      () => vscode.languages.getDiagnostics(second).filter(({ source }) => source === 'Ampt Events'),
      (all) => all.length > 0,
    )
    assert.deepEqual(found.filter(({ code }) => code === 'unknown-event').length, 2)
    assert.ok(!found.some(({ message }) => message.includes('order.paid')), 'no name of the other folder is near')
  })

  it('are told apart by their path in questions about the graph', async () => {
    assert.equal(
      await query({ event: 'order.placed' }),
      `Say which folder: add "folder" to the query.\n  ${JSON.stringify(a.fsPath)} (2 events)\n  ${JSON.stringify(b.fsPath)} (3 events)`,
    )
    assert.match(await query({ event: 'order.placed', folder: a.fsPath }), /Leads to:\n {2}order\.paid after 5 min/)
    // Only one has it: nothing needs to be said.
    assert.match(await query({ event: 'cart.left' }), /^Event cart\.left/)
  })

  it('stand in one index report, each with its path and links of its own', async () => {
    await vscode.commands.executeCommand('amptEvents.showIndexReport')
    const { document } = vscode.window.activeTextEditor!
    for (const { fsPath } of [a, b]) assert.ok(document.getText().includes(`Folder shop (${fsPath})`), document.getText())
    // Its lines are as long as what they tell.
    assert.equal(vscode.workspace.getConfiguration('editor', document).get('wordWrap'), 'on')
  })

  it('run the app of the folder that is meant', async () => {
    const run = (folder: vscode.Uri): Thenable<RunSummary> =>
      vscode.commands.executeCommand<RunSummary>('amptEvents.simulatePublish', {
        event: 'order.placed',
        folder: folder.toString(),
        body: { id: '1' },
      })
    assert.deepEqual(pick(await run(a)), { handled: 2, ignored: 0 })
    assert.deepEqual(pick(await run(b)), { handled: 0, ignored: 1 })
  })

  async function lenses(uri: vscode.Uri): Promise<string[]> {
    await vscode.workspace.openTextDocument(uri)
    const found = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 100)
    return found
      .filter(({ command }) => command?.command === 'amptEvents.simulatePublish')
      .sort((one, other) => one.range.start.compareTo(other.range.start))
      .map(({ command }) => command!.title.replace('$(play) ', ''))
  }

  /** The places that a command leads to. */
  async function places(command: string, uri: vscode.Uri, text: string): Promise<string[]> {
    const document = await vscode.workspace.openTextDocument(uri)
    const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(command, uri, positionOf(document, text))
    const locations = found.map((one) =>
      'targetUri' in one ? new vscode.Location(one.targetUri, one.targetSelectionRange ?? one.targetRange) : one,
    )
    // TypeScript finds the text of the literal, too: at the same range the editor shows one.
    return [...new Map(locations.map((one) => [JSON.stringify([one.uri, one.range]), short(one)])).values()].sort()
  }
})

async function query(asked: object): Promise<string> {
  return vscode.commands.executeCommand<string>('amptEvents.queryGraph', asked)
}

function positionOf(document: vscode.TextDocument, text: string): vscode.Position {
  const at = document.getText().indexOf(text)
  assert.ok(at >= 0, `${text} is not in ${document.uri.path}`)
  return document.positionAt(at + 2)
}

function short({ uri, range }: vscode.Location): string {
  return `${uri.path.split('/').slice(-3).join('/')}:${range.start.line + 1}`
}

function pick({ handled, ignored }: RunSummary): object {
  return { handled, ignored }
}
