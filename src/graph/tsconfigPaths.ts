import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { ts } from 'ts-morph'

/** Where a tsconfig says that bare specifiers lie. Paths are absolute. */
interface PathSettings {
  readonly baseUrl: string | null
  readonly paths: readonly { readonly pattern: string; readonly targets: readonly string[] }[]
}

const none: PathSettings = { baseUrl: null, paths: [] }

/** Gives the absolute paths, without ending, that a specifier may mean by the `paths` and `baseUrl` of the tsconfig nearest to a folder. Adds the files that it asks for, there or not, to `asked`. */
export function createTsconfigPaths(root: string, asked: Set<string>): (folder: string, specifier: string) => readonly string[] {
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
        file !== undefined
          ? readSettings(file, new Set(), asked)
          : folder === root || dirname(folder) === folder
            ? none
            : nearest(dirname(folder))
      byFolder.set(folder, found)
    }
    return found
  }

  return (folder, specifier) => {
    const { baseUrl, paths } = nearest(folder)
    return [...mapped(paths, specifier), ...(baseUrl === null ? [] : [join(baseUrl, specifier)])]
  }
}

/** The exact pattern wins, then the one with the longest text before its `*`, as in TypeScript. */
function mapped(paths: PathSettings['paths'], specifier: string): string[] {
  let best: { readonly length: number; readonly targets: readonly string[] } | null = null
  for (const { pattern, targets } of paths) {
    if (pattern === specifier) return [...targets]
    const [before, after] = pattern.split('*')
    if (before === undefined || after === undefined || before.length <= (best?.length ?? -1)) continue
    if (specifier.length < before.length + after.length || !specifier.startsWith(before) || !specifier.endsWith(after)) continue
    const middle = specifier.slice(before.length, specifier.length - after.length)
    best = { length: before.length, targets: targets.map((target) => target.replace('*', () => middle)) }
  }
  return [...(best?.targets ?? [])]
}

function readSettings(file: string, seen: Set<string>, asked: Set<string>): PathSettings {
  if (seen.has(file)) return none
  seen.add(file)
  asked.add(file)
  const config = readJson(file)
  const options = record(config['compilerOptions'])
  const folder = dirname(file)
  const place = (path: string): string => resolve(folder, path.replace('${configDir}', folder))

  let inherited = none
  for (const base of [config['extends']].flat()) {
    const path = typeof base === 'string' ? findBase(folder, base, asked) : null
    if (path === null) continue
    const from = readSettings(path, seen, asked)
    inherited = { baseUrl: from.baseUrl ?? inherited.baseUrl, paths: from.paths.length > 0 ? from.paths : inherited.paths }
  }
  const baseUrl = typeof options['baseUrl'] === 'string' ? place(options['baseUrl']) : inherited.baseUrl
  const own = Object.entries(record(options['paths'])).map(([pattern, targets]) => ({
    pattern,
    targets: [targets]
      .flat()
      .filter((target) => typeof target === 'string')
      .map((target) => (baseUrl === null ? place(target) : resolve(baseUrl, target))),
  }))
  const settings = { baseUrl, paths: own.length > 0 ? own : inherited.paths }
  if (settings.baseUrl !== null || settings.paths.length > 0) return settings

  // A "solution" file holds no options of its own, it names the projects that do.
  const references = Array.isArray(config['references']) ? (config['references'] as unknown[]) : []
  for (const { path } of references.map(record) as { path?: unknown }[]) {
    const target = typeof path === 'string' ? place(path) : null
    if (target === null) continue
    const found = readSettings(existsSync(target) && statSync(target).isDirectory() ? join(target, 'tsconfig.json') : target, seen, asked)
    if (found.baseUrl !== null || found.paths.length > 0) return found
  }
  return none
}

function findBase(folder: string, specifier: string, asked: Set<string>): string | null {
  const endings = ['', '.json', '/tsconfig.json']
  const isFile = (path: string): boolean => {
    asked.add(path)
    return existsSync(path) && statSync(path).isFile()
  }
  if (specifier.startsWith('.') || isAbsolute(specifier)) {
    return endings.map((ending) => resolve(folder, specifier + ending)).find(isFile) ?? null
  }
  for (let at = folder; ; at = dirname(at)) {
    const found = endings.map((ending) => join(at, 'node_modules', specifier + ending)).find(isFile)
    if (found !== undefined) return found
    if (dirname(at) === at) return null
  }
}

/** A tsconfig that cannot be read says nothing about paths; TypeScript itself reports it to its author. */
function readJson(file: string): Record<string, unknown> {
  try {
    return record(ts.parseConfigFileTextToJson(file, readFileSync(file, 'utf8')).config)
  } catch {
    return {}
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
