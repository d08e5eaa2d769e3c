import { randomBytes } from 'node:crypto'
import type * as vscode from 'vscode'
import type { LayoutClient } from '../flow/layoutClient'
import type { GraphPicture, ToGraphPage } from '../model/graphPageProtocol'
import { pictureDelta } from '../flow/pictureDelta'
import { readFocusArgument } from './readFocusArgument'
import { drawPicture, type Drawn } from './drawPicture'
import type { GraphModule } from './graphModule'
import { exportPicture } from './exportPicture'
import { firstView, readView, type GraphView } from './graphView'
import { openSite } from './openSite'
import { pickEvent } from './pickEvent'
import { readGraphPageMessage } from './readGraphPageMessage'
import { reportError } from './reportToUser'
import type { RunModule } from './runModule'

const TYPE = 'amptEvents.graph'
const MEMORY = 'graphView'
/** Longer than this, the page says that it waits; and longer than that, it is told that it is in vain. In ms. */
const PATIENCE_MS = 400
const LIMIT_MS = 15_000

type Unnumbered<T> = T extends unknown ? Omit<T, 'seq'> : never

/** The picture of the event graph in an editor tab. There is one; it follows the graph and the runs, and keeps what it shows. */
export function createGraphPageModule(
  vs: typeof vscode,
  deps: {
    readonly graphs: GraphModule
    readonly runs: RunModule
    readonly layout: LayoutClient
    readonly memory: vscode.Memento
    readonly media: vscode.Uri
    readonly log: vscode.LogOutputChannel
  },
): vscode.Disposable {
  const { graphs, runs, layout, memory, media, log } = deps
  let panel: vscode.WebviewPanel | null = null
  let isReady = false
  let seq = 0
  let latest = 0
  let view = readView(memory.get(MEMORY))
  /** What was shown before each focus, the last at the end. */
  let before: GraphView[] = []
  let drawn: Drawn | null = null
  let sent: GraphPicture | null = null
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
    if (panel === null) return
    const isLatest = (): boolean => own === latest
    const patience = setTimeout(() => isLatest() && send({ type: 'busy', text: 'Laying out the graph…' }), PATIENCE_MS)
    try {
      const next = await drawPicture(vs, { graphs, runs, layout, view, isLatest, signal: AbortSignal.timeout(LIMIT_MS) })
      if (next === null || !isLatest()) return
      drawn = next
      show(next.picture)
    } catch (error) {
      log.error(error as Error)
    } finally {
      clearTimeout(patience)
      if (isLatest()) send({ type: 'busy', text: null })
    }
  }

  function show(picture: GraphPicture): void {
    if (!isReady) return
    if (sent === null) send({ type: 'picture', picture })
    else {
      const delta = pictureDelta(sent, picture)
      if (delta !== null) send({ type: 'delta', delta })
    }
    sent = picture
    if (toReveal !== null && picture.nodes.some(({ id }) => id === toReveal)) {
      send({ type: 'reveal', node: toReveal })
      toReveal = null
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
        seq = 0
        sent = null
        if (drawn !== null) show(drawn.picture)
        return update()
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
        const site = drawn?.sitesOf(asked.of, asked.id)[asked.place]?.site
        if (drawn?.folder && site !== undefined) await openSite(vs, drawn.folder, site, besideColumn())
        return
      }
      case 'simulate': {
        const node = drawn?.flow.nodes.get(asked.node)
        if (drawn?.folder && node?.kind === 'event') {
          await vs.commands.executeCommand('amptEvents.simulatePublish', { event: node.name, folder: drawn.folder.toString() })
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
    opened.webview.options = { enableScripts: true, localResourceRoots: [media] }
    opened.webview.onDidReceiveMessage((message: unknown) => {
      receive(message).catch((error: unknown) => void reportError(vs, error, log))
    })
    opened.onDidDispose(() => {
      if (panel !== opened) return
      panel = null
      isReady = false
      sent = null
    })
    opened.webview.html = pageHtml(vs, opened.webview, media)
  }

  function open(): void {
    if (panel === null) adopt(vs.window.createWebviewPanel(TYPE, 'Event Graph', vs.ViewColumn.Active, {}))
    else panel.reveal()
  }

  /** Focuses on the event that is named, else on the one at the cursor, else on one that is asked for. */
  async function focusInGraph(argument: unknown): Promise<void> {
    const given = readFocusArgument(vs, graphs, argument) ?? (await pickEvent(vs, graphs, 'Focus in Graph'))
    if (given === null) return
    open()
    toReveal = `event:${given.event}`
    if (view.focus === toReveal && (given.folder === null || given.folder === view.folder)) return update()
    before = [...before, view]
    change({ focus: toReveal, isCyclesOnly: false, ...(given.folder !== null && { folder: given.folder }) })
  }

  const commands: Record<string, (argument?: unknown) => unknown> = {
    showGraph: open,
    focusInGraph,
    exportGraphSvg: async () => exportPicture(vs, await drawnNow(), 'svg'),
    exportGraphMermaid: async () => exportPicture(vs, await drawnNow(), 'mermaid'),
  }

  /** What the page shows, or would. */
  function drawnNow(): Promise<Drawn | null> {
    const wanted = panel === null ? firstView : view
    return drawPicture(vs, { graphs, runs, layout, view: wanted, isLatest: () => true, signal: AbortSignal.timeout(LIMIT_MS) })
  }

  const subscriptions = vs.Disposable.from(
    graphs.onDidChange(() => void update()),
    runs.onDidChange(() => void update()),
    vs.window.registerWebviewPanelSerializer(TYPE, {
      deserializeWebviewPanel: (opened) => Promise.resolve(adopt(opened)),
    }),
    ...Object.entries(commands).map(([name, command]) =>
      vs.commands.registerCommand(`amptEvents.${name}`, async (argument?: unknown) => {
        try {
          await command(argument)
        } catch (error) {
          void reportError(vs, error, log)
        }
      }),
    ),
  )
  return {
    dispose: () => {
      subscriptions.dispose()
      panel?.dispose()
      void layout.dispose()
    },
  }
}

function pageHtml(vs: typeof vscode, webview: vscode.Webview, media: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64')
  const style = webview.asWebviewUri(vs.Uri.joinPath(media, 'graphStyle.css')).toString()
  const script = webview.asWebviewUri(vs.Uri.joinPath(media, 'graph.js')).toString()
  const policy = `default-src 'none'; style-src ${webview.cspSource}; font-src data:; script-src 'nonce-${nonce}'`
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Event Graph</title>
<link rel="stylesheet" href="${style}">
</head>
<body>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`
}
