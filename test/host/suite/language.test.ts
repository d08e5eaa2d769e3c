import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { until } from './until'

const publishes = 'src/orders/listeners.ts'
const names = 'src/eventNames.ts'

describe('the language features, on the sample app', () => {
  const folder = vscode.workspace.workspaceFolders![0]!.uri

  it('tell on hover what a publish does and who handles it', async () => {
    const text = await hoverAt(publishes, 'MailEvent.receipt')
    assert.match(text, /\*\*`mail\.receipt`\*\* · arrives 5 min after the publish: if that is now, at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/)
    assert.match(text, /Published by\n\n- handler of `order\.placed` · \[`src\/orders\/listeners\.ts:8`\]\(file:.*#L8%2C\d+\)/)
    assert.match(text, /Handled by\n\n- \[`src\/mail\/listeners\.ts:13`\]/)
    assert.match(text, /If it throws or takes over 5 s, it is retried every 6 min for 14 d, then the event is dropped\./)
  })

  it('say on hover that an event without a handler is ignored', async () => {
    assert.match(await hoverAt('src/api/checkout.ts', "'basket.closed'"), /No handler: the event is ignored, without an error\./)
  })

  it('show behind a timeout what it comes to', async () => {
    const document = await open('src/payments/payments.ts')
    const whole = new vscode.Range(0, 0, document.lineCount, 0)
    const hints = await until(
      'inlay hints',
      async () => vscode.commands.executeCommand<vscode.InlayHint[]>('vscode.executeInlayHintProvider', document.uri, whole),
      (found) => found.some(({ label }) => label === '= 30 s'),
    )
    const { position } = hints.find(({ label }) => label === '= 30 s')!
    assert.equal(
      document.lineAt(position.line).text.slice(0, position.character).trim(),
      'events.on(Payments.requestedEvent, { timeout: 30 * 1000',
    )
  })

  it('go from a publish to the function that handles it, and from a handler to what publishes', async () => {
    await leadsTo('vscode.executeDefinitionProvider', publishes, 'Payments.requestedEvent', ['src/payments/payments.ts:19'])
    await leadsTo('vscode.executeDefinitionProvider', 'src/loyalty/listeners.ts', 'OrderEvent.Paid', ['src/payments/payments.ts:22'])
    const handlers = ['src/loyalty/points.ts:9', 'src/orders/listeners.ts:14']
    await leadsTo('vscode.executeImplementationProvider', 'src/payments/payments.ts', 'OrderEvent.Paid', handlers)
  })

  it('find all references of an event across files', async () => {
    const places = ['src/api/checkout.ts:12', 'src/orders/listeners.ts:8', 'src/stock/listeners.ts:7', 'src/eventNames.ts:3']
    await leadsTo('vscode.executeReferenceProvider', 'src/api/checkout.ts', 'OrderEvent.Placed', places)
  })

  it('complete the names of known events inside the string of a call, in text that is not saved', async () => {
    const document = await open('src/stock/listeners.ts')
    const line = document.lineCount
    await insert(document.uri, new vscode.Position(line, 0), "\nevents.publish('order.', {})\nother.on('order.', {})\n")
    try {
      const at = (text: string): vscode.Position => document.positionAt(document.getText().indexOf(text) + text.length)
      const offered = await labelsAt(document.uri, at("events.publish('order."))
      assert.ok(
        ['order.paid', 'order.payment-due', 'order.placed'].every((name) => offered.includes(name)),
        offered.join(', '),
      )
      // What nothing handles comes last.
      assert.equal(offered.at(-1), 'basket.closed')
      await until(
        'the half typed name in the graph',
        async () => vscode.commands.executeCommand<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', 'order.'),
        (symbols) => symbols.some(({ name }) => name === 'order.'),
      )
      assert.deepEqual(await labelsAt(document.uri, at("events.publish('order.")), offered)
      assert.deepEqual(await labelsAt(document.uri, at("other.on('order.")), [])
    } finally {
      await revert(document)
    }
  })

  it('rename an event wherever it is spelled', async () => {
    const edit = await rename('src/api/checkout.ts', "'basket.closed'", 'basket.left')
    assert.deepEqual(changesOf(edit), ["src/api/checkout.ts:15 'basket.left'"])
    assert.deepEqual(changesOf(await rename(names, "'order.placed'", 'order.made')), ["src/eventNames.ts:3 'order.made'"])
  })

  it('rename an event in the type that allows it, from there too', async () => {
    const typed = vscode.Uri.joinPath(folder, 'src/typed.ts')
    const text = `import { events } from '@ampt/sdk'

type Kind = 'typed.one' | 'typed.two'
export const send = (kind: Kind) => events.publish(kind, {})
export const sendOne = () => send('typed.one')
`
    await vscode.workspace.fs.writeFile(typed, Buffer.from(text))
    try {
      const changes = ["src/typed.ts:5 'typed.first'", "src/typed.ts:3 'typed.first'"]
      for (const at of ["'typed.one' |", "'typed.one')"]) {
        assert.deepEqual(changesOf(await rename('src/typed.ts', at, 'typed.first')), changes)
      }
    } finally {
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor')
      await vscode.workspace.fs.delete(typed)
    }
  })

  it('refuse to rename an event to one that is there already', async () => {
    await assert.rejects(rename(names, "'order.placed'", 'order.paid'), /There is an event order\.paid already/)
  })

  it('list the events of a file in its outline', async () => {
    const document = await open(publishes)
    const symbols = await until(
      'symbols',
      async () => vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri),
      (found) => found.some(({ kind }) => kind === vscode.SymbolKind.Event),
    )
    const own = symbols.filter(({ kind }) => kind === vscode.SymbolKind.Event).map(({ name, detail }) => `${name} ${detail}`)
    assert.deepEqual(own, [
      'order.placed on',
      'payment.requested publish',
      'mail.receipt publish, +5 min',
      'order.paid on',
      'mail.review-reminder publish, +14 d',
    ])
  })

  it('find events by name in the workspace', async () => {
    const found = await vscode.commands.executeCommand<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', 'paydue')
    const own = found.filter(({ kind }) => kind === vscode.SymbolKind.Event)
    assert.deepEqual(
      own.map(({ name, containerName, location }) => [name, containerName, place(location)]),
      [['order.payment-due', '1 publisher, 1 handler', 'src/mail/listeners.ts:22']],
    )
  })

  it('show as a call hierarchy what leads to an event and what it leads to', async () => {
    const document = await open('src/payments/payments.ts')
    const position = positionOf(document, 'Payments.requestedEvent, {')
    const [item] = await until(
      'a call hierarchy item',
      async () => vscode.commands.executeCommand<vscode.CallHierarchyItem[]>('vscode.prepareCallHierarchy', document.uri, position),
      (items) => items.some(({ kind }) => kind === vscode.SymbolKind.Event),
    )
    const incoming = await vscode.commands.executeCommand<vscode.CallHierarchyIncomingCall[]>('vscode.provideIncomingCalls', item)
    assert.deepEqual(
      incoming.map(({ from, fromRanges }) => [from.name, fromRanges.map(({ start }) => start.line + 1)]),
      [['order.placed', [10]]],
    )
    const [{ from: placed }] = incoming as [vscode.CallHierarchyIncomingCall]
    const before = await vscode.commands.executeCommand<vscode.CallHierarchyIncomingCall[]>('vscode.provideIncomingCalls', placed)
    assert.deepEqual(
      before.map(({ from }) => from.name),
      ['POST /shop/checkout'],
    )
    const outgoing = await vscode.commands.executeCommand<vscode.CallHierarchyOutgoingCall[]>('vscode.provideOutgoingCalls', item)
    assert.deepEqual(
      outgoing.map(({ to }) => to.name),
      ['order.paid'],
    )
  })

  async function open(file: string): Promise<vscode.TextDocument> {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, file))
    await vscode.window.showTextDocument(document)
    return document
  }

  function positionOf(document: vscode.TextDocument, text: string): vscode.Position {
    const at = document.getText().indexOf(text)
    assert.ok(at >= 0, `${text} is not in ${document.uri.path}`)
    return document.positionAt(at + Math.min(2, text.length - 1))
  }

  async function hoverAt(file: string, text: string): Promise<string> {
    const document = await open(file)
    const position = positionOf(document, text)
    const hovers = await until(
      `a hover on ${text}`,
      async () => vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position),
      (found) => textOf(found) !== undefined,
    )
    return textOf(hovers)!
  }

  function textOf(hovers: readonly vscode.Hover[]): string | undefined {
    return hovers
      .flatMap(({ contents }) => contents.map((one) => (one as vscode.MarkdownString).value))
      .find((one) => one.startsWith('**`'))
  }

  /** What TypeScript knows of the constant stands beside it. */
  async function leadsTo(command: string, file: string, text: string, wanted: readonly string[]): Promise<void> {
    const document = await open(file)
    const position = positionOf(document, text)
    await until(
      `${command} on ${text} to lead to ${wanted.join(', ')}`,
      async () => {
        const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(command, document.uri, position)
        return found.map((one) =>
          place('targetUri' in one ? new vscode.Location(one.targetUri, one.targetSelectionRange ?? one.targetRange) : one),
        )
      },
      (places) => wanted.every((one) => places.includes(one)),
    )
  }

  function place({ uri, range }: vscode.Location): string {
    return `${vscode.workspace.asRelativePath(uri, false)}:${range.start.line + 1}`
  }

  async function labelsAt(uri: vscode.Uri, position: vscode.Position): Promise<string[]> {
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', uri, position)
    const events = items.filter(({ kind }) => kind === vscode.CompletionItemKind.Event)
    return events.sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1)).map(({ label }) => (typeof label === 'string' ? label : label.label))
  }

  async function rename(file: string, text: string, name: string): Promise<vscode.WorkspaceEdit> {
    const document = await open(file)
    const position = positionOf(document, text)
    await hoverAt(file, text)
    return vscode.commands.executeCommand<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', document.uri, position, name)
  }

  function changesOf(edit: vscode.WorkspaceEdit): string[] {
    return edit
      .entries()
      .flatMap(([uri, changes]) => changes.map(({ range, newText }) => `${place(new vscode.Location(uri, range))} ${newText}`))
  }

  async function insert(uri: vscode.Uri, position: vscode.Position, text: string): Promise<void> {
    const edit = new vscode.WorkspaceEdit()
    edit.insert(uri, position, text)
    assert.ok(await vscode.workspace.applyEdit(edit))
  }

  async function revert(document: vscode.TextDocument): Promise<void> {
    await vscode.window.showTextDocument(document)
    await vscode.commands.executeCommand('workbench.action.files.revert')
  }
})
