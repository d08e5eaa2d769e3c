import type * as vscode from 'vscode'
import type { FlowClient } from '../../flow/flowClient'
import { UserError } from '../../model/userError'
import { shownText } from '../shownText'
import type { Asked } from './drawRequest'

const forms = { svg: { name: 'SVG', extension: 'svg' }, mermaid: { name: 'Mermaid', extension: 'mmd' } } as const

/** Writes what is asked for to a file that the user names. */
export async function exportPicture(
  vs: typeof vscode,
  flow: FlowClient,
  asked: Asked,
  as: keyof typeof forms,
  signal: AbortSignal,
): Promise<void> {
  const { name, extension } = forms[as]
  const made = await flow.exportAs(as, `Event graph of ${asked.folderName}`, asked.request, signal)
  if ('empty' in made || asked.folder === null) {
    throw new UserError(`There is nothing to export: ${'empty' in made ? made.empty : asked.request.noGraph}`)
  }
  const target = await vs.window.showSaveDialog({
    title: `Export Event Graph as ${name}`,
    defaultUri: vs.Uri.joinPath(asked.folder, `events.${extension}`),
    filters: { [name]: [extension] },
  })
  if (target === undefined) return
  try {
    await vs.workspace.fs.writeFile(target, new TextEncoder().encode(made.text))
  } catch (error) {
    throw new UserError(`${target.fsPath} could not be written. ${(error as Error).message}`)
  }
  void offerFile(vs, target)
}

async function offerFile(vs: typeof vscode, file: vscode.Uri): Promise<void> {
  const open = 'Open'
  const message = `The event graph is in ${shownText(vs.workspace.asRelativePath(file))}.`
  if ((await vs.window.showInformationMessage(message, open)) === open) await vs.commands.executeCommand('vscode.open', file)
}
