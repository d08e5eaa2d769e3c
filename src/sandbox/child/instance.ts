import { createRequire, isBuiltin } from 'node:module'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Script } from 'node:vm'
import type { Job } from '../../model/protocol'
import { BUNDLE_NAME } from './sourcePositions'

/** What the bundle has before the place of that package. */
const UUID = 'ampt:uuid:'

type BundleFunction = (load: Load, loadLater: Load, require: NodeJS.Require, meta: object) => Promise<void>
type Load = (specifier: string) => Promise<object>

/**
 * Compiles an app's bundle. Each call of the result evaluates it anew, as an instance of the app with its own module state;
 * `modules` stands in for Ampt's packages. `onOutside` is told of files of the workspace that are imported by a computed name, past the bundle;
 * `ownUuids` makes of the package `uuid` what the app gets for it.
 */
export function compileApp(
  job: Job,
  onOutside: (file: string) => void,
  ownUuids: (uuid: object) => object,
): (modules: Readonly<Record<string, object>>) => Promise<void> {
  // The wrapper's first line is ours: with it at line 0, positions are those of the source map.
  const script = new Script(job.code, { filename: BUNDLE_NAME, lineOffset: -1 })
  const run = script.runInThisContext() as BundleFunction
  const entry = join(job.folder, job.entry)
  const nodeRequire = createRequire(entry)
  return (modules) => {
    const standIn = (specifier: string): object | undefined => modules[specifier.replace(/^ampt:/, '')]
    const load = async (specifier: string): Promise<object> => {
      if (specifier.startsWith(UUID)) return ownUuids(await load(specifier.slice(UUID.length)))
      if (specifier.startsWith('ampt:')) return missing(standIn(specifier), specifier)
      const namespace = (await import(specifier)) as object
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
      return specifier.startsWith('ampt:') ? missing(standIn(specifier), specifier) : nodeRequire(specifier)
    }, nodeRequire)
    return run.call(undefined, load, loadLater, require, { url: pathToFileURL(entry).href, filename: entry, dirname: job.folder })
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
