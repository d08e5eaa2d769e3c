import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'
import type { Metafile, Plugin } from 'esbuild'
import { lateKey, type LateFile } from '../../model/protocol'
import { amptPlugin } from './amptPlugin'
import { bundleError } from './bundleError'
import { DecoratorMetadata } from './decoratorMetadata'
import { MissingPackages, type Build } from './missingPackages'
import { packageOrder } from './packageOrder'
import { sourceTexts } from './sourceTexts'
import { checkStubs, createStubOf, stubbedFiles, unmetStubs, type Stubs } from './stubs'
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
export async function bundle(folder: string, entry: string, stubs: Stubs, late: readonly LateFile[]): Promise<Bundle> {
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
export function createBundler(folder: string, entry: string, stubs: Stubs): Bundler {
  const known = new Map<string, LateFile>()
  const missing = new MissingPackages(folder, ENTRY)
  const stubOf = createStubOf(folder, stubs)
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
      // Those of Node alone: it loads the packages, and knows nothing of what is there for bundlers ("module").
      conditions: [],
      format: 'esm',
      sourcemap: 'external',
      sourcesContent: false,
      metafile: true,
      logLevel: 'silent',
      keepNames: true,
      // As if each file were not bundled; `wrapBundle` knows which it is of.
      define: { __dirname: 'import.meta.dirname', __filename: 'import.meta.filename' },
      plugins: [lateFiles(folder, known), stubbedFiles(stubOf), amptPlugin(folder, stubs, stubOf, missing), sourceTexts(metadata)],
    }),
  )
  return {
    async bundle(late) {
      for (const file of late) known.set(lateKey(file), file)
      checkStubs(folder, stubs)
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

const lostMetadata =
  'The tsconfig asks for emitDecoratorMetadata, which TypeScript alone knows to emit, and the workspace has none: what is injected by its type is undefined. Run "npm install --save-dev typescript".'

const noMetadata = (error: unknown): string =>
  `What emitDecoratorMetadata asks for could not be added, so what is injected by its type is undefined: ${(error as Error).message}`

const requiredApi =
  'The app requires @ampt/api, whose file for that Node cannot load (dist/index.cjs of 1.0.20 imports): here it gets the ES module. Import it.'

function requiresApi({ inputs }: Metafile): boolean {
  const imports = Object.values(inputs).flatMap((input) => input.imports)
  return imports.some(({ kind, original, external }) => kind === 'require-call' && original === '@ampt/api' && external !== true)
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
