import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Metafile, Plugin } from 'esbuild'
import { UserError } from '../../model/userError'

/** Modules replaced by files of the workspace: specifier to path relative to its folder. */
export type Stubs = Readonly<Record<string, string>>

/** Throws `UserError` where one of the files is not there. */
export function checkStubs(folder: string, stubs: Stubs): void {
  for (const [specifier, file] of Object.entries(stubs)) {
    if (existsSync(resolve(folder, file))) continue
    throw new UserError(`The stub ${file} of "${specifier}" was not found in ${folder}. Name a file of the workspace, with its ending.`)
  }
}

/** Modules that stubs replace and no import of the app means. */
export function unmetStubs(stubs: Stubs, folder: string, { inputs }: Metafile): string[] {
  const imports = Object.values(inputs).flatMap((input) => input.imports)
  const isMet = (specifier: string, file: string): boolean =>
    imports.some(
      ({ path, original }) => resolve(folder, path) === resolve(folder, file) && (specifier.startsWith('.') || original === specifier),
    )
  return Object.entries(stubs).flatMap(([specifier, file]) => (isMet(specifier, file) ? [] : [specifier]))
}

/** Puts stubs in place of files of the app: those whose name is a path from the workspace folder, whoever imports them. */
export function stubbedFiles(folder: string, stubs: Stubs): Plugin {
  const withoutEnding = (place: string): string => place.replace(/\.[cm]?[jt]sx?$/, '').replace(/[\\/]index$/, '')
  const paths = Object.entries(stubs).filter(([specifier]) => specifier.startsWith('.'))
  const byPlace = new Map(paths.map(([specifier, file]) => [withoutEnding(resolve(folder, specifier)), resolve(folder, file)]))
  return {
    name: 'stubbed-files',
    setup(build) {
      if (byPlace.size === 0) return
      build.onResolve({ filter: /^\.{1,2}(\/|$)/ }, ({ path, importer, resolveDir }) => {
        const stub = byPlace.get(withoutEnding(resolve(resolveDir, path)))
        // A stub may use what it stands for.
        return stub === undefined || stub === importer ? null : { path: stub }
      })
    },
  }
}
