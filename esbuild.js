// Builds what ships, into dist/. `--watch` keeps at it.
const esbuild = require('esbuild')
const { rmSync, writeFileSync } = require('node:fs')
const { noticesOf } = require('./build/notices')
const { typescriptParser } = require('./build/typescriptParser')

const watch = process.argv.includes('--watch')

const node = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  outdir: 'dist',
  sourcemap: true,
  minifySyntax: true,
  minifyWhitespace: true,
  logLevel: 'warning',
  // Some dependencies are ES modules that ask where they are.
  define: { 'import.meta.url': '__importMetaUrl' },
  banner: { js: "const __importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
}

// What a door loads later it loads by `require`: sooner than by the loader of modules, and where Node is told to look.
const door = { ...node, supported: { 'dynamic-import': false } }

// Each door and each process is a bundle of its own, so that a door loads only what it needs. `vscode` is external in one
// bundle alone: any other that reaches it fails to build, which keeps the editor out of the rest.
const builds = [
  { ...door, entryPoints: { extension: 'src/extension.ts' }, external: ['vscode', 'esbuild'] },
  { ...door, entryPoints: { cli: 'src/cli.ts' }, external: ['esbuild'], banner: { js: `#!/usr/bin/env node\n${node.banner.js}` } },
  {
    ...node,
    entryPoints: {
      child: 'src/sandbox/child/main.ts',
      watchdog: 'src/sandbox/child/watchdog/watchdogWorker.ts',
      expressApp: 'src/sandbox/ampt/expressApp.ts',
    },
    inject: ['src/sandbox/child/ownGlobals.ts'],
    // Loaded by few apps, and as large as all the rest of the child.
    external: ['./expressApp'],
  },
  // The part that parses is loaded late, and not at all where nothing changed since the last start.
  {
    ...node,
    entryPoints: { graphWorker: 'src/graph/worker.ts', scanWorker: 'src/graph/files/scanWorker.ts' },
    external: ['./analyser'],
    minify: true,
  },
  { ...node, entryPoints: { analyser: 'src/graph/analyser.ts' }, plugins: [typescriptParser], minify: true },
  { ...node, entryPoints: { flowWorker: 'src/flow/flowWorker.ts' } },
  {
    bundle: true,
    platform: 'browser',
    target: 'chrome128',
    format: 'iife',
    outdir: 'dist/media',
    minify: true,
    logLevel: 'warning',
    loader: { '.ttf': 'dataurl' },
    entryPoints: {
      timeline: 'media/timeline/main.ts',
      timelineStyle: 'media/timeline/timeline.css',
      graph: 'media/graph/main.ts',
      graphStyle: 'media/graph/graph.css',
    },
  },
]

async function main() {
  if (watch) {
    for (const options of builds) await (await esbuild.context(options)).watch()
    return
  }
  rmSync('dist', { recursive: true, force: true })
  const metafiles = []
  for (const options of builds) metafiles.push((await esbuild.build({ ...options, metafile: true })).metafile)
  writeFileSync('dist/notices.txt', noticesOf(metafiles))
}

main().catch((error) => {
  if (!error.errors) console.error(error)
  process.exit(1)
})
