import { setImmediate as turn } from 'node:timers/promises'
import { parentPort } from 'node:worker_threads'
import { drawPicture, Superseded, type DrawInput, type Drawn } from './drawPicture'
import type { Exported, Found, FromFlowWorker, DrawOrder, ToFlowWorker } from './flowMessages'
import { inParts } from './inParts'
import { layoutPiece } from './layoutPiece'
import { pictureDelta } from './pictureDelta'
import type { PiecePlaces, PieceSizes } from './pieces'
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
/** What the page knows. */
let sent: Drawn | null = null

port.on('message', (message: ToFlowWorker) => {
  if (message.type === 'graph') graph = message.graph
  else if (message.type === 'run') trace = message.trace
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

/** A later order makes an earlier one pointless: then nothing more is told of it. */
async function draw(id: number, order: DrawOrder): Promise<void> {
  latest = id
  if (order.isFresh) sent = null
  let next: Drawn
  try {
    next = await drawPicture(inputOf(order), async (piece) => {
      await turn()
      if (id !== latest) throw new Superseded()
      return place(piece)
    })
  } catch (error) {
    if (error instanceof Superseded) return
    throw error
  }
  if (id !== latest) return
  drawn = next
  if (sent === null)
    for (const message of inParts({ type: 'picture', parts: 0, picture: next.picture })) post({ type: 'page', id, message })
  else {
    const delta = pictureDelta(sent.picture, next.picture)
    if (delta !== null) for (const message of inParts({ type: 'delta', parts: 0, delta })) post({ type: 'page', id, message })
  }
  sent = next
  if (order.reveal !== null && next.flow.nodes.has(order.reveal)) {
    post({ type: 'page', id, message: { type: 'reveal', node: order.reveal } })
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
