import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { until } from './until'

describe('the tree of events and what else tells of the graph, in VS Code', () => {
  const folder = vscode.workspace.workspaceFolders![0]!.uri

  before(async () => {
    await until(
      'the graph',
      () => query({}),
      (answer) => answer.startsWith('7 events'),
    )
  })
  beforeEach(() => vscode.commands.executeCommand('amptEvents.clearFilter'))
  after(async () => {
    await vscode.commands.executeCommand('amptEvents.viewAsGroups')
    await vscode.commands.executeCommand('workbench.action.closeAllEditors')
  })

  for (const view of ['viewAsGroups', 'viewAsList']) {
    it(`selects the row of the event at the cursor, after ${view}`, async () => {
      await vscode.commands.executeCommand(`amptEvents.${view}`)
      await cursorAt('src/orders/listeners.ts', 'Payments.requestedEvent')
      await vscode.commands.executeCommand('amptEvents.revealInTree')
      assert.equal(await copied(), 'payment.requested')
    })
  }

  it('shows an event that the filter hides when it is to be revealed', async () => {
    await vscode.commands.executeCommand('amptEvents.filterEvents', { kind: 'unhandled' })
    await vscode.commands.executeCommand('amptEvents.revealInTree', { event: 'order.paid' })
    assert.equal(await copied(), 'order.paid')
  })

  it('keeps the selected row over a reading of the graph', async () => {
    await vscode.commands.executeCommand('amptEvents.revealInTree', { event: 'order.placed' })
    await vscode.commands.executeCommand('amptEvents.refresh')
    assert.equal(await copied(), 'order.placed')
  })

  it('goes to the only publisher of an event, and lists several handlers in place', async () => {
    await vscode.commands.executeCommand('amptEvents.goToPublishers', { event: 'order.placed' })
    const editor = vscode.window.activeTextEditor!
    assert.match(editor.document.lineAt(editor.selection.active.line).text, /events\.publish\(.*/)
    assert.match(editor.document.uri.path, /src\/api\/checkout\.ts$/)
    await vscode.commands.executeCommand('amptEvents.goToHandlers', { event: 'order.placed' })
    await until(
      'the file of the first handler',
      () => vscode.window.activeTextEditor?.document.uri.path ?? '',
      (path) => path.endsWith('src/orders/listeners.ts'),
    )
  })

  it('reports on the index in a read-only document with links to the lines', async () => {
    const broken = vscode.Uri.joinPath(folder, 'src/half.ts')
    await vscode.workspace.fs.writeFile(broken, Buffer.from("import { events } from '@ampt/sdk'\nevents.publish(`half.${x}`, {\n"))
    try {
      await vscode.commands.executeCommand('amptEvents.showIndexReport')
      await vscode.commands.executeCommand('amptEvents.refresh')
      const { document } = vscode.window.activeTextEditor!
      await until(
        'the new file in the open report',
        () => document.getText(),
        (text) => text.includes('src/half.ts:2:1  publish `half.${x}`, known is half.*'),
      )
      assert.match(document.getText(), /Skipped, or read in part \(\d\):\n {2}src\/half\.ts:\d+:\d+ {2}Syntax error/)
      const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri)
      const link = links.find(({ range }) => document.getText(range) === 'src/half.ts:2:1')
      assert.equal(link?.target?.toString(), broken.with({ fragment: 'L2,1' }).toString())
    } finally {
      await vscode.workspace.fs.delete(broken)
      await vscode.commands.executeCommand('amptEvents.refresh')
    }
    await until(
      'the graph without the file',
      () => query({}),
      (answer) => answer.includes(' 0 unresolved'),
    )
  })

  it('answers a person in a document as it answers a language model', async () => {
    const asked = { event: 'order.paid' }
    const answer = await query(asked)
    assert.match(
      answer,
      /^Event order\.paid\nPublished by 1 call:\n {2}src\/payments\/payments\.ts:22:11 in handler of payment\.requested\n/,
    )
    assert.equal(vscode.window.activeTextEditor!.document.getText(), answer)
    assert.equal(await invoke(asked), answer)
  })

  it('tells a language model what is wrong with its question', async () => {
    assert.match(await invoke({ event: 'order.payed' }), /^No event order\.payed is in the code\. Near: order\.paid/)
    assert.match(await invoke({ query: 'cycles' }), /^0 cycles/)
  })

  async function invoke(input: object): Promise<string> {
    const { content } = await vscode.lm.invokeTool('ampt_graph', { input, toolInvocationToken: undefined })
    return content.map((part) => (part as vscode.LanguageModelTextPart).value).join('')
  }

  async function cursorAt(file: string, text: string): Promise<void> {
    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, file)))
    const at = editor.document.positionAt(editor.document.getText().indexOf(text) + 3)
    editor.selection = new vscode.Selection(at, at)
  }
})

async function query(asked: object): Promise<string> {
  return vscode.commands.executeCommand<string>('amptEvents.queryGraph', asked)
}

/** The name of the event whose row is selected. */
async function copied(): Promise<string> {
  await vscode.env.clipboard.writeText('')
  return until(
    'a name in the clipboard',
    async () => {
      await vscode.commands.executeCommand('amptEvents.copyName')
      return vscode.env.clipboard.readText()
    },
    (text) => text !== '',
  )
}
