import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import type { RunSummary } from '../../../src/report/summarizeRun'
import { until } from './until'

const order = { orderId: 'o-1', customer: 'ann@example.com', lines: [{ sku: 'mug', quantity: 1 }] }
const validCard = { number: '4111111111111111', expires: '2030-12' }
const expiredCard = { number: '4111111111111111', expires: '2020-01' }

describe('the extension in VS Code, on the sample app', () => {
  const folder = vscode.workspace.workspaceFolders![0]!.uri

  it('offers a simulation on each publish and each handler of a file', async () => {
    const lenses = await lensesOf('src/orders/listeners.ts')
    const offers = lenses.map(({ range, command }) => [
      command!.title.replace('$(play) ', '').split(' · ')[0],
      (command!.arguments![0] as { event: string }).event,
      lineText('src/orders/listeners.ts', range.start.line),
    ])
    assert.deepEqual(
      (await Promise.all(offers.map(async ([title, event, text]) => [title, event, (await text!).trim().split(/[(<]/)[0]]))).sort(),
      [
        ['Simulate publish', 'mail.receipt', 'await events.publish'],
        ['Simulate publish', 'mail.review-reminder', 'await events.publish'],
        ['Simulate publish', 'payment.requested', 'await events.publish'],
        ['Simulate', 'order.paid', 'events.on'],
        ['Simulate', 'order.placed', 'events.on'],
      ].sort(),
    )
  })

  it('offers a simulation on text that is not saved', async () => {
    const document = await open('src/mail/listeners.ts')
    const edit = new vscode.WorkspaceEdit()
    edit.insert(
      document.uri,
      new vscode.Position(0, 0),
      "import { events as unsaved } from '@ampt/sdk'\nunsaved.publish('mail.unsaved', {})\n",
    )
    await vscode.workspace.applyEdit(edit)
    await until(
      'a lens on unsaved text',
      () => eventsOfLenses(document.uri),
      (events) => events.includes('mail.unsaved'),
    )
    const undo = new vscode.WorkspaceEdit()
    undo.delete(document.uri, new vscode.Range(0, 0, 2, 0))
    await vscode.workspace.applyEdit(undo)
    assert.ok(await document.save())
    await until(
      'no lens on text that is gone',
      () => eventsOfLenses(document.uri),
      (events) => !events.includes('mail.unsaved'),
    )
  })

  it('runs the event of a lens with the suggested body when the user accepts it', async () => {
    const lenses = await lensesOf('src/payments/payments.ts')
    const { command } = lenses.find((lens) => lens.command!.title === '$(play) Simulate · 1 publisher')!
    const run = vscode.commands.executeCommand<RunSummary>(command!.command, ...(command!.arguments as unknown[]))
    let summary: RunSummary | null | undefined = null
    void run.then((given) => (summary = given))
    await until(
      'the run of the accepted body',
      async () => {
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem')
        return summary
      },
      (given) => given !== null,
    )
    // The suggestion has no card, which the handler cannot do without.
    assert.deepEqual(pick(summary!, ['published', 'dropped', 'attempts']), { published: 1, dropped: 1, attempts: 3_361 })
  })

  it('tells beside a lens what the last run came to, which leads to the timeline', async () => {
    const { uri } = await open('src/payments/payments.ts')
    const titles = async (): Promise<string[]> => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 100)
      return lenses.flatMap(({ command }) => (command?.command === 'amptEvents.showTimeline' ? [command.title] : []))
    }
    // Of its registration and its function; what it would have published never was.
    assert.deepEqual(await titles(), Array<string>(2).fill('$(history) last run: 1 dropped, 3,360 retries'))
  })

  it('shows the error of a handler at its line until the next run', async () => {
    const gateway = vscode.Uri.joinPath(folder, 'src/payments/gateway.ts')
    await simulate('payment.requested', { ...order, card: expiredCard })
    const [diagnostic, ...others] = ofRun(gateway)
    assert.deepEqual(others, [])
    assert.equal(diagnostic?.severity, vscode.DiagnosticSeverity.Error)
    assert.match((await lineText('src/payments/gateway.ts', diagnostic.range.start.line)).trim(), /^throw new CardDeclined/)
    assert.equal(
      diagnostic.message,
      'payment.requested: CardDeclined: card ending in 1111 expired in 2020-01 (3,361 failed attempts, dropped on 2025-01-15 00:00:00 UTC)',
    )
    await simulate('payment.requested', { ...order, card: validCard })
    assert.deepEqual(ofRun(gateway), [])
  })

  it('publishes with the delay of the call that the lens stands on', async () => {
    const [lens] = (await lensesOf('src/orders/listeners.ts')).filter(
      ({ command }) => (command!.arguments![0] as { event: string }).event === 'mail.receipt',
    )
    const offer = lens!.command!.arguments![0] as object
    const { virtualMs } = await simulate('mail.receipt', { orderId: 'o-1', customer: 'ann@example.com' }, offer)
    assert.ok(virtualMs >= 5 * 60 * 1000, `${virtualMs} ms of virtual time passed`)
  })

  it('runs the last simulation again', async () => {
    const first = await simulate('order.placed', { ...order, card: validCard })
    const again = await vscode.commands.executeCommand<RunSummary>('amptEvents.rerun')
    assert.deepEqual({ ...again, wallMs: 0 }, { ...first, wallMs: 0 })
  })

  it('ignores an event that nothing handles', async () => {
    const summary = await simulate('basket.closed', {})
    assert.deepEqual(pick(summary, ['published', 'ignored', 'attempts']), { published: 1, ignored: 1, attempts: 0 })
  })

  it('has every command that its manifest names', async () => {
    const known = await vscode.commands.getCommands(true)
    const { commands } = extension().contributes as { commands: { command: string }[] }
    assert.deepEqual(
      commands.filter(({ command }) => !known.includes(command)),
      [],
    )
  })

  it('has the pictures and the commands of its walkthrough', async () => {
    const known = await vscode.commands.getCommands(true)
    const { walkthroughs } = extension().contributes as { walkthroughs: { steps: { description: string; media: { svg: string } }[] }[] }
    for (const { description, media } of walkthroughs.flatMap(({ steps }) => steps)) {
      await vscode.workspace.fs.stat(vscode.Uri.joinPath(extensionUri(), media.svg))
      const commands = [...description.matchAll(/command:([\w.]+)/g)].map(([, command]) => command!)
      assert.notEqual(commands.length, 0)
      assert.deepEqual(
        commands.filter((command) => !known.includes(command)),
        [],
      )
    }
  })

  it('declares that it works without trust, but keeps the settings that lead to running code', () => {
    const { supported, restrictedConfigurations } = extension().capabilities.untrustedWorkspaces
    assert.equal(supported, 'limited')
    for (const setting of ['amptEvents.entry', 'amptEvents.nodePath', 'amptEvents.network'])
      assert.ok(restrictedConfigurations.includes(setting))
  })

  function ofRun(uri: vscode.Uri): vscode.Diagnostic[] {
    return vscode.languages.getDiagnostics(uri).filter(({ source, code }) => source === 'Ampt Events' && code === undefined)
  }

  async function open(file: string): Promise<vscode.TextDocument> {
    return vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, file))
  }

  async function lineText(file: string, line: number): Promise<string> {
    return (await open(file)).lineAt(line).text
  }

  /** Once the graph is there. */
  async function lensesOf(file: string): Promise<vscode.CodeLens[]> {
    const { uri } = await open(file)
    return until(
      `lenses in ${file}`,
      () => ownLenses(uri),
      (lenses) => lenses.length > 0,
    )
  }
})

async function simulate(event: string, body: unknown, offer: object = {}): Promise<RunSummary> {
  const summary = await vscode.commands.executeCommand<RunSummary | null>('amptEvents.simulatePublish', { ...offer, event, body })
  return summary ?? assert.fail(`${event} was not simulated`)
}

async function ownLenses(uri: vscode.Uri): Promise<vscode.CodeLens[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 100)
  return lenses.filter(({ command }) => command?.command === 'amptEvents.simulatePublish')
}

async function eventsOfLenses(uri: vscode.Uri): Promise<string[]> {
  return (await ownLenses(uri)).map(({ command }) => (command!.arguments![0] as { event: string }).event)
}

function extensionUri(): vscode.Uri {
  return vscode.extensions.getExtension('ampt-event-simulator.ampt-event-simulator')!.extensionUri
}

function extension(): {
  contributes: object
  capabilities: { untrustedWorkspaces: { supported: string; restrictedConfigurations: string[] } }
} {
  return vscode.extensions.getExtension('ampt-event-simulator.ampt-event-simulator')!.packageJSON as ReturnType<typeof extension>
}

function pick<T extends object, K extends keyof T>(from: T, keys: readonly K[]): Pick<T, K> {
  return Object.fromEntries(keys.map((key) => [key, from[key]])) as Pick<T, K>
}
