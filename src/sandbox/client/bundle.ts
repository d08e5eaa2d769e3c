import { readFile } from 'node:fs/promises'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, extname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BuildFailure, Loader, Message, Plugin } from 'esbuild'
import { UserError } from '../../model/userError'
import { wrapBundle } from './wrapBundle'

/** An app as one script. */
export interface Bundle {
  /** See `wrapBundle`. */
  readonly code: string
  /** Source map as JSON; sources are relative to the workspace folder. */
  readonly sourceMap: string
}

/**
 * Bundles an app from its entry (relative to `folder`) with what stands in for Ampt's packages. Bundled is what lies outside
 * `node_modules`, by real path, or depends on `@ampt/*`; other packages stay imports of their absolute place. `stubs` replaces modules
 * by files of the workspace. Rejects with a `UserError` of kind `load` that names file and line of the first error.
 */
export async function bundle(folder: string, entry: string, stubs: Readonly<Record<string, string>>): Promise<Bundle> {
  const bundler = createBundler(folder, entry, stubs)
  try {
    return await bundler.bundle()
  } finally {
    await bundler.dispose()
  }
}

/** Bundles an app again and again: what has not changed since the last time is not read again. */
export interface Bundler {
  bundle(): Promise<Bundle>
  dispose(): Promise<void>
}

/** See `bundle`. */
export function createBundler(folder: string, entry: string, stubs: Readonly<Record<string, string>>): Bundler {
  // Loaded while the child process starts up.
  const building = import('esbuild').then(({ context }) =>
    context({
      stdin: { contents: `import ${JSON.stringify(`./${entry}`)}`, resolveDir: folder, sourcefile: 'ampt-events-entry.js' },
      absWorkingDir: folder,
      outfile: join(folder, 'app.bundle.js'),
      bundle: true,
      write: false,
      platform: 'node',
      target: 'node20',
      format: 'esm',
      sourcemap: 'external',
      sourcesContent: false,
      metafile: true,
      logLevel: 'silent',
      keepNames: true,
      plugins: [amptPlugin(folder, stubs), moduleLocation()],
    }),
  )
  return {
    async bundle() {
      const result = await building
        .then((known) => known.rebuild())
        .catch((error: unknown) => {
          throw bundleError(error, folder)
        })
      const [sourceMap, script] = result.outputFiles
      const input = Object.entries(result.metafile.inputs).find(([path]) => resolve(folder, path) === resolve(folder, entry))
      // An import of a computed name may leave out the ending, as TypeScript and bundlers have it.
      const text = script!.text.replace('var fn = map[path];', 'var fn = map[path] ?? map[path + ".ts"] ?? map[path + ".js"];')
      return { code: await wrapBundle(text, input?.[1].format !== 'cjs'), sourceMap: sourceMap!.text }
    },
    dispose: () =>
      building.then(
        (known) => known.dispose(),
        () => undefined,
      ),
  }
}

/** Puts the stand-ins in place of Ampt's packages, and leaves packages that know nothing of Ampt out of the bundle. */
function amptPlugin(folder: string, stubs: Readonly<Record<string, string>>): Plugin {
  return {
    name: 'ampt',
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
        // The second visit of a path is our own question for where it lies.
        if (pluginData === 'asked' || kind === 'entry-point') return null
        if (Object.hasOwn(stubs, path)) return { path: resolve(folder, stubs[path]!) }
        if (/^(@ampt\/(sdk|data)|@serverless\/cloud)(\/|$)/.test(path)) return { path: `ampt:${path}`, external: true }
        const found = await build.resolve(path, { kind, importer, resolveDir, pluginData: 'asked' })
        if (path === '@ampt/api' && found.errors.length > 0) return { path: 'ampt:@ampt/api', external: true }
        if (path === 'nanoid' && found.errors.length === 0) return { path: 'ampt:nanoid', external: true }
        // Null lets esbuild look again, with the tsconfig of the place. Data of packages is bundled: Node's loader would refuse it.
        if (found.errors.length > 0 || found.external) return found
        if (!isForeign(found.path) || found.path.endsWith('.json')) return null
        const place = kind === 'require-call' ? found.path : pathToFileURL(found.path).href
        return { path: path === 'uuid' ? `ampt:uuid:${place}` : place, external: true }
      })
    },
  }
}

const foreignPackages = new Map<string, boolean>()

/** Whether a file belongs to an installed package that does not depend on Ampt. */
function isForeign(file: string): boolean {
  const place = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(file)?.[1]
  if (place === undefined) return false
  let isForeignPackage = foreignPackages.get(place)
  if (isForeignPackage === undefined) {
    const manifest = join(place, 'package.json')
    const text = existsSync(manifest) ? readFileSync(manifest, 'utf8') : '{}'
    const { dependencies, peerDependencies } = JSON.parse(text) as Record<string, Record<string, string> | undefined>
    isForeignPackage = !Object.keys({ ...dependencies, ...peerDependencies }).some((name) => name.startsWith('@ampt/'))
    foreignPackages.set(place, isForeignPackage)
  }
  return isForeignPackage
}

const loaders: Readonly<Record<string, Loader>> = { '.ts': 'ts', '.mts': 'ts', '.cts': 'ts', '.tsx': 'tsx', '.jsx': 'jsx' }

/**
 * Gives each file its own `import.meta`, `__filename` and `__dirname`, as if it were not bundled. The text keeps its lines, and its
 * columns but for those of a first line that gets a declaration put before it.
 */
function moduleLocation(): Plugin {
  return {
    name: 'module-location',
    setup(build) {
      build.onLoad({ filter: /\.[cm]?[jt]sx?$/ }, async ({ path, namespace }) => {
        if (namespace !== 'file') return null
        const text = await readFile(path, 'utf8')
        if (!/import\.meta|__dirname|__filename|import\(\s*['"`]\.{1,2}\//.test(text)) return null
        const values = { __filename: path, __dirname: dirname(path) }
        const missing = Object.entries(values).filter(
          ([name]) => text.includes(name) && !new RegExp(`\\b(const|let|var)\\s+${name}\\b`).test(text),
        )
        const before = missing.map(([name, value]) => `const ${name} = ${JSON.stringify(value)};`).join('')
        const meta = JSON.stringify({ url: pathToFileURL(path).href, filename: path, dirname: dirname(path) })
        // A function, because a declaration at the end is there from the start; as long as what it stands for.
        const after = text.includes('import.meta') ? `\n;function __meta__() { return ${meta} }` : ''
        return {
          contents: `${before}${namedAsTheyAre(text, dirname(path)).replace(/\bimport\.meta\b/g, '__meta__( )')}${after}`,
          loader: loaders[extname(path)] ?? 'js',
          resolveDir: dirname(path),
        }
      })
    },
  }
}

/**
 * esbuild bundles all that `import(`./handlers/${name}.js`)` can mean, by the names of the files; TypeScript's are called as they will be when
 * built. Where the folder holds no such file, the ending becomes that of its source, which is as long.
 */
function namedAsTheyAre(text: string, folder: string): string {
  const forms = [
    /(import\(\s*`(\.{1,2}\/[^`$]*)\$\{[^`]*\}\.)js(`\s*\))/g,
    /(import\(\s*['"](\.{1,2}\/[^'"]*)['"]\s*\+[^)]*?\+\s*['"]\.)js(['"]\s*\))/g,
  ]
  const rename = (whole: string, before: string, prefix: string, after: string): string => {
    const place = resolve(folder, prefix.slice(0, prefix.lastIndexOf('/')))
    const names = existsSync(place) ? readdirSync(place) : []
    const isSource = names.some((name) => name.endsWith('.ts')) && !names.some((name) => name.endsWith('.js'))
    return isSource ? `${before}ts${after}` : whole
  }
  return forms.reduce((told, form) => told.replace(form, rename), text)
}

function bundleError(error: unknown, folder: string): unknown {
  const first = (error as Partial<BuildFailure>).errors?.[0]
  if (first === undefined) return error
  const missing = /^Could not resolve "([^"]+)"/.exec(first.text)?.[1]
  if (missing === undefined) return new UserError(`${placeOf(first)}${first.text}. Mend the file, then run again.`, 'load')
  const isPackage = /^[^./]/.test(missing)
  const advice = isPackage
    ? `Run "npm install" in ${folder}, or replace it with "stubs" in a scenario file.`
    : `Mend the import, or name another entry with --entry FILE.`
  return new UserError(`${placeOf(first)}the module "${missing}" was not found. ${advice}`, 'load')
}

function placeOf({ location }: Message): string {
  return location === null ? '' : `${location.file}:${location.line}:${location.column + 1}: `
}
