import { isAbsolute, posix, relative } from 'node:path'
import type * as vscode from 'vscode'
import type { Link } from '../../model/graph'
import { isAppPath, readFiles } from './appFiles'

/** Path in a folder of a file (absolute) that a link of the folder leads to; null where none does. */
export function linkedPath(links: readonly Link[], file: string): string | null {
  for (const { path, target } of links) {
    const below = relative(target, file).replaceAll('\\', '/')
    if (!below.startsWith('../') && below !== '..' && !isAbsolute(below)) return posix.join(path, below)
  }
  return null
}

/** Watches where links lead: VS Code does not follow those in a folder. */
export function watchLinks(
  vs: typeof vscode,
  changed: (uri: vscode.Uri) => void,
): vscode.Disposable & { watch(links: readonly Link[]): void } {
  const watched = new Map<string, vscode.Disposable>()

  function watchTarget(target: string): vscode.Disposable {
    const uri = vs.Uri.file(target)
    const pattern = isAppPath(target)
      ? new vs.RelativePattern(vs.Uri.joinPath(uri, '..'), posix.basename(uri.path))
      : new vs.RelativePattern(uri, readFiles)
    const watcher = vs.workspace.createFileSystemWatcher(pattern)
    return vs.Disposable.from(watcher, watcher.onDidChange(changed), watcher.onDidCreate(changed), watcher.onDidDelete(changed))
  }

  return {
    watch(links) {
      // The folder itself, if that is a link, VS Code does follow.
      const targets = new Set(links.flatMap(({ path, target }) => (path === '' ? [] : [target])))
      for (const [target, watcher] of watched) {
        if (targets.has(target)) continue
        watcher.dispose()
        watched.delete(target)
      }
      for (const target of targets) if (!watched.has(target)) watched.set(target, watchTarget(target))
    },
    dispose: () => {
      for (const watcher of watched.values()) watcher.dispose()
    },
  }
}
