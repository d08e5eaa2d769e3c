import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DAY_MS } from '../words/duration'
import { formatCount } from '../words/number'
import { shortLine } from '../words/oneLine'
import type { Trace } from '../model/trace'
import { UserError } from '../model/userError'
import { simulate } from '../sandbox/client/simulate'
import { unmetExpectations } from '../report/unmetExpectations'
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
  const trace = await run()
  const again: Again | null = asked.isTwice && !signal.aborted ? { difference: firstDifference(trace, await run()) } : null
  progress(null)
  const unmet = asked.expect === null ? [] : unmetExpectations(trace, asked.expect)
  stdout(render(trace, asked, unmet, again))
  if (asked.scheduleFile !== null) writeText(asked.scheduleFile, `${JSON.stringify(trace.end.schedule, null, 2)}\n`)
  if (asked.htmlFile !== null) writeText(asked.htmlFile, timelineHtml(trace, pageAssets(dist)))
  refuseWrongInput(trace)
  return exitCode(trace, asked, unmet.length > 0 || (again?.difference ?? null) !== null)
}

/** The run compared with its repetition. */
interface Again {
  readonly difference: Difference | null
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

function tellAgain({ difference }: Again, trace: Trace): string[] {
  return difference === null ? ['The run was repeated, and was the same.'] : tellDifference(difference, trace)
}

function exitCode(trace: Trace, { isStrict }: SimulateArguments, isUnexpected: boolean): number {
  const { dropped, unknown, lost } = summarizeRun(trace)
  const { stopped } = trace.end
  if (stopped?.reason === 'interrupted') return 130
  const hasFailedCall = trace.calls.some(({ error, response }) => error !== null || (response !== null && response.status >= 500))
  return isUnexpected || hasFailedCall || dropped > 0 || lost > 0 || stopped !== null || (isStrict && unknown > 0) ? 1 : 0
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
