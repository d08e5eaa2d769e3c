import { existsSync, statSync } from 'node:fs'
import { join, posix, relative } from 'node:path'
import { packageTargets, filesOfTarget } from './packageTargets'
import { createTsconfigPaths } from './tsconfigPaths'
import { createWorkspacePackages, entriesOf, packageNamed, readJson, type Package } from './workspacePackages'

/**
 * `module` is `@ampt/sdk` (or `@serverless/cloud`), `eventsModule` is `@ampt/sdk/events`, `neighbours` is any other module of Ampt: what
 * those have is known only as far as it runs functions of the app.
 */
export type SdkPart = 'module' | 'eventsModule' | 'events' | 'publish' | 'on' | 'neighbours' | Neighbour

export type Neighbour = 'api' | 'task' | 'schedule' | 'data' | 'storage' | 'ws' | 'http'

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

const endings = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json', '.d.ts']
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

/** Resolves specifiers as bundlers do: relative paths, index files, `.js` for `.ts`, tsconfig `paths`, `baseUrl` and `rootDirs`, package `imports`, packages of the workspace by name. `sdkNames` stand for `@ampt/sdk`. */
export function createModuleResolver(folder: string, isKnown: (file: string) => boolean, sdkNames: readonly string[]): ModuleResolver {
  const configs = new Set<string>()
  const packageOf = createWorkspacePackages(folder)
  const tsconfig = createTsconfigPaths(folder, configs, (name) => packageOf(name)?.folder ?? null)
  const answers = new Map<string, Resolved | null>()
  const exists = new Map<string, boolean>()
  const packages = new Map<string, Package | null>()

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

  /** What the package.json of a folder says that it leads to. */
  function entriesOfFolder(path: string): readonly string[] {
    const own = isFile(posix.join(path, 'package.json')) ? packageAround(path) : null
    return own === null ? [] : entriesOf(own, '')
  }

  function firstFile(paths: Iterable<string>): string | null {
    for (const path of paths) {
      const found =
        findFile(path) ??
        entriesOfFolder(path)
          .map(findFile)
          .find((one) => one !== null)
      if (found) return found
    }
    return null
  }

  /** The package that a folder belongs to. */
  function packageAround(at: string): Package | null {
    let found = packages.get(at)
    if (found === undefined) {
      const file = posix.join(at, 'package.json')
      found = isFile(file) ? { folder: at, json: readJson(join(folder, file)) } : at === '.' ? null : packageAround(posix.dirname(at))
      packages.set(at, found)
    }
    return found
  }

  const toRelative = (path: string): string => relative(folder, path).replaceAll('\\', '/')

  function* candidates(from: string, specifier: string): Iterable<string> {
    const at = posix.dirname(from)
    if (/^\.\.?(\/|$)/.test(specifier)) {
      yield posix.join(at, specifier)
      for (const path of tsconfig.ofPath(join(folder, at), join(folder, at, specifier))) yield toRelative(path)
      return
    }
    for (const path of tsconfig.ofSpecifier(join(folder, at), specifier)) yield toRelative(path)
    const own = packageAround(at)
    if (own !== null && specifier.startsWith('#')) {
      for (const target of packageTargets(own.json['imports'], specifier)) {
        if (target.startsWith('./')) yield* filesOfTarget(target).map((path) => posix.join(own.folder, path))
        else yield* entriesNamed(target)
      }
    } else yield* entriesNamed(specifier, own)
  }

  /** Of a package of the workspace; its own name stands for a package that says what it exports. */
  function entriesNamed(specifier: string, own: Package | null = null): readonly string[] {
    const named = packageNamed(specifier)
    if (named === null) return []
    const isOwn = own?.json['name'] === named.name && own.json['exports'] !== undefined
    const found = isOwn ? own : packageOf(named.name)
    return found === null ? [] : entriesOf(found, named.sub)
  }

  return {
    asked: () => [...configs, ...exists.keys()],
    hangsOn: (file) =>
      exists.has(file) ||
      configs.has(join(folder, file)) ||
      /^(?:package\.json|[jt]sconfig\.json|pnpm-workspace\.yaml)$/.test(posix.basename(file)),
    resolve(from, specifier) {
      const sdk = sdkNames.includes(specifier) ? 'module' : Object.hasOwn(sdkModules, specifier) ? sdkModules[specifier] : undefined
      if (sdk !== undefined) return { sdk }
      const key = `${posix.dirname(from)}\0${specifier}`
      let answer = answers.get(key)
      if (answer === undefined) {
        const file = firstFile(candidates(from, specifier))
        answers.set(key, (answer = file === null ? null : { file }))
      }
      return answer
    },
  }
}
