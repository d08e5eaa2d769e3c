import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { buildFlow } from '../../src/flow/buildFlow'
import { createFlowClient, type FlowClient } from '../../src/flow/flowClient'
import { layoutPiece } from '../../src/flow/layoutPiece'
import { placeFlow } from '../../src/flow/placeFlow'
import type { EventGraph } from '../../src/model/graph'
import { launchChromium } from '../support/chromium'
import { drawInput } from '../support/drawnGraph'
import { generatedGraph } from '../support/generatedGraph'
import { graphOf, handler } from '../unit/host/graphOf'
import { buildPage, openWebview } from '../webview/openPage'
import type { Row } from './table'

const ROUNDS = 5

declare const window: { take(act: string): Promise<Taken> }

/** How long something took, and the longest that its thread gave to nobody meanwhile, both in ms. */
interface Taken {
  readonly ms: number
  readonly held: number
}

/** What a reader does with the drawn page. */
const acts = {
  // How long this machine, busy as it is, keeps a page that does nothing from its turn.
  'page that is left alone': 'drawnAt = performance.now()',
  'picture to drawn page': 'send()',
  'all of it in sight': `document.querySelector('[aria-label="Fit"]').click()`,
  'search in all of it': `field.value = 'happened1'; field.dispatchEvent(new Event('input', { bubbles: true }))`,
  'zoom in from all of it': `frames(12, () => stage.dispatchEvent(new WheelEvent('wheel', { deltaY: -20, ctrlKey: true, clientX: 400, clientY: 400, cancelable: true })))`,
  'move across it': `frames(12, () => stage.dispatchEvent(new WheelEvent('wheel', { deltaX: 300, deltaY: 100, cancelable: true })))`,
}

/**
 * A graph of so many events in 58 pieces: dagre alone; our way from the graph to messages for the page, at first and after an edit; what the
 * page does with them. With the longest time that the editor's thread, and that input of the page had to wait.
 */
export async function graphPageTable(events: number): Promise<Row[]> {
  const graph = generatedGraph(events, 58)
  const edited = graphOf({ ...graph, events: [...graph.events, { name: 'a.new.event', publishers: [], handlers: [handler({})] }] })
  const bare: Taken[] = []
  const cold: Taken[] = []
  const warm: Taken[] = []
  let messages: object[] = []
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(await timed(() => layOut(graph)))
    const client = createFlowClient(join(__dirname, '../../dist/flowWorker.js'))
    // Other objects each time, as the index gives them.
    const [own, after] = structuredClone([graph, edited] as const)
    cold.push(await timed(async () => void (messages = await draw(client, own, true))))
    warm.push(await timed(async () => void (await draw(client, after, false))))
    await client.dispose()
  }
  const row = (name: string, taken: readonly Taken[], who: string): Row => ({
    name,
    ms: median(taken.map(({ ms }) => ms)),
    memoryMb: null,
    result: `${who} held ${median(taken.map(({ held }) => held)).toFixed(0)} ms at most`,
  })
  return [
    row('dagre, all in one thread (floor)', bare, 'host'),
    row('ours, graph to messages, cold worker', cold, 'host'),
    row('ours, the same after an edit', warm, 'host'),
    ...Object.entries(await drawPage(messages)).map(([name, taken]) => row(`ours, ${name}`, taken, 'input')),
  ]
}

async function layOut(graph: EventGraph): Promise<void> {
  const flow = buildFlow(graph)
  await placeFlow(flow, flow, false, (piece) => Promise.resolve(layoutPiece(piece)))
}

/** What the host hands on to the page. */
async function draw(client: FlowClient, graph: EventGraph, isFresh: boolean): Promise<object[]> {
  const messages: object[] = []
  const page = { isFresh, reveal: null, tell: (message: object) => void messages.push({ ...message, seq: messages.length + 1 }) }
  await client.draw(drawInput(graph), page, new AbortController().signal)
  return messages
}

async function drawPage(messages: readonly object[]): Promise<Record<string, Taken[]>> {
  const [browser, built] = await Promise.all([launchChromium(), buildPage('graph')])
  const taken: Record<string, Taken[]> = {}
  for (let round = 0; round < ROUNDS; round++) {
    const page = await openWebview(browser, built, { width: 1000, height: 700 })
    await watch(page, messages)
    for (const name of Object.keys(acts)) (taken[name] ??= []).push(await page.evaluate((act) => window.take(act), name))
    await page.close()
  }
  await browser.close()
  return taken
}

/** Gives the page what the acts need. The messages are there before, and each is sent in a turn of its own, as the editor would. */
async function watch(page: Page, messages: readonly object[]): Promise<void> {
  await page.evaluate(`{
    const messages = JSON.parse(${JSON.stringify(JSON.stringify(messages))})
    const stage = document.querySelector('.stage')
    const field = document.querySelector('input')
    const send = () => messages.forEach((message, index) => setTimeout(() => window.postMessage(message), index))
    const frames = (count, act) => {
      act()
      if (count > 1) requestAnimationFrame(() => frames(count - 1, act))
    }
    // Drawn is what was painted after the last change of what is drawn.
    let drawnAt = 0
    new MutationObserver(() => {
      if (stage.getAttribute('aria-busy') === 'false') requestAnimationFrame(() => (drawnAt = performance.now()))
    }).observe(stage, { attributeFilter: ['aria-busy'] })
    const acts = { ${Object.entries(acts)
      .map(([name, act]) => `${JSON.stringify(name)}: () => { ${act} }`)
      .join(', ')} }
    window.take = (act) =>
      new Promise((done) => {
        const turns = new MessageChannel()
        let start = 0
        let last = 0
        let held = 0
        turns.port1.onmessage = () => {
          const now = performance.now()
          if (start === 0) {
            start = now
            drawnAt = 0
            acts[act]()
          } else held = Math.max(held, now - last)
          last = now
          // What the first paint takes is held input too.
          if (drawnAt > 0 && now - drawnAt > 400) done({ ms: drawnAt - start, held })
          else setTimeout(() => turns.port2.postMessage(null))
        }
        setTimeout(() => turns.port2.postMessage(null), 300)
      })
  }`)
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
      return Math.max(longest, performance.now() - last)
    },
  }
}

async function timed(work: () => Promise<void>): Promise<Taken> {
  const watched = watchTurns()
  const start = performance.now()
  await work()
  return { ms: performance.now() - start, held: watched.stop() }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
}
