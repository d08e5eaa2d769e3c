import { fileURLToPath } from 'node:url'
import type { Metafile } from 'esbuild'
import { isEsModule } from './foreignPackages'

/** When the packages of a bundle load; all by the specifiers that the bundle has for them. */
export interface PackageOrder {
  /** With the app, in this order. */
  readonly atStart: readonly string[]
  /** With files that are asked for while the app runs: what each needs, by its name in the bundle. */
  readonly later: ReadonlyMap<string, readonly string[]>
  /** Those of `later` that a `require` may need and Node gives to `import` alone. */
  readonly ahead: readonly string[]
}

/** The order in which ES modules load, from what esbuild tells of a bundle that begins with `entry`: what a file imports before what comes after it. */
export function packageOrder({ inputs }: Metafile, entry: string): PackageOrder {
  const packagesOf = (start: string): string[] => {
    const found = new Set<string>()
    const seen = new Set<string>()
    const visit = (file: string): void => {
      if (seen.has(file)) return
      seen.add(file)
      for (const { path, kind, external } of inputs[file]?.imports ?? []) {
        if (kind !== 'import-statement' || path === '<runtime>') continue
        if (external === true) found.add(path)
        else visit(path)
      }
    }
    visit(start)
    return [...found]
  }
  const atStart = packagesOf(entry)
  const isLater = (specifier: string): boolean => !atStart.includes(specifier)
  const later = Object.keys(inputs).flatMap((file): [string, string[]][] => {
    const needed = packagesOf(file).filter(isLater)
    return needed.length === 0 ? [] : [[file, needed]]
  })
  const required = Object.values(inputs).flatMap(({ imports }) =>
    imports.flatMap(({ kind, path, external }) => (kind === 'require-call' && external !== true ? packagesOf(path) : [])),
  )
  const ahead = [...new Set(required)].filter((specifier) => isLater(specifier) && isOnlyImported(specifier))
  return { atStart, later: new Map(later), ahead }
}

function isOnlyImported(specifier: string): boolean {
  const url = /file:.*$/.exec(specifier)?.[0]
  return url !== undefined && isEsModule(fileURLToPath(url))
}
