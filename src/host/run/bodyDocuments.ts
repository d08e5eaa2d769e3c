import { existsSync } from 'node:fs'
import type * as vscode from 'vscode'
import { shownText } from '../shownText'
import { readBody } from './readBody'
import type { Simulation } from './simulation'

/** Bodies that are edited as JSON documents, with a line above each that simulates its event. */
export interface BodyDocuments extends vscode.Disposable {
  /** Shows `draft`, which may be no JSON yet, under the name of its event in the folder; it is written there only when it is saved. */
  open(simulation: Omit<Simulation, 'body'>, draft: string): Promise<void>
}

export function createBodyDocuments(vs: typeof vscode): BodyDocuments {
  /** By path, which a document keeps when it is saved. */
  const simulations = new Map<string, Omit<Simulation, 'body'>>()
  const opened = new vs.EventEmitter<void>()

  function commandOf(simulation: Omit<Simulation, 'body'>, text: string): vscode.Command {
    const reading = readBody(text)
    if ('problem' in reading) return { title: `$(error) ${shownText(reading.problem)}`, command: '' }
    return {
      title: `$(play) ${shownText(`Simulate ${simulation.event} with this body`)}`,
      command: 'amptEvents.simulatePublish',
      arguments: [{ ...simulation, body: reading.body }],
    }
  }

  const subscriptions = vs.Disposable.from(
    opened,
    vs.languages.registerCodeLensProvider(
      { pattern: `**/*${ENDING}` },
      {
        onDidChangeCodeLenses: opened.event,
        provideCodeLenses: (document) => {
          const simulation = simulations.get(document.uri.path)
          return simulation === undefined ? [] : [new vs.CodeLens(new vs.Range(0, 0, 0, 0), commandOf(simulation, document.getText()))]
        },
      },
    ),
  )
  return {
    open: async (simulation, draft) => {
      const reading = readBody(draft)
      const content = 'body' in reading ? `${JSON.stringify(reading.body, null, 2)}\n` : draft
      const file = vs.Uri.joinPath(vs.Uri.parse(simulation.folder), `${simulation.event.replace(/[^\w.-]+/g, '-')}${ENDING}`)
      simulations.set(file.path, simulation)
      // One that was saved before is edited on.
      const document = await vs.workspace.openTextDocument(existsSync(file.fsPath) ? file : file.with({ scheme: 'untitled' }))
      const edit = new vs.WorkspaceEdit()
      edit.replace(document.uri, new vs.Range(0, 0, document.lineCount, 0), content)
      await vs.workspace.applyEdit(edit)
      await vs.window.showTextDocument(document)
      opened.fire()
    },
    dispose: () => void subscriptions.dispose(),
  }
}

const ENDING = '.body.json'
