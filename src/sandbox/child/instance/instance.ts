import { createRequire, isBuiltin } from 'node:module'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { isModuleNamespaceObject } from 'node:util/types'
import { constants, Script } from 'node:vm'
import type { Job } from '../../../model/protocol'
import type { InstanceModules } from './instanceModules'
import { LazyPackages, type Load } from './lazyPackages'
import { createUnknownNames, type ImportedNames } from './unknownNames'
import { BUNDLE_NAME } from '../sourcePositions'

/** What the bundle has before the place of that package. */
const UUID = 'ampt:uuid:'

type Bundle = (globalThis: object, global: object) => BundleFunction
type BundleFunction = (
  load: (specifier: string, names: ImportedNames) => Promise<object>,
  loadLater: Load,
  require: NodeJS.Require,
  metaOf: (file: string) => object,
  keepLate: (files: Readonly<Record<string, () => unknown>>) => void,
  lazily: (needs: Readonly<Record<string, readonly string[]>>) => LazyPackages,
) => Promise<void>

interface CompileHooks {
  readonly onPackage: (name: string) => void
  readonly onUnknownName: (name: string, module: string) => void
  readonly ownUuids: (uuid: object) => object
  /** Called when a package is loaded: what took long was Node, and not what runs next. */
  readonly onLoaded: () => void
}

/** Evaluates an app with the modules that it takes from outside of its bundle, and what is to be its `globalThis`. */
type Evaluate = (modules: InstanceModules, globals: object) => Promise<void>

/**
 * Compiles an app's bundle. Each call of the result evaluates it anew, as an instance of the app with its own module state. `onPackage` is told of
 * packages outside of the bundle, which instances share, `onUnknownName` of names of a module that does not have them; `ownUuids` makes of the package `uuid` what the app gets for it.
 */
export function compileApp(job: Job, hooks: CompileHooks): Evaluate {
  // The wrapper's first line is ours: with it at line 0, positions are those of the source map.
  const script = new Script(job.code, { filename: BUNDLE_NAME, lineOffset: -1 })
  const bundle = script.runInThisContext() as Bundle
  const entry = join(job.folder, job.entry)
  const checkNames = createUnknownNames(job.code, hooks.onUnknownName)
  const importFrom = new Script('(specifier) => import(specifier)', {
    filename: entry,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  }).runInThisContext() as Load
  const requireFrom = createRequire(entry)
  return (modules, globals) => {
    const { load, require, loadAtOnce } = createLoads({ ...hooks, importFrom, requireFrom }, modules)
    const loadNamed = async (specifier: string, names: ImportedNames): Promise<object> => {
      const module = await load(specifier)
      checkNames(module, packageOf(specifier) ?? specifier.replace(/^ampt:/, ''), names)
      return module
    }
    // What esbuild could not resolve is computed: relative to the entry.
    const loadLater = async (specifier: string): Promise<object> => {
      const path = pathOf(String(specifier), dirname(entry))
      const file = path === null ? null : ((await modules.file('import', path)) as object | null)
      return file ?? load(String(specifier))
    }
    return bundle(globals, globals).call(
      ...([undefined, loadNamed, loadLater, require, metaOf] as const),
      (files) => modules.keep(files),
      (needs) => new LazyPackages(needs, load, loadAtOnce),
    )
  }
}

interface Loaders extends Pick<CompileHooks, 'onPackage' | 'ownUuids' | 'onLoaded'> {
  /** Node's own, from where the entry lies. */
  readonly importFrom: Load
  readonly requireFrom: NodeJS.Require
}

/** The ways in which an instance takes modules from outside of its bundle. */
function createLoads({ onPackage, ownUuids, onLoaded, importFrom, requireFrom }: Loaders, modules: InstanceModules) {
  const tellPackage = (specifier: string): void => {
    const name = packageOf(specifier)
    if (name !== null) onPackage(name)
  }
  const load = async (specifier: string): Promise<object> => {
    if (specifier.startsWith(UUID)) return ownUuids(await load(specifier.slice(UUID.length)))
    const standIn = modules.standIn(specifier)
    if (standIn !== null) return standIn
    tellPackage(specifier)
    const namespace = await importFrom(specifier)
    onLoaded()
    // Its names were given out before there were instances.
    if (/^(node:)?process$/.test(specifier)) return { ...namespace, env: process.env }
    return isBuiltin(specifier) ? namespace : withNames(namespace)
  }
  const require = Object.assign((specifier: string): unknown => {
    if (specifier.startsWith(UUID)) return ownUuids(requireFrom(specifier.slice(UUID.length)) as object)
    tellPackage(specifier)
    return requireFrom(specifier)
  }, requireFrom)
  const loadAtOnce = (specifier: string): object => {
    if (specifier.startsWith(UUID)) return ownUuids(loadAtOnce(specifier.slice(UUID.length)))
    return modules.standIn(specifier) ?? namespaceOf(require(specifier.startsWith('file:') ? fileURLToPath(specifier) : specifier))
  }
  return { load, require, loadAtOnce }
}

/** The name of the package that a file is of. */
function packageOf(place: string): string | null {
  return /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(place)?.[1]?.replace('\\', '/') ?? null
}

/** The file that a specifier names; null for those of packages and for what is no file. */
function pathOf(specifier: string, folder: string): string | null {
  if (specifier.startsWith('file:')) return fileURLToPath(new URL(specifier))
  return isAbsolute(specifier) || /^\.{1,2}\//.test(specifier) ? resolve(folder, specifier) : null
}

/** `import.meta` of a file. */
function metaOf(filename: string): object {
  const url = pathToFileURL(filename).href
  const require = createRequire(filename)
  return {
    dirname: dirname(filename),
    filename,
    url,
    resolve(specifier: string): string {
      if (/^\.{0,2}\//.test(specifier) || URL.canParse(specifier)) return new URL(specifier, url).href
      return isBuiltin(specifier) ? `node:${specifier}` : pathToFileURL(require.resolve(specifier)).href
    },
  }
}

/** What `import` gives for what `require` gave. */
function namespaceOf(module: unknown): object {
  if (isModuleNamespaceObject(module)) return module as object
  const names = Object.getOwnPropertyDescriptors(Object(module) as object)
  return Object.create(null, { ...names, default: { value: module, enumerable: true } }) as object
}

/**
 * Node finds the names of a CommonJS module by reading its text and misses computed ones; bundlers do not. Those of the
 * default export fill in, without running getters. A namespace of an ES module stays as it is: its names are live.
 */
function withNames(namespace: object): object {
  const main = (namespace as { default?: unknown }).default
  const isCommonJs =
    'module.exports' in namespace ||
    ((typeof main === 'object' || typeof main === 'function') && main !== null && hasSameNames(namespace, main))
  if (!isCommonJs || main === null || main === undefined) return namespace
  return Object.create(null, { ...Object.getOwnPropertyDescriptors(main), ...Object.getOwnPropertyDescriptors(namespace) }) as object
}

/** Whether every name of a namespace is one of its default export's: the mark of a CommonJS module. */
function hasSameNames(namespace: object, main: object): boolean {
  return Object.keys(namespace).every((name) => name === 'default' || name in main)
}
