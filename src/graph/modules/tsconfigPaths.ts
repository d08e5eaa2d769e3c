import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import { ts } from 'ts-morph'
import { fittingKey } from './fittingKey'

/** Where a tsconfig says that specifiers lead. Paths are absolute. */
interface PathSettings {
  readonly baseUrl: string | null
  readonly paths: readonly (readonly [pattern: string, targets: readonly string[]])[]
  readonly rootDirs: readonly string[]
}

const none: PathSettings = { baseUrl: null, paths: [], rootDirs: [] }

/**
 * Goes by the tsconfig nearest to a folder, as TypeScript reads it. Adds the files that it asks for, there or not, to `asked`.
 * `packageFolder` knows the packages of the workspace by name, which need not be installed.
 */
export function createTsconfigPaths(root: string, asked: Set<string>, packageFolder: (name: string) => string | null) {
  const byFolder = new Map<string, PathSettings>()

  function nearest(folder: string): PathSettings {
    let found = byFolder.get(folder)
    if (found === undefined) {
      const file = ['tsconfig.json', 'jsconfig.json']
        .map((name) => join(folder, name))
        .find((path) => {
          asked.add(path)
          return existsSync(path)
        })
      found =
        file !== undefined ? readSettings(file, new Set()) : folder === root || dirname(folder) === folder ? none : nearest(dirname(folder))
      byFolder.set(folder, found)
    }
    return found
  }

  /** Where a path of a package lies. */
  function placed(path: string): string {
    const [, name, rest = ''] = /^.*\/node_modules\/(@[^/]+\/[^/]+|[^/]+)(.*)$/.exec(path.split(sep).join('/')) ?? []
    const folder = name === undefined || existsSync(path) ? null : packageFolder(name)
    return folder === null ? path : join(root, folder, rest)
  }

  const host: ts.ParseConfigHost = {
    useCaseSensitiveFileNames: true,
    // Which files belong to it is not asked.
    readDirectory: () => [],
    fileExists(path) {
      asked.add(placed(path))
      return existsSync(placed(path)) && statSync(placed(path)).isFile()
    },
    readFile(path) {
      asked.add(placed(path))
      return readText(placed(path))
    },
  }

  function readSettings(file: string, seen: Set<string>): PathSettings {
    if (seen.has(file)) return none
    seen.add(file)
    asked.add(file)
    const folder = dirname(file)
    const { config } = ts.parseConfigFileTextToJson(file, readText(file) ?? '') as { config?: unknown }
    const { options, projectReferences = [] } = ts.parseJsonConfigFileContent(config ?? {}, host, folder, undefined, file)
    const { baseUrl = null, paths = {}, pathsBasePath, rootDirs = [] } = options
    // `paths` of a base are relative to the `baseUrl` of what extends it; without one to where they stand.
    const base = baseUrl ?? (pathsBasePath as string | undefined) ?? folder
    const settings = {
      baseUrl,
      paths: Object.entries(paths).map(([pattern, targets]) => [pattern, textsOf(targets).map((target) => resolve(base, target))] as const),
      rootDirs,
    }
    if (baseUrl !== null || settings.paths.length + rootDirs.length > 0) return settings
    // A "solution" file holds no options of its own, it names the projects that do.
    for (const reference of projectReferences) {
      const found = readSettings(ts.resolveProjectReferencePath(reference), seen)
      if (found !== none) return found
    }
    return none
  }

  return {
    /** The absolute paths, without ending, that a bare specifier may mean by `paths` and `baseUrl`. */
    ofSpecifier(folder: string, specifier: string): readonly string[] {
      const { baseUrl, paths } = nearest(folder)
      return [...mapped(paths, specifier), ...(baseUrl === null ? [] : [join(baseUrl, specifier)])]
    },
    /** The other places of an absolute path by `rootDirs`. */
    ofPath(folder: string, path: string): readonly string[] {
      const { rootDirs } = nearest(folder)
      const own = rootDirs.find((one) => path.startsWith(one + sep))
      return own === undefined ? [] : rootDirs.filter((one) => one !== own).map((one) => join(one, path.slice(own.length)))
    },
  }
}

function mapped(paths: PathSettings['paths'], specifier: string): string[] {
  const fitting = fittingKey(paths, specifier)
  return fitting === null ? [] : fitting.found.map((target) => target.replace('*', () => fitting.star))
}

/** TypeScript hands on as it is what the settings hold in place of a list of texts. */
function textsOf(targets: unknown): readonly string[] {
  return [targets].flat().filter((target) => typeof target === 'string')
}

/** A tsconfig that cannot be read says nothing about paths; TypeScript itself reports it to its author. */
function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
