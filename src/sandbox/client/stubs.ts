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

/** The stub that stands for a file where `importer` imports it; undefined where none does. */
export type StubOf = (file: string, importer: string) => string | undefined

/** Finds stubs of files of the app: those whose name is a path from the workspace folder. */
export function createStubOf(folder: string, stubs: Stubs): StubOf {
  const withoutEnding = (place: string): string => place.replace(/\.[cm]?[jt]sx?$/, '').replace(/[\\/]index$/, '')
  const paths = Object.entries(stubs).filter(([specifier]) => specifier.startsWith('.'))
  const byPlace = new Map(paths.map(([specifier, file]) => [withoutEnding(resolve(folder, specifier)), resolve(folder, file)]))
  return (file, importer) => {
    const stub = byPlace.get(withoutEnding(file))
    // A stub may use what it stands for.
    return stub === importer ? undefined : stub
  }
}

/** Puts stubs in place of files that are imported by a relative path. */
export function stubbedFiles(stubOf: StubOf): Plugin {
  return {
    name: 'stubbed-files',
    setup(build) {
      build.onResolve({ filter: /^\.{1,2}(\/|$)/ }, ({ path, importer, resolveDir }) => {
        const stub = stubOf(resolve(resolveDir, path), importer)
        return stub === undefined ? null : { path: stub }
      })
    },
  }
}
