// Lets Node load TypeScript as esbuild makes it. Unlike tsx it leaves functions as they are, as the build does: tsx names each function
// that is made, which takes half of the time of an index.
const { readFileSync } = require('node:fs')
const Module = require('node:module')
const { transformSync } = require('esbuild')

process.setSourceMapsEnabled(true)
for (const [extension, loader] of Object.entries({ '.ts': 'ts', '.tsx': 'tsx' })) {
  Module._extensions[extension] = (module, path) => {
    const { code } = transformSync(readFileSync(path, 'utf8'), {
      loader,
      format: 'cjs',
      target: 'node20',
      sourcefile: path,
      sourcemap: 'inline',
      // What a test loads late goes the same way.
      supported: { 'dynamic-import': false },
    })
    module._compile(code, path)
  }
}
