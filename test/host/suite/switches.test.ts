import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { until } from './until'

describe('what stands in the text of an app', () => {
  const folder = vscode.workspace.workspaceFolders![0]!.uri
  const payments = vscode.Uri.joinPath(folder, 'src/payments/payments.ts')
  const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('amptEvents')
  const { Workspace } = vscode.ConfigurationTarget

  before(() => until('lenses', titles, (found) => found.length > 0))
  afterEach(async () => {
    for (const name of ['lenses.publish', 'lenses.on', 'inlayHints']) await settings().update(name, undefined, Workspace)
  })

  it('has its lenses on one line each, and none of a kind that is off', async () => {
    const all = await titles()
    const [publishes, ons] = [all.filter(isPublish), all.filter((title) => !isPublish(title))]
    assert.ok(publishes.length > 0 && ons.length > 0, all.join('\n'))
    assert.ok(all.every((title) => !title.includes('\n')))
    await settings().update('lenses.publish', false, Workspace)
    assert.deepEqual(await until('no lenses of publishes', titles, (found) => !found.some(isPublish)), ons)
    await settings().update('lenses.publish', undefined, Workspace)
    await settings().update('lenses.on', false, Workspace)
    assert.deepEqual(await until('no lenses of handlers', titles, (found) => found.every(isPublish)), publishes)
  })

  it('has no hints when they are off', async () => {
    await until('a hint', hints, (found) => found.includes('= 30 s'))
    await settings().update('inlayHints', false, Workspace)
    await until('no hint', hints, (found) => !found.includes('= 30 s'))
  })

  function isPublish(title: string): boolean {
    return title.startsWith('Simulate publish')
  }

  async function titles(): Promise<string[]> {
    await vscode.workspace.openTextDocument(payments)
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', payments, 100)
    return lenses.flatMap(({ command }) =>
      command?.command === 'amptEvents.simulatePublish' ? [command.title.replace('$(play) ', '')] : [],
    )
  }

  async function hints(): Promise<string[]> {
    const { lineCount } = await vscode.workspace.openTextDocument(payments)
    const whole = new vscode.Range(0, 0, lineCount, 0)
    const found = await vscode.commands.executeCommand<vscode.InlayHint[]>('vscode.executeInlayHintProvider', payments, whole)
    return found.map(({ label }) => (typeof label === 'string' ? label : label.map(({ value }) => value).join('')))
  }
})
