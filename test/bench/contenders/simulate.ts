import { readdirSync, readFileSync } from 'node:fs'
import { defaultScenario } from '../../../src/simulator/defaultScenario'
import { simulate } from '../../../src/sandbox/client/simulate'
import { report } from '../contenders'
import { ATTEMPTS, RETRY_EVERY_MS, resultOf, type Shape } from './shapes'
import type { PublishStep, Scenario } from '../../../src/model/scenario'

/** Our run of an app with a handler of the shape. `what` is measured: `run` in the child, from loading the app to its end, or the `whole`. */
async function main([eventsText, shape, folder, dist, what]: string[]): Promise<void> {
  const events = Number(eventsText)
  const start = performance.now()
  const poison = Array.from({ length: events }, (): PublishStep => ({ kind: 'publish', atMs: 0, name: 'poison', body: {} }))
  const scenario: Scenario = {
    ...defaultScenario,
    ...((shape as Shape) === 'fulfil' ? { untilMs: ATTEMPTS * RETRY_EVERY_MS } : { steps: poison }),
    concurrency: events,
    budgets: { ...defaultScenario.budgets, events: events * ATTEMPTS },
  }
  let childMb = 0
  const onProgress = (): void => void (childMb = Math.max(childMb, peakOfChildren()))
  const trace = await simulate({ folder: folder!, entry: null, scenario, stubs: {}, nodePath: null, onProgress }, dist!)
  const ms = what === 'run' ? trace.end.wallMs : performance.now() - start
  const { length, atMs, durationMs } = trace.attempts
  report(ms, resultOf(length, atMs[length - 1]! + durationMs[length - 1]!), childMb)
}

/** Peak memory of the child processes in MB, where the system tells it (Linux). */
function peakOfChildren(): number {
  try {
    const children = readdirSync('/proc/self/task').flatMap(
      (task) => readFileSync(`/proc/self/task/${task}/children`, 'utf8').match(/\d+/g) ?? [],
    )
    const peaks = children.map((child) => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child}/status`, 'utf8'))?.[1] ?? 0))
    return Math.max(0, ...peaks) / 1024
  } catch {
    return 0
  }
}

void main(process.argv.slice(2)).then(() => process.exit(0))
