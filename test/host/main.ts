// The extension in a real VS Code: the suites inside its extension host, then walks through its page as a user sees it.
// `npm run test:host -- shop` runs the files of either that begin so.
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { downloadAndUnzipVSCode, runTests, TestRunFailedError } from '@vscode/test-electron'
import { bundleSuite } from './bundleSuite'
import { copyWorkspace } from './copyWorkspace'

const ROOT = resolve(__dirname, '../..')
const VSCODE_VERSION = '1.100.3'
const only = process.argv[2] ?? ''

/** Suites by folder, each with what VS Code opens for it. */
const suites = { suite: () => copyWorkspace('shop'), multiRoot: () => join(copyWorkspace('twins'), 'twins.code-workspace') }

async function main(): Promise<number> {
  const vscodeExecutablePath = (await desktopVscode()) ?? join(__dirname, 'launcher.js')
  const codes: number[] = []
  for (const [suite, open] of Object.entries(suites)) {
    const extensionTestsPath = await bundleSuite(suite, only)
    if (extensionTestsPath !== null) codes.push(await runSuite(vscodeExecutablePath, extensionTestsPath, open()))
  }
  if (readdirSync(join(__dirname, 'walk')).some((file) => file.startsWith(only))) {
    console.log('Walks through the page of the npm-hosted VS Code:')
    codes.push(await mocha(`test/host/walk/${only}*.test.ts`))
  }
  if (codes.length === 0) throw new Error(`test/host holds no tests ${only}.`)
  return codes.every((code) => code === 0) ? 0 : 1
}

async function runSuite(vscodeExecutablePath: string, extensionTestsPath: string, opened: string): Promise<number> {
  return runTests({ vscodeExecutablePath, extensionDevelopmentPath: ROOT, extensionTestsPath, launchArgs: [opened] }).catch(
    (error: unknown) => {
      if (!(error instanceof TestRunFailedError)) throw error
      console.log('The logs of the npm-hosted VS Code are in .vscode-test/logs and .vscode-test/editor.log.')
      return error.code ?? 1
    },
  )
}

/** The desktop VS Code, downloaded; null where its server does not answer or there is no screen to show it. */
async function desktopVscode(): Promise<string | null> {
  const hasScreen = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])
  const why = !hasScreen
    ? 'there is no screen'
    : !(await answers('https://update.code.visualstudio.com'))
      ? 'its server does not answer'
      : null
  if (why === null) {
    console.log(`The suite runs in the desktop VS Code ${VSCODE_VERSION}.`)
    return downloadAndUnzipVSCode(VSCODE_VERSION)
  }
  console.log(`The suite runs in the npm-hosted VS Code ${VSCODE_VERSION}: ${why}, so the desktop one cannot run.`)
  return null
}

async function answers(address: string): Promise<boolean> {
  return fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(5_000) }).then(
    () => true,
    () => false,
  )
}

function mocha(files: string): Promise<number> {
  const bin = join(ROOT, 'node_modules/mocha/bin/mocha.js')
  const args = [bin, '--config', 'test/.mocharc.json', '--timeout', '120000', '--reporter', 'spec', files]
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' })
    child.on('error', fail)
    child.on('exit', (code) => done(code ?? 1))
  })
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error)
    process.exit(1)
  },
)
