import type * as vscode from 'vscode'
import { place } from '../../words/place'
import type { MissingParam } from '../../model/trace'
import { shownText } from '../shownText'

/**
 * Lets the user choose which of the missing parameters to set where there are several, asks for the values and keeps them in the setting
 * `amptEvents.params` of the folder. Gives the keys that were set.
 */
export async function setParams(vs: typeof vscode, folder: vscode.Uri, missing: readonly MissingParam[]): Promise<readonly string[]> {
  const items = missing.map(({ key, site }) => ({ label: key, description: site === null ? '' : `read at ${place(site)}`, picked: true }))
  const picked =
    items.length === 1
      ? items
      : await vs.window.showQuickPick(items, {
          title: 'Set Missing Parameters',
          placeHolder: 'Which of them to set',
          canPickMany: true,
        })
  const given: Record<string, string> = {}
  for (const { label, description } of picked ?? []) {
    const prompt = shownText(`Its value${description === '' ? '' : `, ${description},`} goes to the setting amptEvents.params.`)
    const ask = (title: string, placeHolder: string): Thenable<string | undefined> =>
      vs.window.showInputBox({ title, prompt, placeHolder, ignoreFocusOut: true })
    // Of a group that is missing as a whole, nobody knows the names.
    const name = label.endsWith('.*') ? await ask(label, 'Name of a parameter of the group') : ''
    if (name === undefined) break
    const key = label.replace(/\*$/, name)
    const value = await ask(key, 'Value')
    if (value === undefined) break
    given[key] = value
  }
  if (Object.keys(given).length === 0) return []
  const configuration = vs.workspace.getConfiguration('amptEvents', folder)
  const before = configuration.get<Record<string, string>>('params') ?? {}
  await configuration.update('params', { ...before, ...given }, vs.ConfigurationTarget.WorkspaceFolder)
  return Object.keys(given)
}
