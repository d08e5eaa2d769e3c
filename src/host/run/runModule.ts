import type * as vscode from 'vscode'
import type { Trace } from '../../model/trace'
import { UserError } from '../../model/userError'
import { chooseEntry } from './chooseEntry'
import { readSettings, type Settings } from '../settings'
import type { Progress, SimulateRequest } from '../../sandbox/client/simulate'
import { runTitle } from './runTitle'
import { withParamsFile } from './withParamsFile'
import type { Run, Simulation } from './simulation'

/** The runs of this window: the one under way and the last ones. */
export interface RunModule extends vscode.Disposable {
  /** Newest first. */
  readonly runs: readonly Run[]
  /** The run that the timeline shows. */
  readonly selected: Run | null
  /** The event being simulated; null when nothing runs. */
  readonly running: string | null
  readonly onDidChange: vscode.Event<void>
  readonly onDidProgress: vscode.Event<Progress>
  /**
   * Runs a simulation; one that is under way is cancelled first. Resolves to null when the user called it off before it began.
   * Rejects with `UserError` when the app has no entry or cannot be loaded.
   */
  start(simulation: Simulation): Promise<Run | null>
  /** Ends the run under way; what ran so far is kept as its result. */
  cancel(): void
  select(id: string): void
}

/** Older runs are forgotten: a trace can take tens of megabytes. */
const RUNS_KEPT = 10

export function createRunModule(
  vs: typeof vscode,
  deps: { simulate: (request: SimulateRequest) => Promise<Trace>; memory: vscode.Memento; log: vscode.LogOutputChannel },
): RunModule {
  const changed = new vs.EventEmitter<void>()
  const progressed = new vs.EventEmitter<Progress>()
  let runs: readonly Run[] = []
  let selected: Run | null = null
  let underWay: { readonly event: string; readonly abort: AbortController } | null = null
  let last: Promise<unknown> = Promise.resolve()
  let count = 0

  async function start(simulation: Simulation): Promise<Run | null> {
    const folder = vs.Uri.parse(simulation.folder)
    const settings = readSettings(vs, folder)
    const entry = await chooseEntry(vs, deps.memory, folder, settings.entry)
    if (entry === null) return null
    underWay?.abort.abort()
    const own = (underWay = { event: simulation.event, abort: new AbortController() })
    announce()
    const run = last
      .then(() => runAlone(simulation, folder, entry, settings, own.abort.signal))
      .finally(() => {
        if (underWay === own) underWay = null
        announce()
      })
    last = run.catch(() => null)
    return run
  }

  async function runAlone(
    simulation: Simulation,
    folder: vscode.Uri,
    entry: string,
    { scenario, nodePath, paramsFile }: Settings,
    signal: AbortSignal,
  ): Promise<Run | null> {
    if (signal.aborted) return null
    await saveFiles(folder)
    const { event, body, afterMs } = simulation
    const step = { kind: 'publish', atMs: 0, name: event, body, ...(afterMs !== null && { after: afterMs }) } as const
    const asked = { folder: folder.fsPath, entry, scenario: { ...scenario, steps: [step] }, paramsFile }
    const trace = await deps.simulate({
      folder: folder.fsPath,
      entry,
      scenario: await withParamsFile(asked.scenario, folder.fsPath, paramsFile),
      stubs: {},
      nodePath,
      onProgress: (progress) => progressed.fire(progress),
      signal,
    })
    const run = { id: `${++count}`, title: `#${count} ${runTitle(event, trace)}`, simulation, asked, trace }
    runs = [run, ...runs].slice(0, RUNS_KEPT)
    selected = run
    deps.log.info(`${run.title}, ${trace.attempts.length} attempts in ${Math.round(trace.end.wallMs)} ms`)
    return run
  }

  /** The app is run as it lies on disk. */
  async function saveFiles(folder: vscode.Uri): Promise<void> {
    const isOwn = ({ uri, isDirty }: vscode.TextDocument): boolean =>
      isDirty && uri.scheme === 'file' && vs.workspace.getWorkspaceFolder(uri)?.uri.toString() === folder.toString()
    const changed = vs.workspace.textDocuments.filter(isOwn)
    await Promise.all(changed.map((document) => document.save()))
    // Another save, such as the editor's own after a delay, may have come first: what counts is how it is now.
    if (changed.some(({ isDirty }) => isDirty))
      throw new UserError('A changed file could not be saved, so it would not be simulated. Save it first.')
  }

  function announce(): void {
    void vs.commands.executeCommand('setContext', 'amptEvents.isRunning', underWay !== null)
    void vs.commands.executeCommand('setContext', 'amptEvents.hasRun', runs.length > 0)
    changed.fire()
  }

  return {
    get runs() {
      return runs
    },
    get selected() {
      return selected
    },
    get running() {
      return underWay?.event ?? null
    },
    onDidChange: changed.event,
    onDidProgress: progressed.event,
    start,
    cancel: () => underWay?.abort.abort(),
    select: (id) => {
      selected = runs.find((run) => run.id === id) ?? selected
      changed.fire()
    },
    dispose: () => {
      underWay?.abort.abort()
      changed.dispose()
      progressed.dispose()
    },
  }
}
