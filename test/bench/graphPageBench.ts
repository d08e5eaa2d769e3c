import { join } from 'node:path'
import { layoutPiece } from '../../src/flow/layoutPiece'
import { buildFlow } from '../../src/flow/buildFlow'
import { createLayoutClient } from '../../src/flow/layoutClient'
import type { PieceSizes } from '../../src/flow/layoutMessages'
import { placeFlow } from '../../src/flow/placeFlow'
import type { EventGraph } from '../../src/model/graph'
import { launchChromium } from '../support/chromium'
import { drawnGraph } from '../support/drawnGraph'
import { generatedGraph } from '../support/generatedGraph'
import { buildPage, openWebview, tell } from '../webview/openPage'
import type { Row } from './table'

const ROUNDS = 5

declare const window: { blockedMs: number; drawnAt: number }

/** A graph of so many events in 58 pieces: dagre alone, our way to its places, and to the drawn page with its longest stretch without input. */
export async function graphPageTable(events: number): Promise<Row[]> {
  const graph = generatedGraph(events, 58)
  const bare: number[] = []
  const placed: number[] = []
  const held: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(await timed(async () => void (await place(graph, (piece) => Promise.resolve(layoutPiece(piece))))))
    const client = createLayoutClient(join(__dirname, '../../dist/layoutWorker.js'))
    const watch = watchTurns()
    placed.push(await timed(async () => void (await place(graph, (piece) => client.place(piece, new AbortController().signal)))))
    held.push(watch.stop())
    await client.dispose()
  }
  const { drawnMs, blockedMs, elements } = await drawPage(graph)
  const pieces = `${events} events, 58 pieces`
  return [
    { name: 'dagre, all in one thread (floor)', ms: median(bare), memoryMb: null, result: pieces },
    { name: 'ours, to places, cold worker', ms: median(placed), memoryMb: null, result: `host held ${median(held).toFixed(0)} ms at most` },
    {
      name: 'ours, picture to drawn page',
      ms: drawnMs,
      memoryMb: null,
      result: `${elements} nodes, input held ${blockedMs.toFixed(0)} ms at most`,
    },
  ]
}

function place(graph: EventGraph, placePiece: (piece: PieceSizes) => ReturnType<ReturnType<typeof createLayoutClient>['place']>) {
  const flow = buildFlow(graph)
  return placeFlow(flow, flow, placePiece)
}

/** From the message to the last node on the page, and the longest time that the page's thread gave to nobody. */
async function drawPage(graph: EventGraph): Promise<{ drawnMs: number; blockedMs: number; elements: number }> {
  const { picture } = await drawnGraph(graph)
  const [browser, built] = await Promise.all([launchChromium(), buildPage('graph')])
  const rounds: { drawnMs: number; blockedMs: number; elements: number }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const page = await openWebview(browser, built, { width: 1000, height: 700 })
    await page.evaluate(`
      let last = performance.now()
      window.blockedMs = 0
      window.drawnAt = 0
      const turns = new MessageChannel()
      turns.port1.onmessage = () => {
        const now = performance.now()
        window.blockedMs = Math.max(window.blockedMs, now - last)
        last = now
        if (window.drawnAt === 0 && document.querySelectorAll('.node').length === ${picture.nodes.length}) requestAnimationFrame(() => (window.drawnAt = performance.now()))
        setTimeout(() => turns.port2.postMessage(null))
      }
      turns.port2.postMessage(null)
    `)
    const start = await page.evaluate(() => performance.now())
    await tell(page, { type: 'picture', seq: 1, picture })
    await page.waitForFunction(() => window.drawnAt > 0)
    // What the first paint takes is held input too.
    await page.evaluate(() => new Promise((done) => setTimeout(done, 300)))
    rounds.push({
      ...(await page.evaluate((from) => ({ drawnMs: window.drawnAt - from, blockedMs: window.blockedMs }), start)),
      elements: picture.nodes.length,
    })
    await page.close()
  }
  await browser.close()
  return {
    drawnMs: median(rounds.map((each) => each.drawnMs)),
    blockedMs: median(rounds.map((each) => each.blockedMs)),
    elements: rounds[0]!.elements,
  }
}

/** The longest that this thread was held from now on, in ms. */
function watchTurns(): { stop(): number } {
  let longest = 0
  let last = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
  }, 1)
  return {
    stop: () => {
      clearInterval(timer)
      return longest
    },
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
}
