import { readFile } from 'node:fs/promises'
import { existsSync, readdirSync } from 'node:fs'
import { dirname, extname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'
import type { BuildFailure, Loader, Message, Metafile, Plugin } from 'esbuild'
import { lateKey, type LateFile } from '../../model/protocol'
import { UserError } from '../../model/userError'
import { DecoratorMetadata } from './decoratorMetadata'
import { isForeign, type ResolveImport } from './foreignPackages'
import { MissingPackages, type Build } from './missingPackages'
import { packageOrder } from './packageOrder'
import { wrapBundle } from './wrapBundle'

/** An app as one script. */
export interface Bundle {
  /** See `wrapBundle`. */
  readonly code: string
  /** Source map as JSON; sources are relative to the workspace folder. */
  readonly sourceMap: string
  /** Modules that stubs replace and no import of the app means. */
  readonly unmetStubs: readonly string[]
  /** What the app asks for and does not get, in sentences. */
  readonly notes: readonly string[]
}

/**
 * Bundles an app from its entry (relative to `folder`) with what stands in for Ampt's packages. Bundled is what lies outside
 * `node_modules`, by real path, or depends on `@ampt/*`; other packages stay imports of their absolute place. `stubs` replaces modules
 * by files of the workspace. Rejects with a `UserError` of kind `load` that names file and line of the first error.
 */
export async function bundle(
  folder: string,
  entry: string,
  stubs: Readonly<Record<string, string>>,
  late: readonly LateFile[],
): Promise<Bundle> {
  const bundler = createBundler(folder, entry, stubs)
  try {
    return await bundler.bundle(late)
  } finally {
    await bundler.dispose()
  }
}

/** Bundles an app again and again: what has not changed since the last time is not read again. */
export interface Bundler {
  /** `late` are files that are asked for by names that only a run can tell; they stay known. */
  bundle(late: readonly LateFile[]): Promise<Bundle>
  dispose(): Promise<void>
}

/** What the bundle begins with. */
const ENTRY = 'ampt-events-entry.js'

/** See `bundle`. */
export function createBundler(folder: string, entry: string, stubs: Readonly<Record<string, string>>): Bundler {
  const known = new Map<string, LateFile>()
  const missing = new MissingPackages(folder, ENTRY)
  const metadata = new DecoratorMetadata(folder)
  // Loaded while the child process starts up.
  const building = import('esbuild').then(({ context }) =>
    context({
      stdin: {
        contents: `import "ampt-events-late";import ${JSON.stringify(`./${entry}`)}`,
        resolveDir: folder,
        sourcefile: ENTRY,
      },
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
      // As if each file were not bundled; `wrapBundle` knows which it is of.
      define: { __dirname: 'import.meta.dirname', __filename: 'import.meta.filename' },
      plugins: [lateFiles(folder, known), stubbedFiles(folder, stubs), amptPlugin(folder, stubs, missing), sourceTexts(metadata)],
    }),
  )
  return {
    async bundle(late) {
      for (const file of late) known.set(lateKey(file), file)
      for (const [specifier, file] of Object.entries(stubs)) {
        if (!existsSync(resolve(folder, file)))
          throw new UserError(
            `The stub ${file} of "${specifier}" was not found in ${folder}. Name a file of the workspace, with its ending.`,
          )
      }
      const { result, note } = await building
        .then((known) => buildWithMetadata(() => missing.build(known), metadata, folder))
        .catch((error: unknown) => {
          throw bundleError(error, folder)
        })
      const [sourceMap, script] = result.outputFiles
      const input = Object.entries(result.metafile.inputs).find(([path]) => resolve(folder, path) === resolve(folder, entry))
      // An import of a computed name may leave out the ending, as TypeScript and bundlers have it.
      const text = script!.text.replace('var fn = map[path];', 'var fn = map[path] ?? map[path + ".ts"] ?? map[path + ".js"];')
      const code = await wrapBundle(
        text,
        input?.[1].format !== 'cjs',
        sourceFiles(sourceMap!.text, folder),
        packageOrder(result.metafile, ENTRY),
      )
      return {
        code,
        sourceMap: sourceMap!.text,
        unmetStubs: unmetStubs(stubs, folder, result.metafile),
        notes: [...(metadata.isLost ? [lostMetadata] : []), ...(requiresApi(result.metafile) ? [requiredApi] : []), ...note],
      }
    },
    dispose: () =>
      building.then(
        (known) => known.dispose(),
        () => undefined,
      ),
  }
}

/**
 * Builds with the types that decorators ask for, where they can be had. Where that fails, a build without them tells why, with places of the source; else
 * it is the app, with a note.
 */
async function buildWithMetadata(
  build: () => Promise<Build>,
  metadata: DecoratorMetadata,
  folder: string,
): Promise<{ readonly result: Build; readonly note: readonly string[] }> {
  metadata.begin()
  try {
    return { result: await build(), note: [] }
  } catch (error) {
    if (!metadata.isUsed) throw error
    metadata.forget()
    metadata.isOff = true
    const result = await build().finally(() => (metadata.isOff = false))
    return { result, note: [noMetadata(bundleError(error, folder))] }
  }
}

const requiredApi =
  'The app requires @ampt/api, whose file for that Node cannot load (dist/index.cjs of 1.0.20 imports): here it gets the ES module. Import it.'

function requiresApi({ inputs }: Metafile): boolean {
  const imports = Object.values(inputs).flatMap((input) => input.imports)
  return imports.some(({ kind, original, external }) => kind === 'require-call' && original === '@ampt/api' && external !== true)
}

function unmetStubs(stubs: Readonly<Record<string, string>>, folder: string, { inputs }: Metafile): string[] {
  const imports = Object.values(inputs).flatMap((input) => input.imports)
  const isMet = (specifier: string, file: string): boolean =>
    imports.some(
      ({ path, original }) => resolve(folder, path) === resolve(folder, file) && (specifier.startsWith('.') || original === specifier),
    )
  return Object.entries(stubs).flatMap(([specifier, file]) => (isMet(specifier, file) ? [] : [specifier]))
}

/** Tells the source file (absolute) of a place in a bundle: lines from 1, columns from 0. The map is read when it is asked first. */
function sourceFiles(sourceMap: string, folder: string): (line: number, column: number) => string {
  let map: TraceMap | undefined
  return (line, column) => resolve(folder, originalPositionFor((map ??= new TraceMap(sourceMap)), { line, column }).source ?? '')
}

/** Puts files into the bundle that it takes when they are asked for. */
function lateFiles(folder: string, known: ReadonlyMap<string, LateFile>): Plugin {
  return {
    name: 'late-files',
    setup(build) {
      build.onResolve({ filter: /^ampt-events-late$/ }, ({ path }) => ({ path, namespace: 'late' }))
      build.onLoad({ filter: /./, namespace: 'late' }, () => {
        // One that an app writes while it runs, or that is gone since, is Node's to look for.
        const takes = [...known].map(([key, { how, path }]) => {
          return `${JSON.stringify(key)}: () => ${existsSync(path) ? `${how}(${JSON.stringify(path)})` : 'null'}`
        })
        return { contents: takes.length === 0 ? '' : `__keepLate({ ${takes.join(', ')} })`, resolveDir: folder }
      })
    },
  }
}

/** Puts stubs in place of files of the app: those whose name is a path from the workspace folder, whoever imports them. */
function stubbedFiles(folder: string, stubs: Readonly<Record<string, string>>): Plugin {
  const withoutEnding = (place: string): string => place.replace(/\.[cm]?[jt]sx?$/, '').replace(/[\\/]index$/, '')
  const paths = Object.entries(stubs).filter(([specifier]) => specifier.startsWith('.'))
  const byPlace = new Map(paths.map(([specifier, file]) => [withoutEnding(resolve(folder, specifier)), resolve(folder, file)]))
  return {
    name: 'stubbed-files',
    setup(build) {
      if (byPlace.size === 0) return
      build.onResolve({ filter: /^\.{1,2}(\/|$)/ }, ({ path, importer, resolveDir }) => {
        const stub = byPlace.get(withoutEnding(resolve(resolveDir, path)))
        // A stub may use what it stands for.
        return stub === undefined || stub === importer ? null : { path: stub }
      })
    },
  }
}

/** Puts the stand-ins in place of Ampt's packages, and leaves packages that know nothing of Ampt out of the bundle. */
function amptPlugin(folder: string, stubs: Readonly<Record<string, string>>, missing: MissingPackages): Plugin {
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
        // Data of packages is bundled: Node's loader would refuse it.
        if (found.path.endsWith('.json') || !(await isForeign(found.path, stubs, resolveImport))) return null
        const place = kind === 'require-call' ? found.path : pathToFileURL(found.path).href
        return { path: path === 'uuid' ? `ampt:uuid:${place}` : place, external: true }
      })
    },
  }
}

const loaders: Readonly<Record<string, Loader>> = { '.ts': 'ts', '.mts': 'ts', '.cts': 'ts', '.tsx': 'tsx', '.jsx': 'jsx' }

const lostMetadata =
  'The tsconfig asks for emitDecoratorMetadata, which TypeScript alone knows to emit, and the workspace has none: what is injected by its type is undefined. Run "npm install --save-dev typescript".'

const noMetadata = (error: unknown): string =>
  `What emitDecoratorMetadata asks for could not be added, so what is injected by its type is undefined: ${(error as Error).message}`

/** Gives esbuild the texts of source files that are not as it needs them. */
function sourceTexts(metadata: DecoratorMetadata): Plugin {
  return {
    name: 'source-texts',
    setup(build) {
      build.onLoad({ filter: /\.[cm]?[jt]sx?$/ }, async ({ path, namespace }) => {
        if (namespace !== 'file') return null
        const text = await readFile(path, 'utf8')
        const code = await metadata.compile(path, text)
        if (code === null && !/import\(\s*['"`]\.{1,2}\//.test(text)) return null
        return { contents: namedAsTheyAre(code ?? text, dirname(path)), loader: loaders[extname(path)] ?? 'js', resolveDir: dirname(path) }
      })
      build.onEnd(() => metadata.end())
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
    : `Mend the import, or name another entry with --entry FILE or the setting amptEvents.entry.`
  return new UserError(`${placeOf(first)}the module "${missing}" was not found. ${advice}`, 'load')
}

function placeOf({ location }: Message): string {
  return location === null ? '' : `${location.file}:${location.line}:${location.column + 1}: `
}
