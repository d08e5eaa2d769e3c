import { realpathSync } from 'node:fs'
import { exactPlace } from '../../words/place'
import { FAULT_CODE, lateKey, type FromChild, type LateFile } from '../../model/protocol'
import type { Scenario } from '../../model/scenario'
import type { Stop, Trace, TraceEnd } from '../../model/trace'
import { LoadError, UserError } from '../../model/userError'
import { stopped, troubleStop } from '../../simulator/stops'
import { TraceStore } from '../../simulator/traceStore'
import { bundle, type Bundle } from './bundle'
import { startChild, type Child, type ChildEnd, type ChildKind } from './childProcess'
import { findEntry } from './findEntry'
import type { Stubs } from './stubs'

/** One run of an app, as a door asks for it. */
export interface SimulateRequest {
  /** Absolute path of the workspace folder. */
  readonly folder: string
  /** Entry relative to the folder; null lets `findEntry` look. */
  readonly entry: string | null
  readonly scenario: Scenario
  /** Modules replaced by files of the workspace: specifier to path relative to the folder. */
  readonly stubs: Stubs
  /** Node executable that runs the child; null is the running one. */
  readonly nodePath: string | null
  /** Called with each chunk of the trace: up to fifty times a second, more often while many events come. */
  readonly onProgress?: (progress: Progress) => void
  /** Ends the run; what ran so far is returned with `stopped.reason` `interrupted`. */
  readonly signal?: AbortSignal
}

export interface Progress {
  readonly attempts: number
  /** Virtual ms since the start. */
  readonly virtualMs: number
}

/** What a run needs to begin; who keeps it ready between runs makes the next one start sooner. */
export interface Start {
  child(kind: ChildKind): Child
  bundle(folder: string, entry: string, stubs: Stubs, late: readonly LateFile[]): Promise<Bundle>
}

/** Wall time that the child has to end by itself when told to, before it is killed, in ms. */
const GRACE_MS = 2_000

/**
 * Bundles the app's entry, runs the scenario on it in a child process and returns the trace. A run that did not end by itself
 * (budget, stuck loop, crash, interruption) returns what it has, with `end.stopped` set.
 * Rejects with `UserError` of kind `input` (no or several entries) or `load` (the app does not bundle or throws on import).
 * `dist` is the folder of the built child (`child.js`).
 */
export function simulate(request: SimulateRequest, dist: string): Promise<Trace> {
  return simulateFrom(request, { child: (kind) => startChild(dist, kind), bundle })
}

/** The same with a start of the caller's. */
export async function simulateFrom(request: SimulateRequest, start: Start): Promise<Trace> {
  const entry = await findEntry(request.folder, request.entry)
  // Node and the bundler tell of files by where they really are.
  const folder = realpathSync(request.folder)
  const late = new Map<string, LateFile>()
  for (;;) {
    const result = await runOnce({ ...request, folder }, start, entry, [...late.values()])
    if (!('outside' in result)) return result
    // A run is the same when it is made again, but for what it could not know of these files.
    const known = late.size
    for (const file of result.outside) late.set(lateKey(file), file)
    if (late.size === known) throw new Error(`${result.outside[0]?.path} was put in the bundle and not found there.`)
  }
}

/** Gives the trace, or the files that the bundle lacks. */
async function runOnce(
  request: SimulateRequest,
  start: Start,
  entry: string,
  late: readonly LateFile[],
): Promise<Trace | { readonly outside: readonly LateFile[] }> {
  const { folder, scenario, nodePath, signal } = request
  const store = new TraceStore()
  let end: TraceEnd | null = null
  let loadError: UserError | null = null
  let trouble: Stop | null = null
  let outside: readonly LateFile[] | null = null
  const onMessage = (message: FromChild): void => {
    if (message.type === 'outside') outside = message.files
    else if (message.type === 'end') end = message.end
    else if (message.type === 'loadFailed') loadError = new LoadError(loadFailure(message, entry), message.missingParams)
    else if (message.type === 'trouble') {
      const event = /"(.*)"/.exec(message.doing)?.[1] ?? null
      trouble = troubleStop(message.trouble, message.doing, scenario.budgets, { event, site: null })
    } else {
      store.append(message.chunk)
      request.onProgress?.({ attempts: store.attempts.length, virtualMs: store.lastMs })
    }
  }
  // The child starts up while the app is bundled.
  const child = start.child({
    folder,
    nodePath,
    heapMb: scenario.budgets.heapMb,
    timeZone: scenario.timeZone,
    isHardened: scenario.isHardened,
  })
  child.listen(onMessage)
  const timers: NodeJS.Timeout[] = []
  let isTooLong = false
  const killAfter = (ms: number): void => {
    const kill = (): void => {
      isTooLong = true
      child.kill()
    }
    timers.push(setTimeout(kill, ms))
  }
  const interrupt = (): void => {
    child.send({ type: 'stop' })
    killAfter(GRACE_MS)
  }
  signal?.addEventListener('abort', interrupt)
  if (signal?.aborted === true) interrupt()
  killAfter(scenario.budgets.wallMs + GRACE_MS)
  try {
    const bundle = await Promise.race([start.bundle(folder, entry, request.stubs, late), child.ended.then(diedEarly)])
    child.send({ type: 'run', job: { folder, entry, ...bundle, scenario, scratch: child.scratch } })
    const how = await child.ended
    if (outside !== null) return { outside }
    if (loadError !== null) throw loadError as UserError
    const header = { version: 1, seed: scenario.seed, contract: scenario.contract, start: scenario.start, entry } as const
    return store.finish(header, end ?? cutEnd(store, scenario, trouble ?? stopOf(how, signal, isTooLong)))
  } finally {
    for (const timer of timers) clearTimeout(timer)
    signal?.removeEventListener('abort', interrupt)
    await child.discard()
  }
}

function diedEarly({ stderr }: ChildEnd): never {
  throw new UserError(`The process for the app ended before it was loaded: ${stderr.trim().split('\n').at(-1) ?? ''}`, 'load')
}

/** The end of a run whose child could not tell it any more. */
function cutEnd(store: TraceStore, scenario: Scenario, stopped: Stop): TraceEnd {
  const at = scenario.start + store.lastMs
  const notes = ['The process ended before it could tell its data, its notes and the choices of its schedule.']
  return { at, stopped, idle: null, waiting: [], data: {}, notSimulated: [], notes, schedule: { version: 1, choices: {} }, wallMs: 0 }
}

function stopOf({ code, signal: killedBy, stderr }: ChildEnd, signal: AbortSignal | undefined, isTooLong: boolean): Stop {
  if (signal?.aborted === true) return stopped('interrupted', 'The run was interrupted.')
  const bound = 'with --until or the setting amptEvents.until.'
  if (/heap out of memory|heap limit/i.test(stderr))
    return stopped('out-of-memory', `The app needed more memory than the run may take. Bound the run ${bound}`)
  if (isTooLong) return stopped('budget-wall', `The run did not end within its wall time. Bound it ${bound}`)
  const lastWords = stderr.trim() === '' ? '' : ` Its last words: ${stderr.trim().split('\n').slice(-5).join(' | ')}`
  if (code === FAULT_CODE) return stopped('fault', `The simulator failed by a fault of its own.${lastWords}`)
  const how = killedBy === null ? `with exit code ${code}` : `by ${killedBy}`
  return stopped('crashed', `The process of the app ended ${how}.${lastWords}`)
}

function loadFailure({ error, notes }: FromChild & { type: 'loadFailed' }, entry: string): string {
  const place = error.site === null ? entry : exactPlace(error.site)
  const advice = notes.length === 0 ? ['Mend it, then run again.'] : notes
  return [`The app could not be loaded: ${error.name}: ${error.message} (${place}).`, ...advice].join(' ')
}
