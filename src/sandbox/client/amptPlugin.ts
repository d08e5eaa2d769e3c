import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'esbuild'
import { isForeign, type ResolveImport } from './foreignPackages'
import type { MissingPackages } from './missingPackages'
import type { StubOf, Stubs } from './stubs'

/** Puts the stand-ins in place of Ampt's packages, and leaves packages that know nothing of Ampt out of the bundle. */
export function amptPlugin(folder: string, stubs: Stubs, stubOf: StubOf, missing: MissingPackages): Plugin {
  return {
    name: 'ampt',
    setup(build) {
      const resolveImport: ResolveImport = async (path, importer) => {
        const { path: file, external } = await build.resolve(path, {
          ...{ kind: 'import-statement', importer, resolveDir: dirname(importer), pluginData: 'asked' },
        })
        return file === '' || external ? null : file
      }
      build.onResolve({ filter: /^[^./]/ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
        // The second visit of a path is our own question for where it lies.
        if (pluginData === 'asked' || kind === 'entry-point') return null
        if (kind === 'import-statement' && missing.has(path, importer)) return { path, external: true }
        if (Object.hasOwn(stubs, path)) return { path: resolve(folder, stubs[path]!) }
        if (/^(@ampt\/(sdk|data)|@serverless\/cloud)(\/|$)/.test(path)) return { path: `ampt:${path}`, external: true }
        const isApi = path === '@ampt/api'
        const found = await build.resolve(path, { kind: isApi ? 'import-statement' : kind, importer, resolveDir, pluginData: 'asked' })
        if (isApi) return found.errors.length > 0 ? { path: 'ampt:@ampt/api', external: true } : found
        if (path === 'nanoid' && found.errors.length === 0) return { path: 'ampt:nanoid', external: true }
        // Null lets esbuild look again, with the tsconfig of the place, and leave what is missing to where it runs, if the app can catch it.
        if (found.errors.length > 0) return null
        if (found.external) return found
        // By a path of the tsconfig, or an import of the manifest.
        const stub = stubOf(found.path, importer)
        if (stub !== undefined) return { path: stub }
        // Data of packages is bundled: Node's loader would refuse it.
        if (found.path.endsWith('.json') || !(await isForeign(found.path, stubs, resolveImport))) return null
        const place = kind === 'require-call' ? found.path : pathToFileURL(found.path).href
        return { path: path === 'uuid' ? `ampt:uuid:${place}` : place, external: true }
      })
    },
  }
}
