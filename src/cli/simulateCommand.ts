import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DAY_MS } from '../words/duration'
import { formatCount } from '../words/number'
import { shortLine } from '../words/oneLine'
import type { Stop, StopReason, Trace } from '../model/trace'
import { UserError } from '../model/userError'
import { simulate } from '../sandbox/client/simulate'
import { unmetExpectations } from '../report/unmetExpectations'
import { unmetNames } from '../report/unmetNames'
import { firstDifference, type Difference } from '../report/firstDifference'
import { reportRun } from '../report/reportRun'
import { summarizeRun } from '../report/summarizeRun'
import { tellDifference } from '../report/tellDifference'
import { renderDiagram } from '../timeline/renderDiagram'
import { timelineHtml } from '../timeline/timelineHtml'
import type { Terminal } from './terminal'
import { writeText } from './files'
import { readSimulateArguments, type SimulateArguments } from './simulateArguments'

/** `ampt-events simulate`. Gives the exit code: 1 when an event was dropped or lost, a request failed, an expectation is unmet or the run did not end. */
export async function simulateCommand(args: readonly string[], { stdout, progress, signal, dist, cwd }: Terminal): Promise<number> {
  const asked = readSimulateArguments(args, cwd)
  const { folder, entry, scenario, stubs } = asked
  const onProgress = ({ attempts, virtualMs }: { attempts: number; virtualMs: number }): void =>
    progress(`${formatCount(attempts, 'attempt')}, virtual day ${Math.floor(virtualMs / DAY_MS) + 1}`)
  const run = (): Promise<Trace> => simulate({ folder, entry, scenario, stubs, nodePath: null, onProgress, signal }, dist)
  const bare = await run()
  const again = asked.isTwice && cutOf(bare) === null ? compare(bare, await run()) : null
  progress(null)
  const expect = asked.expect ?? {}
  const trace = { ...bare, end: { ...bare.end, notes: [...bare.end.notes, ...unmetNames(bare, expect)] } }
  const unmet = unmetExpectations(trace, expect)
  stdout(render(trace, asked, unmet, again))
  if (asked.scheduleFile !== null) writeText(asked.scheduleFile, `${JSON.stringify(trace.end.schedule, null, 2)}\n`)
  if (asked.htmlFile !== null) writeText(asked.htmlFile, timelineHtml(trace, pageAssets(dist)))
  refuseWrongInput(trace)
  return exitCode(trace, asked, unmet, again)
}

/** The run compared with its repetition. */
interface Again {
  readonly difference: Difference | null
  /** Why the repetition ended before it could be compared; null where it was. */
  readonly stopped: Cut | null
}

type Cut = Pick<Stop, 'reason' | 'message'>

function compare(trace: Trace, repetition: Trace): Again {
  const stopped = cutOf(repetition)
  return { difference: stopped === null ? firstDifference(trace, repetition) : null, stopped }
}

/** What ends equal runs at different points: the machine, or who waits for them. */
const cuts: readonly StopReason[] = ['interrupted', 'budget-wall', 'stuck', 'out-of-memory', 'fault']

function cutOf({ end: { stopped } }: Trace): Cut | null {
  return stopped !== null && cuts.includes(stopped.reason) ? { reason: stopped.reason, message: stopped.message } : null
}

function render(trace: Trace, { output, isExpanded }: SimulateArguments, unmet: readonly string[], again: Again | null): string {
  if (output === 'text') {
    const told = [unmet, again === null ? [] : tellAgain(again, trace)].filter((lines) => lines.length > 0)
    return [renderDiagram(trace), ...told.flatMap((lines) => ['', ...lines.map(shortLine)])].join('\n')
  }
  const report = { ...reportRun(trace, isExpanded), ...(unmet.length > 0 && { unmet }), ...(again !== null && { again }) }
  if (output === 'json') return printableJson(report, 2)
  // One line for each event, then one for the rest, so that a reader need not hold the whole.
  const { events, ...rest } = report
  return [...events, rest].map((line) => printableJson(line)).join('\n')
}

/** JSON in which no character is one that a terminal would obey, or that turns the direction of writing. */
function printableJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(/[\p{Cf}\u007f-\u009f\u2028\u2029]/gu, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  )
}

function tellAgain({ difference, stopped }: Again, trace: Trace): string[] {
  if (stopped !== null) return [`The run was repeated, and not compared, since the repetition was cut: ${stopped.message}`]
  return difference === null ? ['The run was repeated, and was the same.'] : tellDifference(difference, trace)
}

function exitCode(trace: Trace, { isStrict }: SimulateArguments, unmet: readonly string[], again: Again | null): number {
  const { dropped, unknown, lost } = summarizeRun(trace)
  const stops = [trace.end.stopped, again?.stopped ?? null].filter((stop) => stop !== null)
  if (stops.some(({ reason }) => reason === 'interrupted')) return 130
  if (stops.some(({ reason }) => reason === 'fault')) return 70
  const hasFailedCall = trace.calls.some(({ error, response }) => error !== null || (response !== null && response.status >= 500))
  const fellShort = hasFailedCall || dropped > 0 || lost > 0 || unmet.length > 0 || stops.length > 0 || (isStrict && unknown > 0)
  return fellShort || (again !== null && again.difference !== null) ? 1 : 0
}

/** What the scenario itself published and the contract rejects is a wrong call, not a fault of the app. */
function refuseWrongInput({ events }: Trace): void {
  const wrong = events.find(({ cause, state }) => cause === null && state === 'rejected')
  if (wrong !== undefined) throw new UserError(`The publish of "${wrong.name}" is not valid: ${wrong.notes[0]}`)
}

function pageAssets(dist: string): { script: string; style: string } {
  const read = (name: string): string => readFileSync(join(dist, 'media', name), 'utf8')
  return { script: read('timeline.js'), style: read('timelineStyle.css') }
}
