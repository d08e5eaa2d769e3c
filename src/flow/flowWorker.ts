import { setImmediate as turn } from 'node:timers/promises'
import { parentPort } from 'node:worker_threads'
import { drawPicture, Superseded, type DrawInput, type Drawn } from './drawPicture'
import type { GraphPicture, ToGraphPage } from '../model/graphPageProtocol'
import type { DrawOrder, Exported, Found, FromFlowWorker, ToFlowWorker, Unnumbered } from './flowMessages'
import { inParts } from './inParts'
import { layoutPiece, type PiecePlaces, type PieceSizes } from './layoutPiece'
import { pictureDelta } from './pictureDelta'
import { renderMermaid } from './renderMermaid'
import { renderSvg } from './renderSvg'
import type { RunTrace } from './markRun'

// The worker thread: makes the pictures, and tells the page through the host what changed in them. A thread of the host, not one of the
// page: the drawing that is exported needs the same places, the page's policy then allows no workers at all, and neither the page nor the
// editor's other extensions ever wait.

if (parentPort === null) throw new Error('flowWorker.js runs in a worker thread; see flowClient.')
const port = parentPort

/** Layouts that are remembered: what did not change stays where it is, and costs nothing. */
const MOST_KEPT = 1_000

const kept = new Map<string, PiecePlaces>()
let graph: DrawInput['graph'] = null
let trace: RunTrace | null = null
let latest = 0
let drawn: Drawn | null = null
let pages = 0
/** What the page knows; of another page, nothing. */
let sent: { readonly page: number; readonly picture: GraphPicture } | null = null
let telling = Promise.resolve()
let next = (): void => undefined

port.on('message', (message: ToFlowWorker) => {
  if (message.type === 'graph') graph = message.graph
  else if (message.type === 'run') trace = message.trace
  else if (message.type === 'taken') next()
  else void answer(message)
})

async function answer(message: Extract<ToFlowWorker, { id: number }>): Promise<void> {
  const { id } = message
  try {
    post({ type: 'done', id, result: await resultOf(message) })
  } catch (error) {
    post({ type: 'failed', id, message: (error as Error).stack ?? String(error) })
  }
}

async function resultOf(message: Extract<ToFlowWorker, { id: number }>): Promise<Exported | Found | null> {
  switch (message.type) {
    case 'draw':
      await draw(message.id, message.order)
      return null
    case 'export': {
      const { picture, flow, drawing } = await drawPicture(inputOf(message.order), place)
      if (flow.nodes.size === 0 || picture.frame.empty !== null) return { empty: picture.frame.empty ?? 'the graph was not drawn.' }
      return { text: message.as === 'svg' ? renderSvg(drawing, message.title) : `${renderMermaid(flow)}\n` }
    }
    case 'find': {
      const node = message.of === 'node' ? drawn?.flow.nodes.get(message.what) : undefined
      const found = node ?? drawn?.flow.edges.get(message.what)
      return found === undefined ? null : { kind: node?.kind ?? null, name: node?.name ?? '', sites: found.sites }
    }
  }
}

/** A later order makes an earlier one pointless: then nothing is told of it. */
async function draw(id: number, order: DrawOrder): Promise<void> {
  latest = id
  if (order.isFresh) pages++
  const page = pages
  try {
    const made = await drawPicture(inputOf(order), async (piece) => {
      await turn()
      if (id !== latest) throw new Superseded()
      return place(piece)
    })
    telling = telling.then(() => tell(id, page, made, order.reveal))
    await telling
  } catch (error) {
    if (!(error instanceof Superseded)) throw error
  }
}

/** Once begun it is told to its end: what comes next builds on it. */
async function tell(id: number, page: number, made: Drawn, reveal: string | null): Promise<void> {
  if (id !== latest) return
  drawn = made
  const { picture, flow } = made
  const delta = sent?.page === page ? pictureDelta(sent.picture, picture) : null
  const messages: Unnumbered<ToGraphPage>[] = [
    ...(sent?.page !== page ? inParts({ type: 'picture', parts: 0, picture }) : []),
    ...(delta === null ? [] : inParts({ type: 'delta', parts: 0, delta })),
    ...(reveal !== null && flow.nodes.has(reveal) ? [{ type: 'reveal' as const, node: reveal }] : []),
  ]
  sent = { page, picture }
  for (const message of messages) {
    const taken = new Promise<void>((resolve) => (next = resolve))
    post({ type: 'page', id, message })
    await taken
  }
}

function inputOf({ run, ...order }: DrawOrder): DrawInput {
  return { ...order, graph, run: run === null || trace === null ? null : { title: run, trace } }
}

function place(piece: PieceSizes): Promise<PiecePlaces> {
  const key = JSON.stringify(piece)
  const places = kept.get(key) ?? layoutPiece(piece)
  kept.delete(key)
  kept.set(key, places)
  for (const old of kept.keys()) {
    if (kept.size <= MOST_KEPT) break
    kept.delete(old)
  }
  return Promise.resolve(places)
}

function post(message: FromFlowWorker): void {
  port.postMessage(message)
}
