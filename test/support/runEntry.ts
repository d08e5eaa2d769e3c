import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Scenario, Step } from '../../src/model/scenario'
import { startedAt } from '../../src/model/startedAt'
import type { Trace, TraceEvent } from '../../src/model/trace'
import { simulate } from '../../src/sandbox/client/simulate'
import { defaultScenario } from '../../src/simulator/defaultScenario'
import { dist } from './built'

/** Runs an app given as the body of its entry, with the SDK imported, and publishes `go`. */
export async function runEntry(text: string, changes: Partial<Scenario> = {}): Promise<Trace> {
  const folder = mkdtempSync(join(tmpdir(), 'ampt-events-app-'))
  try {
    const sdk = `import { core, events, http, task, schedule, storage, ws } from '@ampt/sdk'\nimport { data } from '@ampt/data'\n`
    writeFileSync(join(folder, 'index.ts'), sdk + text)
    const scenario = { ...defaultScenario, steps: [{ kind: 'publish', atMs: 0, name: 'go', body: {} }] as Step[], ...changes }
    return await simulate({ folder, entry: null, scenario, stubs: {}, nodePath: null }, dist)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export const ofSource = ({ events }: Trace, source: TraceEvent['source']): readonly TraceEvent[] =>
  events.filter((event) => event.source === source)

export const allLogsOf = ({ details, late }: Trace): string[] => [
  ...details.flatMap(({ logs }) => logs.map(({ text }) => text)),
  ...late.flatMap(({ what }) => ('log' in what ? [what.log.text] : [])),
]

export const attemptsOf = (trace: Trace, source: TraceEvent['source']): number[] =>
  Array.from({ length: trace.attempts.length }, (_, row) => row)
    .filter((row) => trace.events[trace.attempts.event[row]!]!.source === source)
    .map((row) => startedAt(trace, row))
