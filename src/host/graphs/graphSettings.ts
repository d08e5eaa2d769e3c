import type * as vscode from 'vscode'
import type { Exclusion } from '../../graph/files/listSourceFiles'
import { isRecord } from '../../model/checks'

/** What settings say of how a folder is read: what `files.exclude` leaves out, and the modules that stand for `@ampt/sdk`. */
export function graphSettings(
  vs: typeof vscode,
  folder: vscode.Uri,
): { readonly exclude: readonly Exclusion[]; readonly sdkModules: readonly string[] } {
  const globs = vs.workspace.getConfiguration('files', folder).get<Readonly<Record<string, unknown>>>('exclude') ?? {}
  const exclude = Object.entries(globs).flatMap(([glob, value]): Exclusion[] => {
    if (value === true) return [{ glob, when: null }]
    const when = isRecord(value) ? value['when'] : undefined
    return typeof when === 'string' ? [{ glob, when }] : []
  })
  // Lists come as proxies, which cannot be sent to another thread.
  return { exclude, sdkModules: [...vs.workspace.getConfiguration('amptEvents', folder).get<readonly string[]>('sdkModules', [])] }
}
