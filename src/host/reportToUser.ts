import type * as vscode from 'vscode'
import { place } from '../words/place'
import type { Site } from '../model/site'
import { LoadError, UserError } from '../model/userError'
import { openSite } from './openSite'
import { setParams } from './run/setParams'
import { shownText } from './shownText'
import type { Run } from './run/simulation'

/**
 * Shows why something could not be done, with the step that helps. `folder` is the one that its positions are relative to, else the first.
 * `again` is what could not be done: it is tried again when the parameters that it lacked are set.
 */
export async function reportError(
  vs: typeof vscode,
  error: unknown,
  log: vscode.LogOutputChannel,
  folder = vs.workspace.workspaceFolders?.[0]?.uri,
  again?: () => unknown,
): Promise<void> {
  if (!(error instanceof UserError)) {
    log.error(error instanceof Error ? error : String(error))
    const showLog = 'Show Log'
    if ((await vs.window.showErrorMessage('Ampt Events met an error of its own. The log says more.', showLog)) === showLog) log.show()
    return
  }
  log.warn(error.message)
  const site = siteIn(error.message)
  const goTo = 'Go to Line'
  const settings = 'Open Settings'
  const set = 'Set Parameters…'
  const missing = error instanceof LoadError && folder !== undefined ? error.missingParams : []
  const actions = [
    ...(missing.length > 0 ? [set] : []),
    ...(site !== null && folder !== undefined ? [goTo] : []),
    ...(error.message.includes('amptEvents.') ? [settings] : []),
  ]
  const chosen = await vs.window.showErrorMessage(shownText(error.message), ...actions)
  if (chosen === goTo && site !== null && folder !== undefined) await openSite(vs, folder, site)
  if (chosen === set && folder !== undefined && (await setParams(vs, folder, missing)).length > 0) await again?.()
  if (chosen === settings) await vs.commands.executeCommand('workbench.action.openSettings', 'amptEvents')
}

/**
 * Says what a run came to where that is not what was asked for: the publish was refused, the run had to be stopped, or the app
 * has handlers for the event (`known` by the graph) but did not register them.
 */
export async function reportRun(vs: typeof vscode, { trace, simulation }: Run, known: readonly Site[]): Promise<void> {
  const { stopped } = trace.end
  const { event } = simulation
  const own = trace.events.find(({ site, cause }) => site === null && cause === null)
  if (own?.state === 'rejected') return void vs.window.showWarningMessage(shownText(`${event} was not published: ${own.notes.join(' ')}`))
  if (stopped !== null && stopped.reason !== 'interrupted') return void vs.window.showWarningMessage(shownText(stopped.message))
  const [handler] = known
  if (own?.state !== 'ignored' || handler === undefined) return
  const [goTo, choose] = ['Go to Line', 'Choose Entry…']
  const message = `${event} was ignored: the handler at ${place(handler)} was not registered, because ${trace.header.entry} does not lead to it. Call it from there, or choose another entry.`
  const chosen = await vs.window.showWarningMessage(shownText(message), goTo, choose)
  if (chosen === goTo) await openSite(vs, vs.Uri.parse(simulation.folder), handler)
  if (chosen === choose) await vs.commands.executeCommand('amptEvents.chooseEntry')
}

/** Messages about code that does not load begin or end with `file:line:column`. */
function siteIn(message: string): Site | null {
  const [, file, line, column] = /(?:^|\()([^\s():]+):(\d+):(\d+)/.exec(message) ?? []
  return file === undefined ? null : { file, line: Number(line), column: Number(column) }
}
