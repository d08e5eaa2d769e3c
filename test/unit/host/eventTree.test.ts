import assert from 'node:assert/strict'
import { eventTree, type TreeNode } from '../../../src/host/eventTree'
import { graphOf, handler, publisher } from './graphOf'

describe('the tree of events', () => {
  it('shows under each event its publishers, then its handlers, each with its line', () => {
    const graph = graphOf({
      events: [
        {
          name: 'order.placed',
          publishers: [
            publisher({ file: 'src/api.ts', line: 3 }),
            publisher({ file: 'src/a.ts', line: 9, after: '"1 day"', in: 'handler of user.joined' }),
          ],
          handlers: [
            handler({
              file: 'src/orders.ts',
              line: 5,
              timeoutMs: 30_000,
              function: { name: 'onPlaced', file: 'src/x.ts', line: 1, column: 1 },
            }),
            handler({ file: 'src/stock.ts', line: 7 }),
          ],
        },
      ],
    })
    assert.deepEqual(rows(eventTree(graph)), [
      'order.placed (2 → 2)',
      '  publish (src/api.ts:3)',
      '  publish after 1 day (src/a.ts:9 · in the handler of user.joined)',
      '  onPlaced (src/orders.ts:5 · timeout 30 s)',
      '  handler (src/stock.ts:7)',
    ])
  })

  it('says in words what an event lacks', () => {
    const graph = graphOf({
      events: [
        { name: 'a', publishers: [publisher({})], handlers: [] },
        { name: 'b', publishers: [], handlers: [handler({})] },
      ],
    })
    assert.deepEqual(
      eventTree(graph).map(({ label, description }) => `${label}: ${description}`),
      ['a: 1 → no handler', 'b: no publisher → 1'],
    )
  })

  it('loses nothing that could not be resolved or read', () => {
    const place = { file: 'src/a.ts', line: 1, column: 1, endLine: 1, endColumn: 20 }
    const site = { ...place, name: place, matches: [], triggers: [] }
    const graph = graphOf({
      unresolved: [
        { ...site, kind: 'publish', expression: '`tenant.${id}`', pattern: 'tenant.*' },
        { ...site, line: 2, kind: 'on', expression: 'name', pattern: null },
      ],
      cycles: [{ events: ['a', 'b'], delayed: false }],
      problems: [{ ...place, message: "Syntax error: ',' expected." }],
    })
    assert.deepEqual(rows(eventTree(graph)), [
      'Names not known before a run (2)',
      '  tenant.* (src/a.ts:1)',
      '  name (src/a.ts:2)',
      'Cycles (1)',
      '  a → b → a (without delay)',
      'Problems (1)',
      "  Syntax error: ',' expected. (src/a.ts:1)",
    ])
  })

  it('gives each row an id of its own', () => {
    const twice = publisher({ file: 'src/a.ts', line: 3, column: 1 })
    const graph = graphOf({
      events: ['a', 'b'].map((name) => ({
        name,
        publishers: [twice, { ...twice, column: 40 }],
        handlers: [handler({ file: 'src/a.ts', line: 3 })],
      })),
    })
    const ids = eventTree(graph).flatMap((node) => [node.id, ...node.children.map(({ id }) => id)])
    assert.deepEqual([...new Set(ids)], ids)
  })

  function rows(nodes: readonly TreeNode[], indent = ''): string[] {
    return nodes.flatMap(({ label, description, children }) => [`${indent}${label} (${description})`, ...rows(children, `${indent}  `)])
  }
})
