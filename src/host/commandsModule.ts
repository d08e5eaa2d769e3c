import { knownCall } from '../words/knownCall'
import type * as vscode from 'vscode'
import { formatCount } from '../words/number'
import type { Site } from '../model/site'
import { summarizeRun, type RunSummary } from '../report/summarizeRun'
import { askForEntry } from './run/chooseEntry'
import type { GraphModule } from './graphs/graphModule'
import { pickEvent } from './pickEvent'
import { createBodyDocuments } from './run/bodyDocuments'
import { promptBody } from './run/promptBody'
import { readOffer, type GivenOffer } from './run/readOffer'
import { registerCommands } from './registerCommands'
import { reportError, reportRun } from './reportToUser'
import { setParams } from './run/setParams'
import type { RunModule } from './run/runModule'
import { shownText } from './shownText'
import { terminalCommand } from './run/terminalCommand'
import type { Run, Simulation } from './run/simulation'
import type { TimelineModule } from './pages/timelineModule'
import { offerOfRow } from './tree/treeModule'

export interface CommandsDeps {
  readonly graphs: GraphModule
  readonly runs: RunModule
  readonly timeline: TimelineModule
  readonly memory: vscode.Memento
  readonly log: vscode.LogOutputChannel
}

/** The commands `amptEvents.*`. What fails in one is told to the user, once. */
export function createCommandsModule(vs: typeof vscode, deps: CommandsDeps): vscode.Disposable {
  const { graphs, runs, timeline, memory, log } = deps
  const documents = createBodyDocuments(vs)

  async function simulatePublish(argument?: unknown): Promise<RunSummary | null> {
    if (!(await isAllowed(vs))) return null
    const offer = readOffer(offerOfRow(argument) ?? argument) ?? (await pickEvent(vs, graphs, 'Simulate Publish'))
    const simulation = offer === null ? null : await complete(offer)
    return simulation === null ? null : run(simulation)
  }

  /** What the user is asked: the body, from the last one on, and nothing that was said already. Null where that is called off, or edited on. */
  async function complete({ event, afterMs = null, body: given, ...offer }: GivenOffer): Promise<Simulation | null> {
    const folder = offer.folder ?? folderOf(event)
    if (folder === null) return null
    const key = `body ${folder} ${event}`
    const last = memory.get<string>(key) ?? JSON.stringify(offer.bodySample ?? {})
    const answer = given === undefined ? await promptBody(vs, event, last) : { body: given }
    if (answer !== null && 'draft' in answer) await documents.open({ folder, event, afterMs }, answer.draft)
    if (answer === null || !('body' in answer)) return null
    await memory.update(key, JSON.stringify(answer.body))
    return { folder, event, body: answer.body, afterMs }
  }

  function folderOf(event: string): string | null {
    const known = graphs.graphs.find(({ graph }) => graph.events.some(({ name }) => name === event))
    return (known?.folder ?? vs.workspace.workspaceFolders?.[0])?.uri.toString() ?? null
  }

  function handlersOf({ folder, event }: Simulation): readonly Site[] {
    const own = graphs.graphs.find((each) => each.folder.uri.toString() === folder)
    return (own?.graph.events.find(({ name }) => name === event)?.handlers ?? []).map(knownCall)
  }

  async function run(simulation: Simulation): Promise<RunSummary | null> {
    const work = runs.start(simulation)
    void showLongRun(work, simulation.event)
    await timeline.show()
    const finished = await work.catch((error: unknown) => {
      timeline.fail(error instanceof Error ? error.message : String(error))
      void reportError(vs, error, log, vs.Uri.parse(simulation.folder), () => run(simulation))
      return null
    })
    if (finished === null) return null
    void reportRun(vs, finished, handlersOf(simulation))
    return summarizeRun(finished.trace)
  }

  /** Only a run that takes its time is worth a notification; the status bar and the timeline tell of it anyway. */
  async function showLongRun(work: Promise<Run | null>, event: string): Promise<void> {
    const settled = work.then(
      () => true,
      () => true,
    )
    if (await Promise.race([settled, new Promise<false>((wake) => setTimeout(wake, LONG_MS, false))])) return
    const options = { location: vs.ProgressLocation.Notification, title: `Simulating ${shownText(event)}`, cancellable: true }
    await vs.window.withProgress(options, async (progress, token) => {
      token.onCancellationRequested(() => runs.cancel())
      const listener = runs.onDidProgress(({ attempts }) => progress.report({ message: formatCount(attempts, 'attempt') }))
      await settled
      listener.dispose()
    })
  }

  const commands = {
    simulatePublish,
    rerun: async () => {
      const [last] = runs.runs
      return last !== undefined && (await isAllowed(vs)) ? run(last.simulation) : null
    },
    cancel: () => runs.cancel(),
    refresh: () => vs.window.withProgress({ location: { viewId: 'amptEvents.events' } }, () => graphs.refresh()),
    // Whoever asks for it by keyboard goes on in it.
    showTimeline: () => vs.commands.executeCommand('amptEvents.timeline.focus'),
    setParams: async () => {
      const shown = runs.selected
      const missing = shown?.trace.end.missingParams ?? []
      if (shown === null || missing.length === 0) {
        void vs.window.showInformationMessage('The run in the timeline read no parameter that is not set.')
        return null
      }
      const set = await setParams(vs, vs.Uri.parse(shown.simulation.folder), missing)
      return set.length > 0 && (await isAllowed(vs)) ? run(shown.simulation) : null
    },
    copyCommand: async () => {
      if (runs.selected === null) return
      const { line, variables } = terminalCommand(runs.selected.asked)
      await vs.env.clipboard.writeText(line)
      if (variables.length === 0) return void vs.window.setStatusBarMessage('Copied the command of the run in the timeline.', COPIED_MS)
      const told = `Copied, but for the values of parameters and of the environment: set ${variables.join(', ')} in the terminal first.`
      void vs.window.showInformationMessage(shownText(told))
    },
    chooseEntry: async () => {
      const folder = await pickFolder(vs)
      return folder && askForEntry(vs, memory, folder.uri)
    },
  }
  return vs.Disposable.from(documents, registerCommands(vs, log, commands))
}

/** How long the status bar says that something was copied, in ms. */
const COPIED_MS = 3_000
/** A run that is over sooner shows no notification, in ms. */
const LONG_MS = 1_000

async function isAllowed(vs: typeof vscode): Promise<boolean> {
  if (vs.workspace.isTrusted) return true
  const manage = 'Manage Workspace Trust'
  const message = 'Simulating runs the code of this workspace. Trust the workspace first; its events can be read without.'
  if ((await vs.window.showWarningMessage(message, manage)) === manage) await vs.commands.executeCommand('workbench.trust.manage')
  return vs.workspace.isTrusted
}

async function pickFolder(vs: typeof vscode): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vs.workspace.workspaceFolders ?? []
  return folders.length > 1 ? vs.window.showWorkspaceFolderPick() : folders[0]
}
