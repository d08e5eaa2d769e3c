import assert from 'node:assert/strict'
import { buildFlow } from '../../../src/flow/buildFlow'
import type { Flow, FlowNode } from '../../../src/flow/flow'
import { firstView, tellNotices } from '../../../src/flow/graphView'
import { selectFlow } from '../../../src/flow/selectFlow'

const empty = buildFlow({ events: [], unresolved: [], taskRuns: [] })
const nothing = { publishers: 0, handlers: 0, sites: [], isInCycle: false, seen: null, counts: null } as const

function flowOf(nodes: readonly FlowNode[]): Flow {
  return { ...empty, nodes: new Map(nodes.map((node) => [node.id, node])) }
}

describe('notices of the graph page', () => {
  it('name a function on no cycle as the page does', () => {
    const id = 'function:src/a.ts place'
    const all = flowOf([{ ...nothing, id, kind: 'function', name: 'place()' }])
    const view = { ...firstView, focus: id, isCyclesOnly: true }
    assert.deepEqual(tellNotices(all, selectFlow(all, view), view), ['place() is on no cycle.'])
  })

  it('do not say that nodes hang together which do not', () => {
    const all = flowOf(Array.from({ length: 3001 }, (_, index) => ({ ...nothing, id: `event:${index}`, kind: 'event', name: `${index}` })))
    const [notice] = tellNotices(all, selectFlow(all, firstView), firstView)
    assert.match(notice!, /^3,001 nodes are too many to read at once: this is what is near 0\./)
  })
})
