import { readdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'

/**
 * Bundles the suite of a folder, or its tests whose file begins so, for the extension host, which loads no TypeScript. Gives the path of the
 * module to run; null where there is no such test.
 */
export async function bundleSuite(suite: string, only: string): Promise<string | null> {
  const outdir = resolve(__dirname, '../../.vscode-test/suite')
  const tests = readdirSync(join(__dirname, suite)).filter((file) => file.startsWith(only) && file.endsWith('.test.ts'))
  if (tests.length === 0) return null
  rmSync(outdir, { recursive: true, force: true })
  await build({
    entryPoints: [join(__dirname, 'runSuite.ts'), ...tests.map((file) => join(__dirname, suite, file))],
    outdir,
    entryNames: '[name]',
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
  })
  return join(outdir, 'runSuite.js')
}
