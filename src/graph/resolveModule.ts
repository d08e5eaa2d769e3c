import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, posix, relative } from 'node:path'
import { createTsconfigPaths } from './tsconfigPaths'
import type { SdkPart } from './value'
import { createWorkspacePackages } from './workspacePackages'

/** What a specifier leads to: the SDK, or a file relative to the workspace folder. */
export type Resolved = { readonly sdk: SdkPart } | { readonly file: string }

/** Modules of Ampt. `@serverless/cloud` is the name of `@ampt/sdk` before it was Ampt. */
const sdkModules: Readonly<Record<string, SdkPart>> = {
  '@ampt/sdk': 'module',
  '@ampt/sdk/events': 'eventsModule',
  '@serverless/cloud': 'module',
  '@ampt/api': 'neighbours',
  '@ampt/data': 'neighbours',
  '@ampt/sdk/data': 'neighbours',
  '@ampt/sdk/schedule': 'neighbours',
  '@ampt/sdk/storage': 'neighbours',
  '@ampt/sdk/task': 'neighbours',
  '@ampt/sdk/websockets': 'neighbours',
}

const endings = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json']
/** What TypeScript allows to be written for a file that has yet to be compiled. */
const sourceEndings: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
}

export interface ModuleResolver {
  resolve(from: string, specifier: string): Resolved | null
  /** Whether what was resolved may hang on a file, or on there being none. */
  hangsOn(file: string): boolean
  /** The files that were asked for and are not of the app, those that there are not too; tsconfigs are absolute. */
  asked(): readonly string[]
}

/** Resolves specifiers as bundlers do: relative paths, index files, `.js` for `.ts`, tsconfig `paths` and `baseUrl`, package `imports`, packages of the workspace by name. */
export function createModuleResolver(folder: string, isKnown: (file: string) => boolean): ModuleResolver {
  const configs = new Set<string>()
  const pathsOf = createTsconfigPaths(folder, configs)
  const packagesOf = createWorkspacePackages(folder)
  const answers = new Map<string, Resolved | null>()
  const exists = new Map<string, boolean>()
  const packageImports = new Map<string, { readonly at: string; readonly imports: Record<string, unknown> } | null>()

  function isFile(file: string): boolean {
    if (isKnown(file)) return true
    let found = exists.get(file)
    if (found === undefined) {
      const path = join(folder, file)
      exists.set(file, (found = existsSync(path) && statSync(path).isFile()))
    }
    return found
  }

  function findFile(path: string): string | null {
    const ending = posix.extname(path)
    const stem = path.slice(0, path.length - ending.length)
    const asSource = (Object.hasOwn(sourceEndings, ending) ? sourceEndings[ending]! : []).map((one) => stem + one)
    const exact = endings.includes(ending) ? [path] : []
    const candidates = [
      ...asSource,
      ...exact,
      ...endings.map((one) => path + one),
      ...endings.map((one) => posix.join(path, `index${one}`)),
    ]
    return candidates.find(isFile) ?? null
  }

  function importsOf(at: string): { readonly at: string; readonly imports: Record<string, unknown> } | null {
    let found = packageImports.get(at)
    if (found === undefined) {
      const file = posix.join(at, 'package.json')
      const imports = isFile(file) ? readImports(join(folder, file)) : null
      found = imports !== null ? { at, imports } : at === '.' ? null : importsOf(posix.dirname(at))
      packageImports.set(at, found)
    }
    return found
  }

  function candidates(from: string, specifier: string): readonly string[] {
    const at = posix.dirname(from)
    if (/^\.\.?(\/|$)/.test(specifier)) return [posix.join(at, specifier)]
    if (specifier.startsWith('#')) {
      const own = importsOf(at)
      return own === null ? [] : mapImport(own.imports, specifier).map((target) => posix.join(own.at, target))
    }
    const byTsconfig = pathsOf(join(folder, at), specifier).map((path) => relative(folder, path).replaceAll('\\', '/'))
    return [...byTsconfig, ...packagesOf(specifier)]
  }

  return {
    asked: () => [...configs, ...exists.keys()],
    hangsOn: (file) =>
      exists.has(file) ||
      configs.has(join(folder, file)) ||
      /^(?:package\.json|[jt]sconfig\.json|pnpm-workspace\.yaml)$/.test(posix.basename(file)),
    resolve(from, specifier) {
      const sdk = Object.hasOwn(sdkModules, specifier) ? sdkModules[specifier] : undefined
      if (sdk !== undefined) return { sdk }
      const key = `${posix.dirname(from)}\0${specifier}`
      let answer = answers.get(key)
      if (answer === undefined) {
        const file = candidates(from, specifier)
          .map(findFile)
          .find((found) => found !== null)
        answers.set(key, (answer = file === undefined ? null : { file }))
      }
      return answer
    },
  }
}

function readImports(file: string): Record<string, unknown> | null {
  try {
    const { imports } = JSON.parse(readFileSync(file, 'utf8')) as { imports?: Record<string, unknown> }
    return imports ?? {}
  } catch {
    return null
  }
}

/** The targets of a key of package.json `imports`, conditions in the order written. */
function mapImport(imports: Record<string, unknown>, specifier: string): string[] {
  if (Object.hasOwn(imports, specifier)) return targets(imports[specifier])
  for (const [pattern, target] of Object.entries(imports)) {
    const [before, after] = pattern.split('*')
    if (before === undefined || after === undefined || !specifier.startsWith(before) || !specifier.endsWith(after)) continue
    const middle = specifier.slice(before.length, specifier.length - after.length)
    return targets(target).map((one) => one.replaceAll('*', () => middle))
  }
  return []
}

function targets(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(targets) : []
}
