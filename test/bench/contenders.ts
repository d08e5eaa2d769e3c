import { execFileSync } from 'node:child_process'
import { build } from 'esbuild'
import { join } from 'node:path'
import type { Row } from './table'

const root = join(__dirname, '../..')

/** A script that does its work once and prints `{ ms, result }` as JSON in its last line. */
export interface Contender {
  readonly name: string
  /** Source file in this folder. */
  readonly script: string
  readonly args: readonly string[]
}

/** Runs the contenders in turns, each time in a fresh process; gives the median time and memory of each. */
export async function measure(contenders: readonly Contender[], folder: string, rounds = 5): Promise<Row[]> {
  const files = await Promise.all(contenders.map(({ script }) => bundleScript(script, folder)))
  const runs = contenders.map((): { ms: number; memoryMb: number; result: string }[] => [])
  for (let round = 0; round < rounds; round++) {
    for (const [index, { args }] of contenders.entries()) {
      const output = execFileSync(process.execPath, ['--expose-gc', files[index]!, ...args], {
        encoding: 'utf8',
        maxBuffer: 1 << 28,
        cwd: root,
        // The bundled scripts lie elsewhere, and esbuild stays outside of them.
        env: { ...process.env, NODE_PATH: join(root, 'node_modules') },
      })
      runs[index]!.push(JSON.parse(output.trim().split('\n').at(-1)!) as { ms: number; memoryMb: number; result: string })
    }
  }
  return contenders.map(({ name }, index) => {
    const median = (of: 'ms' | 'memoryMb'): number => runs[index]!.map((run) => run[of]).sort((a, b) => a - b)[Math.floor(rounds / 2)]!
    const results = new Set(runs[index]!.map(({ result }) => result))
    if (results.size !== 1) throw new Error(`${name} gave different results: ${[...results].join(' / ')}`)
    return { name, ms: median('ms'), memoryMb: median('memoryMb'), result: [...results][0]! }
  })
}

/** Prints the measurement of a contender's process, and of its children where `childMb` tells their memory. */
export function report(ms: number, result: string, childMb = 0): void {
  console.log(JSON.stringify({ ms, memoryMb: process.resourceUsage().maxRSS / 1024 + childMb, result }))
}

async function bundleScript(script: string, folder: string): Promise<string> {
  const outfile = join(folder, script.replace(/\.ts$/, '.js'))
  await build({
    entryPoints: [join(__dirname, script)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['esbuild'],
    supported: { 'dynamic-import': false },
    logLevel: 'error',
    define: { 'import.meta.url': '__importMetaUrl' },
    banner: { js: "const __importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
  })
  return outfile
}
