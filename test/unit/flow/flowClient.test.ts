import assert from 'node:assert/strict'
import { join } from 'node:path'
import { createFlowClient, type DrawRequest, type FlowClient } from '../../../src/flow/flowClient'
import type { Unnumbered } from '../../../src/flow/flowMessages'
import type { GraphView } from '../../../src/flow/graphView'
import type { EventGraph } from '../../../src/model/graph'
import type { ToGraphPage } from '../../../src/model/graphPageProtocol'
import { dist } from '../../support/built'
import { drawInput } from '../../support/drawnGraph'
import { generatedGraph } from '../../support/generatedGraph'
import { graphOf, handler, publisher } from '../host/graphOf'

type Message = Unnumbered<ToGraphPage>

const never = new AbortController().signal
const small = graphOf({ events: [{ name: 'a', publishers: [publisher({ line: 3 })], handlers: [handler({ line: 7 })] }] })
/** As one of the index: another object each time. */
const requestOf = (graph: EventGraph, view: Partial<GraphView> = {}): DrawRequest => drawInput(structuredClone(graph), view)

describe('the client of the worker that draws', () => {
  let client: FlowClient
  beforeEach(() => {
    client = createFlowClient(join(dist, 'flowWorker.js'))
  })
  afterEach(() => client.dispose())

  async function drawn(request: DrawRequest, { isFresh = false, reveal = null as string | null, signal = never } = {}): Promise<Message[]> {
    const told: Message[] = []
    await client.draw(request, { isFresh, reveal, tell: (message) => void told.push(message) }, signal)
    return told
  }

  it('tells the page all at first, then what changed, then nothing, and all again to one that is fresh', async () => {
    const [first] = await drawn(requestOf(small), { isFresh: true })
    assert.equal(first!.type, 'picture')
    const more = graphOf({ ...small, events: [...small.events, { name: 'b', publishers: [], handlers: [handler({})] }] })
    const [second, ...none] = await drawn(requestOf(more))
    assert.ok(second?.type === 'delta' && none.length === 0)
    assert.deepEqual(
      second.delta.nodes.map(({ id }) => id),
      ['event:b'],
    )
    assert.deepEqual(await drawn(requestOf(more)), [])
    assert.deepEqual(
      (await drawn(requestOf(more), { isFresh: true })).map(({ type }) => type),
      ['picture'],
    )
  })

  it('sends no message that is too large, and with the last how many parts it has', async () => {
    const told = await drawn(requestOf(generatedGraph(500, 58)), { isFresh: true })
    const last = told.at(-1)!
    const parts = told.flatMap((message) => (message.type === 'part' ? [message] : []))
    assert.ok(last.type === 'picture' && last.parts === parts.length && parts.length === told.length - 1)
    assert.ok(parts.every(({ nodes, edges }) => nodes.length + edges.length <= 250))
    assert.equal(new Set(parts.flatMap(({ nodes }) => nodes.map(({ id }) => id))).size, 558)
  })

  it('hands on one message in a turn, so that the editor is never held for all of them', async () => {
    let turn = 0
    let isOver = false
    const count = (): void => {
      turn++
      if (!isOver) setImmediate(count)
    }
    count()
    const turns: number[] = []
    await client.draw(requestOf(generatedGraph(500, 58)), { isFresh: true, reveal: null, tell: () => void turns.push(turn) }, never)
    isOver = true
    assert.ok(turns.length > 3)
    assert.equal(new Set(turns).size, turns.length)
  })

  it('tells a fresh page all, also when it came in the middle of telling another', async () => {
    const told: Message[] = []
    const request = requestOf(generatedGraph(500, 58))
    let reloaded: Promise<Message[]> | null = null
    const tell = (message: Message): void => {
      told.push(message)
      reloaded ??= drawn(request, { isFresh: true })
    }
    await client.draw(request, { isFresh: true, reveal: null, tell }, never)
    const again = await reloaded!
    assert.deepEqual(again, told)
    assert.deepEqual(await drawn(request), [])
  })

  it('tells nothing of what a later call made pointless, and the later one all that is new', async () => {
    const early = drawn(requestOf(generatedGraph(500, 58)), { isFresh: true })
    const late = drawn(requestOf(small))
    assert.deepEqual(await early, [])
    const [message, ...none] = await late
    assert.ok(message?.type === 'picture' && none.length === 0)
    assert.equal(message.picture.frame.summary, '1 event · 1 file')
  })

  it('reveals a node once it is drawn, and one that is not there never', async () => {
    const told = await drawn(requestOf(small), { isFresh: true, reveal: 'event:a' })
    assert.deepEqual(told.at(-1), { type: 'reveal', node: 'event:a' })
    assert.deepEqual(await drawn(requestOf(small), { reveal: 'event:nowhere' }), [])
  })

  it('finds what an id of the picture stands for', async () => {
    await drawn(requestOf(small), { isFresh: true })
    const found = await client.find('node', 'event:a')
    assert.deepEqual([found?.kind, found?.name, found?.sites.map(({ role }) => role)], ['event', 'a', ['handler', 'publish']])
    assert.equal(await client.find('edge', 'event:a'), null)
  })

  it('gives up what takes too long with the reason of the signal, and draws the next in a new worker', async () => {
    const stuck = new AbortController()
    const late = new Error('too late')
    const early = drawn(requestOf(generatedGraph(1_000, 4)), { isFresh: true, signal: stuck.signal })
    stuck.abort(late)
    await assert.rejects(early, (error) => error === late)
    // Not fresh to its caller, yet the new worker knows of no picture.
    const [message] = await drawn(requestOf(small))
    assert.equal(message!.type, 'picture')
  })

  it('says in the picture why nothing is laid out, with all else as it is', async () => {
    const [message] = await drawn({ ...requestOf(small), failure: 'Too tangled.' }, { isFresh: true })
    assert.ok(message?.type === 'picture')
    const { frame, nodes } = message.picture
    assert.deepEqual([frame.empty, frame.names.length, nodes.length], ['Too tangled.', 2, 0])
  })

  it('exports what is asked for, and leaves the page as it is', async () => {
    await drawn(requestOf(small), { isFresh: true })
    const svg = await client.exportAs('svg', 'My app', requestOf(generatedGraph(20, 2)), never)
    assert.ok('text' in svg && svg.text.includes('<title>My app</title>') && svg.text.includes('area0.thing'))
    const mermaid = await client.exportAs('mermaid', 'My app', requestOf(small), never)
    assert.ok('text' in mermaid && mermaid.text.startsWith('flowchart LR\n') && mermaid.text.endsWith('\n'))
    const none = await client.exportAs('svg', 'My app', requestOf(graphOf({})), never)
    assert.ok('empty' in none && none.empty.startsWith('No events were found'))
    assert.deepEqual(await drawn(requestOf(small)), [])
  })
})
