import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Scenario } from '../../src/model/scenario'
import type { Trace } from '../../src/model/trace'
import { simulate, type SimulateRequest } from '../../src/sandbox/client/simulate'
import { defaultScenario } from '../../src/simulator/defaultScenario'
import { dist } from './built'

/** A scenario that publishes one event, at once. */
export const publishing = (name: string, changes: Partial<Scenario> = {}): Scenario => ({
  ...defaultScenario,
  steps: [{ kind: 'publish', atMs: 0, name, body: {} }],
  ...changes,
})

/** Runs the app of a folder. */
export const run = (folder: string, scenario: Scenario, more: Partial<SimulateRequest> = {}): Promise<Trace> =>
  simulate({ folder, entry: null, scenario, stubs: {}, nodePath: null, ...more }, dist)

/** Writes an app given as the text of its files to a folder of its own while `use` runs. */
export async function withApp<T>(files: Readonly<Record<string, string>>, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'ampt-events-app-'))
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), text)
    }
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Runs an app given as the text of its files. */
export const runApp = (files: Readonly<Record<string, string>>, scenario: Scenario, more: Partial<SimulateRequest> = {}): Promise<Trace> =>
  withApp(files, (folder) => run(folder, scenario, more))

/** An app with one handler, of the event `a`. */
export const handler = (body: string, before = ''): Record<string, string> => ({
  'index.ts': `import { events } from '@ampt/sdk'\n${before}\nevents.on('a', async (event) => {\n${body}\n})\n`,
})

/** Packages that an app can import, by name: each is the module at an absolute path. */
export const installed = (paths: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(paths).map(([name, path]) => [`node_modules/${name}/index.js`, `module.exports = require(${JSON.stringify(path)})`]),
  )

/** What handlers wrote to the console, in order of attempts. */
export const logsOf = (trace: Trace): string[] => trace.details.flatMap(({ logs }) => logs.map(({ text }) => text))
