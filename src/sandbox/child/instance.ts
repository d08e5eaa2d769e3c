import { createRequire, isBuiltin } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Script } from 'node:vm'
import type { Job } from '../../model/protocol'
import { BUNDLE_NAME } from './sourcePositions'

type BundleFunction = (load: Load, loadLater: Load, require: NodeJS.Require, meta: object) => Promise<void>
type Load = (specifier: string) => Promise<object>

/**
 * Compiles an app's bundle. Each call of the result evaluates it anew, as an instance of the app with its own module state;
 * `modules` stands in for Ampt's packages.
 */
export function compileApp(job: Job): (modules: Readonly<Record<string, object>>) => Promise<void> {
  // The wrapper's first line is ours: with it at line 0, positions are those of the source map.
  const script = new Script(job.code, { filename: BUNDLE_NAME, lineOffset: -1 })
  const run = script.runInThisContext() as BundleFunction
  const entry = join(job.folder, job.entry)
  const nodeRequire = createRequire(entry)
  return (modules) => {
    const standIn = (specifier: string): object | undefined => modules[specifier.replace(/^ampt:/, '')]
    const load = async (specifier: string): Promise<object> => {
      if (specifier.startsWith('ampt:')) return missing(standIn(specifier), specifier)
      const namespace = (await import(specifier)) as object
      return isBuiltin(specifier) ? namespace : withNames(namespace)
    }
    const require = Object.assign(
      (specifier: string): unknown => (specifier.startsWith('ampt:') ? missing(standIn(specifier), specifier) : nodeRequire(specifier)),
      nodeRequire,
    )
    return run.call(undefined, load, load, require, { url: pathToFileURL(entry).href, filename: entry, dirname: job.folder })
  }
}

/**
 * Node finds the names of a CommonJS module by reading its text and misses computed ones; bundlers do not. Those of the
 * default export fill in.
 */
function withNames(namespace: object): object {
  const main = (namespace as { default?: unknown }).default
  const isBag = (typeof main === 'object' || typeof main === 'function') && main !== null
  return isBag ? { ...main, ...namespace } : namespace
}

function missing(module: object | undefined, specifier: string): object {
  if (module !== undefined) return module
  throw new Error(`"${specifier.replace('ampt:', '')}" is not simulated. Replace it with "stubs" in a scenario file.`)
}
