// Opens VS Code with the extension on the sample app (or on the folder that is named): the desktop one when `code` is on PATH,
// else the npm-hosted one, in any browser.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(fileURLToPath(new URL('../..', import.meta.url)))
const folder = resolve(process.argv[2] ?? `${root}/test/workspaces/shop`)
const shell = process.platform === 'win32'
const desktop = spawnSync('code', ['--new-window', `--extensionDevelopmentPath=${root}`, folder], { shell, stdio: 'ignore' })

if (desktop.status === 0) console.log(`VS Code opens ${folder} with the extension.`)
else await serve()

async function serve() {
  const require = createRequire(import.meta.url)
  require('./typescript')
  const { startCodeServer } = require('../host/codeServer.ts')
  // The folder was named on the command line, to be run.
  const server = await startCodeServer({ 'security.workspace.trust.enabled': false })
  console.log('There is no "code" on PATH, so VS Code runs here as a page. Open it in a browser (Ctrl-C ends it):')
  console.log(server.url({ folder, extension: root }))
  process.once('SIGINT', () => void server.stop().then(() => process.exit(0)))
  process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)))
}
