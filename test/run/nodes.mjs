// Runs the tests of what reaches past the simulated world under other versions of Node, whose own ways to do so differ: VS Code brings one of
// its own. Versions are those of its arguments, else the newer ones that are maintained. `npm run test:nodes`.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const tests = ['attribution', 'filesOfDisk', 'realDisk', 'newerNode', 'knownNode', 'network', 'virtualWorld', 'misbehaving', 'hardened']
const asked = process.argv.slice(2)

for (const version of asked.length > 0 ? asked : ['22', '24', '26']) {
  console.log(`\nNode ${version}`)
  const folder = join(root, '.vscode-test/nodes', version)
  const carrier = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const bin = join(folder, 'node_modules', carrier, 'bin')
  if (!existsSync(bin)) run('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts', `${carrier}@${version}`])
  const node = join(bin, process.platform === 'win32' ? 'node.exe' : 'node')
  const mocha = [join(root, 'node_modules/mocha/bin/mocha.js'), '--config', 'test/.mocharc.json']
  run(node, [...mocha, ...tests.map((name) => `test/{unit,property}/**/${name}.test.ts`)], { PATH: bin + delimiter + process.env.PATH })
}

function run(command, args, env = {}) {
  const shell = process.platform === 'win32' && command === 'npm'
  const { status } = spawnSync(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: 'inherit', shell })
  if (status !== 0) process.exitCode = 1
}
