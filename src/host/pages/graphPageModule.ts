import type * as vscode from 'vscode'
import type { FlowClient } from '../../flow/flowClient'
import type { Unnumbered } from '../../flow/flowMessages'
import { firstView, readView, type GraphView } from '../../flow/graphView'
import type { ToGraphPage } from '../../model/graphPageProtocol'
import { drawRequest, type Asked } from './drawRequest'
import type { GraphModule } from '../graphs/graphModule'
import { exportPicture } from './exportPicture'
import type { CurrentGraphs } from '../language/currentGraphs'
import { openSite } from '../openSite'
import { pageHtml } from './pageHtml'
import { meantEvent } from '../pickEvent'
import { readGraphPageMessage } from './readGraphPageMessage'
import { registerCommands } from '../registerCommands'
import { reportError } from '../reportToUser'
import type { RunModule } from '../run/runModule'

const TYPE = 'amptEvents.graph'
const MEMORY = 'graphView'
/** Longer than this, the page says that it waits; and longer than that, it is told that it is in vain. In ms. */
const PATIENCE_MS = 400
const LIMIT_MS = 15_000

/** The picture of the event graph in an editor tab. There is one; it follows the graph and the runs, and keeps what it shows. */
export function createGraphPageModule(
  vs: typeof vscode,
  deps: {
    readonly graphs: GraphModule
    readonly current: CurrentGraphs
    readonly runs: RunModule
    readonly flow: FlowClient
    readonly memory: vscode.Memento
    readonly media: vscode.Uri
    /** Folder of the images that VS Code shows by itself. */
    readonly icons: vscode.Uri
    readonly log: vscode.LogOutputChannel
  },
): vscode.Disposable {
  const { graphs, current, runs, flow, memory, media, icons, log } = deps
  let panel: vscode.WebviewPanel | null = null
  let isReady = false
  let seq = 0
  /** Counts the pages: what was drawn for an earlier one is not for this. */
  let pages = 0
  let latest = 0
  let view = readView(memory.get(MEMORY))
  /** What was shown before each focus, the last at the end. */
  let before: GraphView[] = []
  /** What the page shows. */
  let shown: Asked | null = null
  /** The page has to be told all. */
  let isFresh = true
  let toReveal: string | null = null

  function send(message: Unnumbered<ToGraphPage>): void {
    if (isReady) void panel?.webview.postMessage({ ...message, seq: ++seq })
  }

  function change(next: Partial<GraphView>): void {
    view = { ...view, ...next }
    void memory.update(MEMORY, view)
    void update()
  }

  /** Draws what there is now; a later call makes an earlier one pointless. */
  async function update(): Promise<void> {
    const own = ++latest
    if (panel === null || !isReady) return
    const isLatest = (): boolean => own === latest
    const patience = setTimeout(() => isLatest() && send({ type: 'busy', text: 'Laying out the graph…' }), PATIENCE_MS)
    const asked = drawRequest(vs, { graphs, runs }, view)
    try {
      await draw(asked, isLatest)
    } catch (error) {
      log.error(error as Error)
    } finally {
      clearTimeout(patience)
      if (isLatest()) send({ type: 'busy', text: null })
    }
  }

  /** A graph that cannot be laid out is told of in words. */
  async function draw(asked: Asked, isLatest: () => boolean): Promise<void> {
    const own = pages
    // Even where it is not the latest: what comes next builds on it.
    const tell = (message: Unnumbered<ToGraphPage>): void => {
      if (own !== pages) return
      shown = asked
      if (message.type === 'reveal') toReveal = null
      send(message)
    }
    const page = { isFresh, reveal: toReveal, tell }
    isFresh = false
    const signal = AbortSignal.timeout(LIMIT_MS)
    try {
      await flow.draw(asked.request, page, signal)
    } catch (error) {
      if (!isLatest()) return
      if (!signal.aborted) log.error(error as Error)
      const failure = signal.aborted
        ? 'This part of the graph is too tangled to be drawn. Focus on one event, with fewer steps around it.'
        : `The graph could not be drawn. ${(error as Error).message}`
      await flow.draw({ ...asked.request, failure }, { ...page, isFresh: true }, AbortSignal.timeout(LIMIT_MS))
    }
  }

  function focus(node: string | null): void {
    if (node === view.focus) return
    before = node === null ? [] : [...before, view]
    change({ focus: node })
  }

  async function receive(message: unknown): Promise<void> {
    const asked = readGraphPageMessage(message)
    if (asked === null) return log.warn('The graph page sent a message that is not understood.', message)
    switch (asked.type) {
      case 'ready':
        isReady = true
        isFresh = true
        pages++
        seq = 0
        return update()
      case 'room':
        return asked.isHigh === view.isDown ? undefined : change({ isDown: asked.isHigh })
      case 'folder':
        before = []
        return change({ folder: asked.folder, focus: null })
      case 'focus':
        return focus(asked.node)
      case 'back':
        return change({ focus: before.pop()?.focus ?? null })
      case 'depth':
        return change({ depth: asked.depth })
      case 'cyclesOnly':
        return change({ isCyclesOnly: asked.isOn })
      case 'run':
        return change({ isRunShown: asked.isShown })
      case 'open': {
        const site = (await flow.find(asked.of, asked.id))?.sites[asked.place]?.site
        if (shown?.folder && site !== undefined) await openSite(vs, shown.folder, site, besideColumn())
        return
      }
      case 'simulate': {
        const node = await flow.find('node', asked.node)
        if (shown?.folder && node?.kind === 'event') {
          await vs.commands.executeCommand('amptEvents.simulatePublish', { event: node.name, folder: shown.folder.toString() })
        }
      }
    }
  }

  /** Where code opens without covering the picture: an editor that is there already, else a new column. */
  function besideColumn(): vscode.ViewColumn {
    const others = vs.window.visibleTextEditors
      .flatMap(({ viewColumn }) => viewColumn ?? [])
      .filter((column) => column !== panel?.viewColumn)
    return others[0] ?? vs.ViewColumn.Beside
  }

  function adopt(opened: vscode.WebviewPanel): void {
    panel = opened
    isReady = false
    flow.warm()
    opened.webview.options = { enableScripts: true, localResourceRoots: [media] }
    opened.webview.onDidReceiveMessage((message: unknown) => {
      receive(message).catch((error: unknown) => void reportError(vs, error, log))
    })
    opened.onDidDispose(() => {
      if (panel !== opened) return
      panel = null
      isReady = false
    })
    opened.iconPath = { light: vs.Uri.joinPath(icons, 'iconLight.svg'), dark: vs.Uri.joinPath(icons, 'iconDark.svg') }
    opened.webview.html = pageHtml(vs, opened.webview, media, { name: 'graph', title: 'Event Graph' })
  }

  function open(): void {
    if (panel !== null) return panel.reveal()
    // A tab of the last session that nobody looked at yet has no page, and cannot be brought to the front.
    const tabs = vs.window.tabGroups.all.flatMap((group) => group.tabs)
    void vs.window.tabGroups.close(tabs.filter(({ input }) => input instanceof vs.TabInputWebview && input.viewType.endsWith(TYPE)))
    adopt(vs.window.createWebviewPanel(TYPE, 'Event Graph', vs.ViewColumn.Active, {}))
  }

  async function focusInGraph(argument: unknown): Promise<void> {
    const given = await meantEvent(vs, current, argument, 'Focus Event in Graph')
    if (given === null) return
    open()
    toReveal = `event:${given.event}`
    if (view.focus === toReveal && (given.folder === null || given.folder === view.folder)) return update()
    before = [...before, view]
    change({ focus: toReveal, isCyclesOnly: false, ...(given.folder !== null && { folder: given.folder }) })
  }

  /** What the page shows, or would. */
  function exportAs(form: 'svg' | 'mermaid'): Promise<void> {
    const asked = drawRequest(vs, { graphs, runs }, panel === null ? firstView : view)
    return exportPicture(vs, flow, asked, form, AbortSignal.timeout(LIMIT_MS))
  }

  const subscriptions = vs.Disposable.from(
    graphs.onDidChange(() => void update()),
    runs.onDidChange(() => void update()),
    vs.window.registerWebviewPanelSerializer(TYPE, {
      // One that comes late is not needed any more.
      deserializeWebviewPanel: (opened) => Promise.resolve(panel === null ? adopt(opened) : void opened.dispose()),
    }),
    registerCommands(vs, log, {
      showGraph: open,
      focusInGraph,
      exportGraphSvg: () => exportAs('svg'),
      exportGraphMermaid: () => exportAs('mermaid'),
    }),
  )
  return {
    dispose: () => {
      subscriptions.dispose()
      panel?.dispose()
      void flow.dispose()
    },
  }
}
