import assert from 'node:assert/strict'
import { eventTree } from '../../../../src/host/tree/eventTree'
import { readFilter, type TreeFilter } from '../../../../src/host/tree/treeFilter'
import { treeModel } from '../../../../src/host/tree/treeModel'
import { runEngine } from '../../../support/testEngine'
import { graphOf, handler, publisher, unresolved } from '../graphOf'

describe('the filter of the tree', () => {
  it('leaves the events that it names, and no other rows', async () => {
    const late = publisher({ line: 3, after: '"1 day"' })
    const graph = graphOf({
      events: [
        { name: 'order.placed', publishers: [publisher({ line: 1 })], handlers: [handler({ line: 10 })] },
        { name: 'order.lost', publishers: [publisher({ line: 2 })], handlers: [] },
        { name: 'mail', publishers: [late], handlers: [handler({ line: 11 })] },
        { name: 'idle', publishers: [], handlers: [handler({ line: 12 })] },
      ],
      cycles: [{ events: ['mail'], delayed: true }],
      lints: [{ ...late, endLine: 3, code: 'body-date', severity: 'information', message: '', fixes: [] }],
      unresolved: [unresolved({ line: 20 })],
    })
    const trace = await runEngine({ handlers: [['order.placed', () => assert.fail('no')]], publish: [['order.placed'], ['mail']] })
    const left = (filter: TreeFilter): string[] =>
      eventTree(treeModel(graph, [trace]), { isGrouped: false, filter }).map(({ label }) => label)
    assert.deepEqual(left({ kind: 'lints' }), ['mail'])
    assert.deepEqual(left({ kind: 'unhandled' }), ['order.lost'])
    assert.deepEqual(left({ kind: 'unpublished' }), ['idle'])
    assert.deepEqual(left({ kind: 'cycles' }), ['mail'])
    assert.deepEqual(left({ kind: 'delayed' }), ['mail'])
    assert.deepEqual(left({ kind: 'failed' }), ['order.placed'])
    assert.deepEqual(left({ kind: 'text', text: 'ORDER' }), ['order.placed', 'order.lost'])
  })

  it('is forgotten when what was stored is none of this version', () => {
    assert.deepEqual(readFilter({ kind: 'text', text: 'a' }), { kind: 'text', text: 'a' })
    assert.deepEqual(readFilter({ kind: 'lints' }), { kind: 'lints' })
    for (const other of [undefined, null, 'lints', { kind: 'toString' }, { kind: 'text', text: '' }]) assert.equal(readFilter(other), null)
  })
})
