import assert from 'node:assert/strict'
import type * as vscode from 'vscode'
import { createGraphPageModule } from '../../../../src/host/pages/graphPageModule'

describe('the tab of the event graph', () => {
  class TabInputWebview {
    constructor(readonly viewType: string) {}
  }

  const left = { input: new TabInputWebview('mainThreadWebview-amptEvents.graph') }
  const nothing = (): vscode.Disposable => ({ dispose: () => undefined })

  /** What VS Code does for the module, and what it was asked for. */
  function start() {
    const done: string[] = []
    const commands = new Map<string, () => Promise<void>>()
    const panelOf = (name: string) => ({
      webview: { asWebviewUri: String, onDidReceiveMessage: nothing },
      onDidDispose: nothing,
      reveal: () => done.push(`showed ${name}`),
      dispose: () => done.push(`closed ${name}`),
    })
    let restore: (panel: object) => Promise<void> = () => Promise.resolve()
    const vs = {
      TabInputWebview,
      ViewColumn: { Active: -1 },
      Disposable: { from: nothing },
      Uri: { joinPath: String },
      commands: { registerCommand: (name: string, run: () => Promise<void>) => void commands.set(name, run) },
      window: {
        tabGroups: {
          all: [{ tabs: [left, { input: new TabInputWebview('another') }] }],
          close: (tabs: readonly object[]) => done.push(`closed ${tabs.length} of the last session`),
        },
        createWebviewPanel: () => {
          done.push('opened')
          return panelOf('it')
        },
        registerWebviewPanelSerializer: (_type: string, { deserializeWebviewPanel }: { deserializeWebviewPanel: typeof restore }) => {
          restore = deserializeWebviewPanel
        },
      },
    }
    const told = { onDidChange: nothing }
    const deps = { graphs: told, runs: told, flow: { warm: () => undefined }, memory: { get: () => undefined } }
    createGraphPageModule(vs as unknown as typeof vscode, deps as unknown as Parameters<typeof createGraphPageModule>[1])
    return { done, show: () => commands.get('amptEvents.showGraph')!(), restore: (name: string) => restore(panelOf(name)) }
  }

  it('takes the place of one that the last session left and nobody looked at, though that comes late', async () => {
    const { done, show, restore } = start()
    await show()
    await restore('the late one')
    await show()
    assert.deepEqual(done, ['closed 1 of the last session', 'opened', 'closed the late one', 'showed it'])
  })

  it('is the one that the last session left, once that is there', async () => {
    const { done, show, restore } = start()
    await restore('the restored one')
    await show()
    assert.deepEqual(done, ['showed the restored one'])
  })
})
