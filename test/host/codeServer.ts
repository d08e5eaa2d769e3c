import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { installServer } from './installServer'

/** A running VS Code server with a profile of its own. */
export interface CodeServer {
  /** The page that opens `folder`, or a file that names several, with an extension under development and a test suite where they are named. Absolute paths. */
  url(options: { readonly folder: string | null; readonly extension?: string; readonly suite?: string }): string
  stop(): Promise<void>
}

const quietSettings = {
  // As on the desktop. In a page the default saves after a second: in the midst of a test, over what it tidied up.
  'files.autoSave': 'off',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'typescript.disableAutomaticTypeAcquisition': true,
}

/** What the editor and the extensions logged, for whoever looks into a failure. */
const LOGS = resolve(__dirname, '../../.vscode-test/logs')

/** Starts the npm-hosted VS Code on a free port. `settings` are user settings; `vsix` is installed first. */
export async function startCodeServer(settings: Readonly<Record<string, unknown>>, vsix?: string): Promise<CodeServer> {
  const vscode = await installServer()
  // Whoever reaches the server can run code; other users and other pages of the browser shall not.
  const token = randomBytes(16).toString('hex')
  const data = mkdtempSync(join(tmpdir(), 'ampt-events-code-'))
  mkdirSync(join(data, 'data/User'), { recursive: true })
  writeFileSync(join(data, 'data/User/settings.json'), JSON.stringify({ ...quietSettings, ...settings }))
  const main = [
    ...[join(vscode, 'out/server-main.js'), '--accept-server-license-terms', '--telemetry-level', 'off'],
    ...['--server-data-dir', data, '--extensions-dir', join(data, 'extensions')],
  ]
  if (vsix !== undefined) execFileSync(process.execPath, [...main, '--install-extension', vsix], { stdio: 'ignore' })
  const child = spawn(process.execPath, [...main, '--host', '127.0.0.1', '--port', '0', '--connection-token', token], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((done) => child.on('exit', () => done()))
  const stop = async (): Promise<void> => {
    child.kill()
    await ended
    cpSync(join(data, 'data/logs'), LOGS, { recursive: true, force: true })
    // Processes of its own may write for a moment yet.
    rmSync(data, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  }
  let output = ''
  const listening = new Promise<string>((done, fail) => {
    const read = (piece: Buffer): void => {
      output += piece.toString()
      const port = /Extension host agent listening on (\d+)/.exec(output)?.[1]
      if (port !== undefined) done(port)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('error', fail)
    child.on('exit', (code) => fail(new Error(`The VS Code server ended with exit code ${code}: ${output}`)))
  })
  const port = await listening.catch(async (error: unknown) => {
    await stop()
    throw error
  })
  return {
    url: ({ folder, extension, suite }) => {
      const remote = (path: string): string => `vscode-remote://localhost:${port}${path}`
      const payload = [
        ...(extension === undefined ? [] : [['extensionDevelopmentPath', remote(extension)]]),
        ...(suite === undefined ? [] : [['extensionTestsPath', remote(suite)]]),
      ]
      const opened = folder === null ? {} : { [folder.endsWith('.code-workspace') ? 'workspace' : 'folder']: folder }
      const query = new URLSearchParams({ tkn: token, ...opened, payload: JSON.stringify(payload) })
      return `http://127.0.0.1:${port}/?${query.toString()}`
    },
    stop,
  }
}
