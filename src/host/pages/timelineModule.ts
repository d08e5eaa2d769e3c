import type * as vscode from 'vscode'
import { formatCount } from '../../words/number'
import type { Unnumbered } from '../../flow/flowMessages'
import type { Lacking, ToTimelinePage } from '../../model/timelineProtocol'
import { attemptColumnNames, type Trace } from '../../model/trace'
import { openSite } from '../openSite'
import { pageHtml } from './pageHtml'
import { readPageMessage } from './readPageMessage'
import type { RunModule } from '../run/runModule'
import { targetSite } from './targetSite'

export interface TimelineModule extends vscode.Disposable {
  /** Opens the view in the panel; the keyboard stays where it is. */
  show(): Promise<void>
  /** Says in the page why there is no run. */
  fail(message: string): void
}

const VIEW = 'amptEvents.timeline'

/** The command that gives what is lacking. */
const lacking: Readonly<Record<Lacking, { readonly command: string; readonly argument?: string }>> = {
  run: { command: 'amptEvents.simulatePublish' },
  params: { command: 'amptEvents.setParams' },
  network: { command: 'workbench.action.openSettings', argument: '@id:amptEvents.network,amptEvents.allowedHosts' },
}

/** The timeline in the bottom panel. The page holds nothing: it is told all again whenever it is opened. */
export function createTimelineModule(
  vs: typeof vscode,
  { runs, media, log }: { runs: RunModule; media: vscode.Uri; log: vscode.LogOutputChannel },
): TimelineModule {
  let view: vscode.WebviewView | null = null
  let isReady = false
  let seq = 0
  let shown: Trace | null = null
  let failure: string | null = null

  function send(message: Unnumbered<ToTimelinePage>): void {
    if (isReady) void view?.webview.postMessage({ ...message, seq: ++seq })
  }

  function sendRuns(): void {
    const { selected, running } = runs
    if (running !== null) failure = null
    send({ type: 'runs', runs: runs.runs.map(({ id, title }) => ({ id, title })), selected: selected?.id ?? null })
    if (selected !== null && selected.trace !== shown) send({ type: 'trace', run: selected.id, trace: trimmed(selected.trace) })
    shown = selected?.trace ?? null
    send({ type: 'progress', text: running === null ? null : `Simulating ${running}…` })
  }

  function receive(message: unknown): void {
    const asked = readPageMessage(message)
    if (asked === null) return log.warn('The timeline page sent a message that is not understood.', message)
    if (asked.type === 'ready') {
      isReady = true
      seq = 0
      shown = null
      sendRuns()
      if (failure !== null) send({ type: 'failed', message: failure })
    } else if (asked.type === 'selectRun') runs.select(asked.run)
    else if (asked.type === 'give') void vs.commands.executeCommand(lacking[asked.what].command, lacking[asked.what].argument)
    else {
      const run = runs.runs.find(({ id }) => id === asked.run)
      const site = run === undefined ? null : targetSite(run.trace, asked.target)
      if (run !== undefined && site !== null) void openSite(vs, vs.Uri.parse(run.simulation.folder), site)
    }
  }

  const provider: vscode.WebviewViewProvider = {
    resolveWebviewView: (resolved) => {
      view = resolved
      isReady = false
      resolved.webview.options = { enableScripts: true, localResourceRoots: [media] }
      resolved.webview.onDidReceiveMessage(receive)
      resolved.onDidDispose(() => {
        if (view === resolved) view = null
      })
      resolved.webview.html = pageHtml(vs, resolved.webview, media, { name: 'timeline', title: 'Ampt Timeline' })
    },
  }

  const subscriptions = vs.Disposable.from(
    vs.window.registerWebviewViewProvider(VIEW, provider),
    runs.onDidChange(sendRuns),
    runs.onDidProgress(({ attempts }) =>
      send({ type: 'progress', text: `Simulating ${runs.running}: ${formatCount(attempts, 'attempt')}` }),
    ),
  )
  return {
    show: async () => {
      if (view === null) await vs.commands.executeCommand(`${VIEW}.focus`, { preserveFocus: true })
      else view.show(true)
    },
    fail: (message) => {
      failure = message
      send({ type: 'failed', message })
    },
    dispose: () => void subscriptions.dispose(),
  }
}

/** Columns have room to grow, which need not travel. */
function trimmed(trace: Trace): Trace {
  const attempts = { ...trace.attempts }
  for (const name of attemptColumnNames) Object.assign(attempts, { [name]: trace.attempts[name].slice(0, attempts.length) })
  return { ...trace, attempts }
}
