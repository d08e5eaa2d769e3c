import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { until } from './until'

const text = `import { events } from '@ampt/sdk'

export function initLintedListeners() {
  events.on('linted', async () => {
    await events.publish('linted', { after: '10 mins' }, {})
    await events.publish('linted', { after: '2 hrs' }, {})
  })
}
`

describe('lints in VS Code', () => {
  const folder = vscode.workspace.workspaceFolders![0]!.uri
  const uri = vscode.Uri.joinPath(folder, 'src/linted.ts')

  beforeEach(async () => {
    await vscode.workspace.fs.writeFile(uri, Buffer.from(text))
    await vscode.workspace.openTextDocument(uri)
    await codesBecome(['after-invalid', 'after-invalid'])
  })
  after(async () => {
    await vscode.workspace.getConfiguration('amptEvents').update('lints', undefined, vscode.ConfigurationTarget.Workspace)
    await vscode.workspace.fs.delete(uri)
  })
  afterEach(async () => {
    const document = await vscode.workspace.openTextDocument(uri)
    const all = new vscode.WorkspaceEdit()
    all.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), text)
    await vscode.workspace.applyEdit(all)
    await document.save()
  })

  it('underline exactly the wrong text, with their code and severity', async () => {
    const document = await vscode.workspace.openTextDocument(uri)
    const [first] = lints()
    assert.equal(document.getText(first!.range), "'10 mins'")
    assert.equal(first!.severity, vscode.DiagnosticSeverity.Error)
    assert.equal(first!.source, 'Ampt Events')
  })

  it('are mended by the preferred fix, which makes them go', async () => {
    const action = await offered("Change to '10 minutes'")
    assert.equal(action.isPreferred, true)
    await vscode.workspace.applyEdit(action.edit!)
    await codesBecome(['after-invalid'])
    assert.match((await vscode.workspace.openTextDocument(uri)).getText(), /after: '10 minutes'/)
  })

  it('are mended all at once', async () => {
    await apply('Fix all 2 after-invalid in this file')
    await codesBecome([])
    assert.match((await vscode.workspace.openTextDocument(uri)).getText(), /'10 minutes'[^]*'2 hours'/)
  })

  it('are ignored by a comment above the line, as far in as the line', async () => {
    await apply('Ignore after-invalid here')
    await codesBecome(['after-invalid'])
    assert.match(
      (await vscode.workspace.openTextDocument(uri)).getText(),
      /\n {4}\/\/ ampt-events-ignore-next-line after-invalid\n {4}await/,
    )
  })

  it('have the level of the setting', async () => {
    const setting = vscode.workspace.getConfiguration('amptEvents')
    await setting.update('lints', { 'after-invalid': 'warning' }, vscode.ConfigurationTarget.Workspace)
    await until(
      'warnings',
      () => Promise.resolve(lints().map(({ severity }) => severity)),
      (found) => found.every((one) => one === vscode.DiagnosticSeverity.Warning),
    )
    await setting.update('lints', { 'after-invalid': 'off' }, vscode.ConfigurationTarget.Workspace)
    await codesBecome([])
    await setting.update('lints', undefined, vscode.ConfigurationTarget.Workspace)
    await codesBecome(['after-invalid', 'after-invalid'])
  })

  it('offer to split handlers that are retried together', async () => {
    const listeners = vscode.Uri.joinPath(folder, 'src/orders/listeners.ts')
    await vscode.workspace.openTextDocument(listeners)
    const found = await until(
      'shared retries',
      () => Promise.resolve(vscode.languages.getDiagnostics(listeners).filter(({ code }) => code === 'shared-retries')),
      (all) => all.length === 2,
    )
    const title = 'Split "order.placed" into an event for each handler'
    const actions = await until(
      title,
      () => actionsAt(listeners, found[0]!.range, vscode.CodeActionKind.Refactor),
      (all) => all.some((action) => action.title === title),
    )
    const split = actions.find((action) => action.title === title)
    assert.deepEqual(
      split?.edit?.entries().map(([file]) => vscode.workspace.asRelativePath(file)),
      ['src/stock/listeners.ts', 'src/api/checkout.ts'],
    )
  })

  function lints(): vscode.Diagnostic[] {
    return vscode.languages.getDiagnostics(uri).filter(({ source, code }) => source === 'Ampt Events' && code !== undefined)
  }

  function codesBecome(codes: readonly string[]): Promise<unknown> {
    return until(
      `the lints ${codes.join(', ') || 'to go'}`,
      () => Promise.resolve(lints().map(({ code }) => code)),
      (found) => JSON.stringify(found) === JSON.stringify(codes),
    )
  }

  /** The action of that title at the first lint: none are offered while the text is being read. */
  async function offered(title: string): Promise<vscode.CodeAction> {
    const actions = await until(
      title,
      async () => {
        const [first] = lints()
        return first === undefined ? [] : actionsAt(uri, first.range)
      },
      (all) => all.some((action) => action.title === title),
    )
    return actions.find((action) => action.title === title)!
  }

  /** VS Code cancels what is asked while another extension, such as TypeScript's, registers its own actions. */
  async function actionsAt(file: vscode.Uri, range: vscode.Range, kind?: vscode.CodeActionKind): Promise<vscode.CodeAction[]> {
    try {
      return await vscode.commands.executeCommand('vscode.executeCodeActionProvider', file, range, kind?.value)
    } catch (error) {
      if ((error as Error).name !== 'Canceled') throw error
      return []
    }
  }

  async function apply(title: string): Promise<void> {
    await vscode.workspace.applyEdit((await offered(title)).edit!)
  }
})
