import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { launchChromium } from '../support/chromium'
import { startCodeServer } from './codeServer'
import { suiteMark } from './suiteMark'

/** Runs a test suite in the npm-hosted VS Code, told as to the `code` executable. Gives the exit code of the suite. */
export async function runInBrowser(args: readonly string[]): Promise<number> {
  const folder = args.find((arg) => !arg.startsWith('-')) ?? null
  const isTrusting = args.includes('--disable-workspace-trust')
  const server = await startCodeServer({ 'security.workspace.trust.enabled': !isTrusting })
  const browser = await launchChromium()
  const editorLog: string[] = []
  try {
    // What a test copies, it reads again.
    const page = await (await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })).newPage()
    const exit = new Promise<number>((done, fail) => {
      void page.exposeFunction('codeAutomationExit', (code: number) => done(code))
      page.on('crash', () => fail(new Error('The page of VS Code crashed.')))
    })
    await page.exposeFunction('codeAutomationLog', (_type: string, values: readonly unknown[]) => {
      // The editor's own log comes the same way: hundreds of lines on what this build of it lacks.
      const line = values.map(String).join(' ')
      if (line.startsWith(suiteMark)) process.stdout.write(`${line.slice(suiteMark.length)}\n`)
      else editorLog.push(line)
    })
    await page.goto(server.url({ folder, extension: option(args, 'extensionDevelopmentPath'), suite: option(args, 'extensionTestsPath') }))
    return await exit
  } finally {
    writeFileSync(LOG_FILE, editorLog.join('\n'))
    await browser.close()
    await server.stop()
  }
}

/** Tells why, when a suite or the extension did not even load. */
const LOG_FILE = resolve(__dirname, '../../.vscode-test/editor.log')

function option(args: readonly string[], name: string): string {
  const found = args.find((arg) => arg.startsWith(`--${name}=`))
  if (found === undefined) throw new Error(`The launcher needs --${name}=PATH.`)
  return found.slice(name.length + 3)
}
