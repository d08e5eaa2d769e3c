import type { Scenario } from '../../src/model/scenario'
import type { Trace } from '../../src/model/trace'
import { simulate, type SimulateRequest } from '../../src/sandbox/client/simulate'
import { defaultScenario } from '../../src/simulator/defaultScenario'
import { dist } from './built'
import { inFolder } from './inFolder'

export { inFolder as withApp }

/** A scenario that publishes one event, at once. */
export const publishing = (name: string, changes: Partial<Scenario> = {}): Scenario => ({
  ...defaultScenario,
  steps: [{ kind: 'publish', atMs: 0, name, body: {} }],
  ...changes,
})

/** Runs the app of a folder. */
export const run = (folder: string, scenario: Scenario, more: Partial<SimulateRequest> = {}): Promise<Trace> =>
  simulate({ folder, entry: null, scenario, stubs: {}, nodePath: null, ...more }, dist)

/** Runs an app given as the text of its files. */
export const runApp = (files: Readonly<Record<string, string>>, scenario: Scenario, more: Partial<SimulateRequest> = {}): Promise<Trace> =>
  inFolder(files, (folder) => run(folder, scenario, more))

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
