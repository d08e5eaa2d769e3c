import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { until } from './until'

const script = (name: string): string => `import { events } from '@ampt/sdk'
export const leave = () => events.publish('${name}', { after: '10 mins' }, {})
events.on('${name}', () => {})
`

const texts = {
  vue: `<template>\n  <p>Left</p>\n</template>\n\n<script setup lang="ts">\n${script('vue.left')}</script>\n`,
  svelte: `<p>Left</p>\n\n<script>\n${script('svelte.left')}</script>\n`,
  astro: `---\n${script('astro.left')}---\n<p>Left</p>\n`,
}

describe('scripts in components that VS Code takes for plain text', () => {
  const folder = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'src/components')
  const endings = Object.keys(texts) as (keyof typeof texts)[]
  const uriOf = (ending: string): vscode.Uri => vscode.Uri.joinPath(folder, `Left.${ending}`)

  before(async () => {
    // These components were not there when the window opened, which would have started the extension.
    await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, '../eventNames.ts'))
    for (const ending of endings) await vscode.workspace.fs.writeFile(uriOf(ending), Buffer.from(texts[ending]))
  })
  after(async () => {
    for (const ending of endings) {
      await vscode.window.showTextDocument(uriOf(ending))
      await vscode.commands.executeCommand('workbench.action.files.revert')
    }
    await vscode.commands.executeCommand('workbench.action.closeAllEditors')
    await vscode.workspace.fs.delete(folder, { recursive: true })
  })

  for (const ending of endings) {
    const name = `${ending}.left`

    it(`have lenses, hovers, lints, an outline and definitions: .${ending}`, async () => {
      const document = await vscode.workspace.openTextDocument(uriOf(ending))
      assert.equal(document.languageId, 'plaintext')
      const publish = positionOf(document, `'${name}', {`)
      await lensesBecome(ending, ['Simulate publish · 1 handler · no valid time: fails', 'Simulate · 1 publisher'])
      const [hover] = await ask<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, publish)
      assert.match((hover?.contents[0] as vscode.MarkdownString).value, new RegExp(`^\\*\\*\`${name}\`\\*\\*`))
      const [definition] = await ask<vscode.LocationLink[]>('vscode.executeDefinitionProvider', document.uri, publish)
      assert.equal(definition?.targetRange.start.line, publish.line + 1)
      const symbols = await ask<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri)
      assert.deepEqual(
        symbols.map(({ name, detail }) => [name, detail]),
        [
          [name, 'publish, after 10 mins'],
          [name, 'on'],
        ],
      )
      const [lint] = vscode.languages.getDiagnostics(document.uri)
      assert.deepEqual([lint?.code, lint && document.getText(lint.range)], ['after-invalid', "'10 mins'"])
    })

    it(`are read as they are typed, mended and renamed: .${ending}`, async () => {
      const document = await vscode.workspace.openTextDocument(uriOf(ending))
      const [lint] = vscode.languages.getDiagnostics(document.uri)
      const actions = await ask<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, lint!.range)
      await apply(actions.find(({ title }) => title === "Change to '10 minutes'")?.edit)
      await lensesBecome(ending, ['Simulate publish · 1 handler · +10 min', 'Simulate · 1 publisher'])
      const publish = positionOf(document, `'${name}', {`)
      await apply(await ask<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', document.uri, publish, `${ending}.gone`))
      assert.equal(document.getText(), texts[ending].replaceAll(name, `${ending}.gone`).replace('10 mins', '10 minutes'))
      const all = new vscode.WorkspaceEdit()
      all.insert(document.uri, new vscode.Position(publish.line + 2, 0), `events.publish('${ending}.', {})\n`)
      await apply(all)
      await lensesBecome(ending, [
        'Simulate publish · 1 handler · +10 min',
        'Simulate · 1 publisher',
        'Simulate publish · no handler: ignored',
      ])
      const at = positionOf(document, `'${ending}.', {`).translate(0, ending.length + 1)
      const { items } = await ask<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, at)
      assert.ok(items.some(({ label }) => (typeof label === 'string' ? label : label.label) === `${ending}.gone`))
    })
  }

  function positionOf(document: vscode.TextDocument, text: string): vscode.Position {
    const at = document.getText().indexOf(text)
    assert.ok(at >= 0, text)
    return document.positionAt(at + 1)
  }

  async function lensesBecome(ending: string, titles: readonly string[]): Promise<void> {
    await until(
      `the lenses ${titles.join(', ')}`,
      async () =>
        (await ask<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uriOf(ending), 100)).map(({ command }) =>
          command?.title.replace('$(play) ', ''),
        ),
      (found) => JSON.stringify(found) === JSON.stringify(titles),
    )
  }

  function ask<T>(command: string, ...args: readonly unknown[]): Thenable<T> {
    return vscode.commands.executeCommand<T>(command, ...args)
  }

  async function apply(edit: vscode.WorkspaceEdit | undefined): Promise<void> {
    assert.ok(edit !== undefined && (await vscode.workspace.applyEdit(edit)))
  }
})
