// Makes a fresh clone ready: Node, packages, build. Uses nothing but Node, since nothing else is there yet.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
process.chdir(root)

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Node 20.19 or newer is needed; this is ${process.versions.node}. Get it from https://nodejs.org.`)
}
if (!isInstalled()) {
  console.log('Installing packages (npm ci)…')
  run(
    'npm',
    ['ci', '--no-audit', '--no-fund', '--loglevel=error'],
    'The packages could not be installed. See the lines above; then try again.',
  )
}
run(process.execPath, ['esbuild.js'], 'The build failed. See the lines above.')

/** Whether node_modules holds what the lock file says; npm leaves its own copy of that list there when it is done. */
function isInstalled() {
  const installed = packagesOf('node_modules/.package-lock.json')
  return Object.entries(packagesOf('package-lock.json')).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  )
}

function packagesOf(lockFile) {
  return existsSync(lockFile) ? JSON.parse(readFileSync(lockFile, 'utf8')).packages : {}
}

function run(command, args, complaint) {
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' && command === 'npm' })
  if (status !== 0) fail(complaint)
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
