import { createRequire, isBuiltin } from 'node:module'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Script } from 'node:vm'
import type { Job } from '../../model/protocol'
import { BUNDLE_NAME } from './sourcePositions'

/** What the bundle has before the place of that package. */
const UUID = 'ampt:uuid:'

type Bundle = (globalThis: object, global: object) => BundleFunction
type BundleFunction = (load: Load, loadLater: Load, require: NodeJS.Require, meta: object) => Promise<void>
type Load = (specifier: string) => Promise<object>

interface CompileHooks {
  readonly onOutside: (file: string) => void
  readonly onPackage: (name: string) => void
  readonly ownUuids: (uuid: object) => object
}

/** Evaluates an app with what stands in for Ampt's packages, and what is to be its `globalThis`. */
type Evaluate = (modules: Readonly<Record<string, object>>, globals: object) => Promise<void>

/**
 * Compiles an app's bundle. Each call of the result evaluates it anew, as an instance of the app with its own module state. `onPackage` is told of
 * packages outside of the bundle, which instances share; `onOutside` is told of files of the workspace that are imported by a computed name, past the bundle;
 * `ownUuids` makes of the package `uuid` what the app gets for it.
 */
export function compileApp(job: Job, { onOutside, onPackage, ownUuids }: CompileHooks): Evaluate {
  // The wrapper's first line is ours: with it at line 0, positions are those of the source map.
  const script = new Script(job.code, { filename: BUNDLE_NAME, lineOffset: -1 })
  const bundle = script.runInThisContext() as Bundle
  const entry = join(job.folder, job.entry)
  const nodeRequire = createRequire(entry)
  const tellPackage = (specifier: string): void => {
    const name = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(specifier)?.[1]
    if (name !== undefined) onPackage(name.replace('\\', '/'))
  }
  return (modules, globals) => {
    const standIn = (specifier: string): object | undefined => modules[specifier.replace(/^ampt:/, '')]
    const load = async (specifier: string): Promise<object> => {
      if (specifier.startsWith(UUID)) return ownUuids(await load(specifier.slice(UUID.length)))
      if (specifier.startsWith('ampt:')) return missing(standIn(specifier), specifier)
      tellPackage(specifier)
      const namespace = (await import(specifier)) as object
      // Its names were given out before there were instances.
      if (/^(node:)?process$/.test(specifier)) return { ...namespace, env: process.env }
      return isBuiltin(specifier) ? namespace : withNames(namespace)
    }
    // What esbuild could not resolve is computed: relative to the entry, and outside of the bundle.
    const loadLater = (specifier: string): Promise<object> => {
      const isRelative = /^\.{1,2}\//.test(specifier)
      const target = isRelative
        ? pathToFileURL(resolve(dirname(entry), specifier)).href
        : isAbsolute(specifier)
          ? pathToFileURL(specifier).href
          : specifier
      if (target.startsWith(pathToFileURL(job.folder).href) && !target.includes('/node_modules/'))
        onOutside(target.slice(pathToFileURL(job.folder).href.length + 1))
      return load(target)
    }
    const require = Object.assign((specifier: string): unknown => {
      if (specifier.startsWith(UUID)) return ownUuids(nodeRequire(specifier.slice(UUID.length)) as object)
      if (specifier.startsWith('ampt:')) return missing(standIn(specifier), specifier)
      tellPackage(specifier)
      return nodeRequire(specifier)
    }, nodeRequire)
    return bundle(globals, globals).call(undefined, load, loadLater, require, {
      url: pathToFileURL(entry).href,
      filename: entry,
      dirname: job.folder,
    })
  }
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
  const values = Object.entries(Object.getOwnPropertyDescriptors(main)).filter(([, descriptor]) => descriptor.get === undefined)
  return Object.assign(
    Object.create(null) as object,
    Object.fromEntries(values.map(([name, { value }]) => [name, value as unknown])),
    namespace,
  )
}

/** Whether every name of a namespace is one of its default export's: the mark of a CommonJS module. */
function hasSameNames(namespace: object, main: object): boolean {
  return Object.keys(namespace).every((name) => name === 'default' || name in main)
}

function missing(module: object | undefined, specifier: string): object {
  if (module !== undefined) return module
  throw new Error(`"${specifier.replace('ampt:', '')}" is not simulated. Replace it with "stubs" in a scenario file.`)
}
