import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type * as vscode from 'vscode'
import { UserError } from '../../model/userError'

/** Loaded when a run begins: starting the editor should not wait for it. */
const finder = () => import('../../sandbox/client/findEntry')

/**
 * The entry of the app in a folder: the setting, else what was chosen before, else the only one, else what the user picks now,
 * which is remembered. Null when the user picks nothing. Rejects with `UserError` when there is none.
 */
export async function chooseEntry(
  vs: typeof vscode,
  memory: vscode.Memento,
  folder: vscode.Uri,
  setting: string | null,
): Promise<string | null> {
  const { findEntry, entryCandidates } = await finder()
  if (setting !== null) return findEntry(folder.fsPath, setting)
  const chosen = memory.get<string>(keyOf(folder))
  if (chosen !== undefined && existsSync(join(folder.fsPath, chosen))) return chosen
  try {
    return await findEntry(folder.fsPath, null)
  } catch (error) {
    const candidates = error instanceof UserError ? await entryCandidates(folder.fsPath) : []
    if (candidates.length < 2) throw error
    return pickEntry(vs, memory, folder, candidates)
  }
}

/** Asks which app of the folder to simulate, and remembers the answer. */
export async function askForEntry(vs: typeof vscode, memory: vscode.Memento, folder: vscode.Uri): Promise<string | null> {
  const { entryCandidates } = await finder()
  const candidates = await entryCandidates(folder.fsPath)
  if (candidates.length > 0) return pickEntry(vs, memory, folder, candidates)
  throw new UserError(`No app was found in ${folder.fsPath}. Name the file that starts it in the setting amptEvents.entry.`)
}

async function pickEntry(
  vs: typeof vscode,
  memory: vscode.Memento,
  folder: vscode.Uri,
  candidates: readonly string[],
): Promise<string | null> {
  const picked = await vs.window.showQuickPick([...candidates], {
    title: 'Which app is to be simulated?',
    placeHolder: 'The file that starts it. The choice is kept for this workspace.',
  })
  if (picked === undefined) return null
  await memory.update(keyOf(folder), picked)
  return picked
}

function keyOf(folder: vscode.Uri): string {
  return `entry ${folder.toString()}`
}
