import type { Scenario } from '../../src/model/scenario'
import { startedAt } from '../../src/model/startedAt'
import type { Trace, TraceEvent } from '../../src/model/trace'
import { publishing, runApp } from './runApp'

const sdk = `import { core, events, http, task, schedule, storage, ws } from '@ampt/sdk'\nimport { data } from '@ampt/data'\n`

/** Runs an app given as the body of its entry, with the SDK imported, and publishes `go`. */
export const runEntry = (text: string, changes: Partial<Scenario> = {}): Promise<Trace> =>
  runApp({ 'index.ts': sdk + text }, publishing('go', changes))

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
