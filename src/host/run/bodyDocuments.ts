import type * as vscode from 'vscode'
import { shownText } from '../shownText'
import { readBody } from './readBody'
import type { Simulation } from './simulation'

/** Bodies that are edited as JSON documents, with a line above each that simulates its event. */
export interface BodyDocuments extends vscode.Disposable {
  /** Shows `draft`, which may be no JSON yet. */
  open(simulation: Omit<Simulation, 'body'>, draft: string): Promise<void>
}

export function createBodyDocuments(vs: typeof vscode): BodyDocuments {
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
    vs.workspace.onDidCloseTextDocument(({ uri }) => simulations.delete(uri.toString())),
    vs.languages.registerCodeLensProvider(
      { scheme: 'untitled', language: 'json' },
      {
        onDidChangeCodeLenses: opened.event,
        provideCodeLenses: (document) => {
          const simulation = simulations.get(document.uri.toString())
          return simulation === undefined ? [] : [new vs.CodeLens(new vs.Range(0, 0, 0, 0), commandOf(simulation, document.getText()))]
        },
      },
    ),
  )
  return {
    open: async (simulation, draft) => {
      const reading = readBody(draft)
      const content = 'body' in reading ? `${JSON.stringify(reading.body, null, 2)}\n` : draft
      const document = await vs.workspace.openTextDocument({ language: 'json', content })
      simulations.set(document.uri.toString(), simulation)
      await vs.window.showTextDocument(document)
      opened.fire()
    },
    dispose: () => void subscriptions.dispose(),
  }
}
