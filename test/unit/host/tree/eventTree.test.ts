import assert from 'node:assert/strict'
import { eventTree, type TreeView } from '../../../../src/host/tree/eventTree'
import { treeModel } from '../../../../src/host/tree/treeModel'
import type { TreeNode } from '../../../../src/host/tree/treeNode'
import type { EventGraph, Lint, Trigger } from '../../../../src/model/graph'
import type { Trace } from '../../../../src/model/trace'
import { runEngine } from '../../../support/testEngine'
import { atOnce, graphOf, handler, publisher, unresolved } from '../graphOf'

const flat: TreeView = { isGrouped: false, filter: null }

describe('the tree of events', () => {
  it('shows under each event its publishers with what runs them, then its handlers', () => {
    const graph = graphOf({
      events: [
        {
          name: 'order.placed',
          publishers: [
            publisher({ file: 'src/api.ts', line: 3, in: 'POST /orders' }),
            publisher({ file: 'src/a.ts', line: 9, after: '"1 day"', afterMs: 86_400_000 }),
            publisher({ file: 'src/a.ts', line: 10, after: 'delay' }),
            publisher({ file: 'src/a.ts', line: 11, isRepeated: true, within: 'Orders.announce' }),
          ],
          handlers: [
            handler({
              file: 'src/orders.ts',
              line: 5,
              timeoutMs: 30_000,
              function: { name: 'onPlaced', file: 'src/x.ts', line: 1, column: 1 },
            }),
            handler({ file: 'src/stock.ts', line: 7, order: 2, uncalled: 'initStock' }),
          ],
        },
      ],
    })
    assert.deepEqual(rows(tree(graph)), [
      'order.placed (4 → 2)',
      '  POST /orders (api.ts:3 src)',
      '  publish (after 1 d · a.ts:9 src)',
      '  publish (after delay · a.ts:10 src)',
      '  Orders.announce() (× n · a.ts:11 src)',
      '  onPlaced (x.ts:1 · timeout 30 s · src)',
      '  handler 2 (never called · stock.ts:7 src)',
    ])
  })

  it('leads to the call of a wrapper, and names the publish in it', () => {
    const name = {
      ...publisher({}).name,
      givenBy: { file: 'src/a.ts', line: 4, column: 1, endLine: 4, endColumn: 9, name: null, opening: null },
    }
    const [event] = tree(
      graphOf({ events: [{ name: 'a', publishers: [publisher({ file: 'src/bus.ts', within: 'emit', name })], handlers: [] }] }),
    )
    const [row] = event!.children!()
    assert.deepEqual([row!.label, row!.description, row!.site?.line], ['emit()', 'a.ts:4 src', 4])
    assert.match(row!.tooltip, /^a is published in emit\(\) at src\/a\.ts:4, handed on to src\/bus\.ts:1\./)
  })

  it('tells the way of calls from what runs a publish to it', () => {
    const path = [
      { name: 'create', file: 'src/api.ts', line: 4, column: 1 },
      { name: null, file: 'src/orders.ts', line: 8, column: 1 },
    ]
    const route: Trigger = { kind: 'route', name: 'POST /orders', file: 'src/api.ts', line: 3, column: 1, path }
    const [event] = tree(
      graphOf({ events: [{ name: 'a', publishers: [publisher({ triggers: [route], in: 'POST /orders' })], handlers: [] }] }),
    )
    assert.equal(
      event!.children!()[0]!.tooltip,
      'a is published at src/index.ts:1.\nRun by:\nPOST /orders at src/api.ts:3\n  calls create at src/api.ts:4\n  calls a function at src/orders.ts:8',
    )
  })

  it('names once what alone runs a publish, and beneath where that is registered', () => {
    const task: Trigger = { kind: 'task', name: 'report', file: 'src/report.ts', line: 3, column: 1, path: [] }
    const graph = graphOf({
      events: [{ name: 'a', publishers: [publisher({ triggers: [task], in: 'task report' })], handlers: [] }],
      taskRuns: [{ ...span, task: 'report', ...atOnce, within: null, triggers: [trigger('b')] }],
    })
    assert.deepEqual(
      rows(tree(graph)[0]!.children!()).map((row) => row.replace(/ \(.*/, '')),
      ['task report', '  registered', '    started by handler of b', '      handler of b'],
    )
  })

  it('says in words what an event lacks', () => {
    const graph = graphOf({
      events: [
        { name: 'a', publishers: [publisher({})], handlers: [] },
        { name: 'b', publishers: [], handlers: [handler({})] },
      ],
    })
    assert.deepEqual(
      tree(graph).map(({ label, description }) => `${label}: ${description}`),
      ['a: 1 → no handler', 'b: no publisher → 1'],
    )
  })

  it('takes no publisher for missing where a computed name may be meant', () => {
    const graph = graphOf({
      events: [{ name: 'a.b', publishers: [], handlers: [handler({})] }],
      unresolved: [unresolved({ pattern: 'a.*', matches: ['a.b'] })],
    })
    assert.equal(tree(graph)[0]!.description, '1 possible → 1')
  })

  it('leads from an event to those that its handlers publish, on and on, and ends a circle', () => {
    const by = (name: string) => [trigger(name)]
    const graph = graphOf({
      events: [
        { name: 'a', publishers: [publisher({ triggers: by('c') })], handlers: [handler({})] },
        { name: 'b', publishers: [publisher({ triggers: by('a'), after: '"5 minutes"', afterMs: 300_000 })], handlers: [handler({})] },
        { name: 'c', publishers: [publisher({ triggers: by('b') })], handlers: [handler({})] },
      ],
    })
    const [a] = tree(graph)
    assert.deepEqual(rows(a!.children!().filter(({ kind }) => kind === 'downstream')), ['b (after 5 min)', '  c ()', '    a (↺ a circle)'])
  })

  it('leads through tasks and through names that the text does not fix', () => {
    const graph = graphOf({
      events: [
        { name: 'a', publishers: [publisher({})], handlers: [handler({})] },
        { name: 'b', publishers: [publisher({ triggers: [{ ...trigger('nightly'), kind: 'task' }] })], handlers: [handler({})] },
        { name: 't.1', publishers: [], handlers: [handler({})] },
      ],
      taskRuns: [{ ...span, task: 'nightly', ...atOnce, within: null, triggers: [trigger('a')] }],
      unresolved: [unresolved({ pattern: 't.*', matches: ['t.1'], triggers: [trigger('a')] })],
    })
    const [a, , t1] = tree(graph)
    assert.deepEqual(rows(a!.children!().filter(({ kind }) => kind === 'downstream')), [
      'b (through a task)',
      't.* (name not known · index.ts:1 src)',
      '  t.1 (may be it)',
    ])
    assert.deepEqual(rows(t1!.children!().slice(0, 1)), ['t.* (may publish it · index.ts:1 src)'])
  })

  it('groups names by their prefix, where two or more share one and not all do', () => {
    const names = ['order.paid', 'order.placed', 'user:joined', 'user:left', 'shop/a', 'basket-closed', 'basket-opened', 'mail.re-sent']
    const graph = graphOf({ events: names.map((name) => ({ name, publishers: [], handlers: [] })) })
    assert.deepEqual(outline(eventTree(treeModel(graph, []), { ...flat, isGrouped: true })), [
      'order.*',
      '  order.paid',
      '  order.placed',
      'user:*',
      '  user:joined',
      '  user:left',
      'shop/a',
      'basket-*',
      '  basket-closed',
      '  basket-opened',
      'mail.re-sent',
    ])
  })

  it('groups within a group, and leaves a prefix out that every name has', () => {
    const names = ['app.order.paid', 'app.order.placed', 'app.user.joined', 'app.user.left']
    const graph = graphOf({ events: names.map((name) => ({ name, publishers: [], handlers: [] })) })
    assert.deepEqual(
      eventTree(treeModel(graph, []), { ...flat, isGrouped: true }).map(({ label }) => label),
      ['app.order.*', 'app.user.*'],
    )
  })

  it('puts a lint beneath the event that it is about, where others share its text', () => {
    const events = ['a', 'b'].map((name) => ({ name, publishers: [publisher({ line: 2 })], handlers: [] }))
    const [a, b] = tree(graphOf({ events, lints: [{ ...lint('unknown-event', { line: 2, column: 10 }), event: 'b' }] }))
    assert.deepEqual([a!.badge, b!.badge], [null, { severity: 'warning', count: 1 }])
  })

  it('puts a lint beneath the event of the innermost call that it stands in, and the rest apart', () => {
    const inner = publisher({ line: 2, column: 5 })
    const graph = graphOf({
      events: [
        { name: 'a', publishers: [], handlers: [handler({ line: 1, endLine: 4 })] },
        { name: 'b', publishers: [inner], handlers: [] },
      ],
      lints: [lint('unknown-event', { line: 2, column: 10 }), lint('unknown-option', { line: 9 })],
    })
    const [a, b, others] = tree(graph)
    assert.equal(a!.badge, null)
    assert.deepEqual(b!.badge, { severity: 'warning', count: 1 })
    assert.deepEqual(rows(b!.children!().slice(1)), ['About it. (unknown-event · index.ts:2 src)'])
    assert.deepEqual(rows([others!]), ['Other lints (1)', '  About it. (unknown-option · index.ts:9 src)'])
  })

  it('puts a name that cannot be told beneath the call, not beneath the events that other callers give it', () => {
    const call = { line: 3, endLine: 3 }
    const graph = graphOf({
      events: [{ name: 'a', publishers: [publisher(call)], handlers: [] }],
      unresolved: [unresolved({ ...call, name: publisher(call).name })],
      lints: [lint('name-not-static', { line: 3, column: 2 })],
    })
    const [a, open] = tree(graph)
    assert.deepEqual([a!.badge, open!.children!()[0]!.badge], [null, { severity: 'warning', count: 1 }])
  })

  it('offers on a publish its own body, else what the handlers of its event read', () => {
    const publishers = [publisher({ bodySample: { id: 1 } }), publisher({ line: 2, bodySample: null, afterMs: 5 })]
    const handlers = [handler({ bodyFields: ['sku'] })]
    const offers = (events: EventGraph['events']) => tree(graphOf({ events }))[0]!.children!().map(({ offer }) => offer?.bodySample)
    assert.deepEqual(offers([{ name: 'a', publishers, handlers }]).slice(0, 2), [{ id: 1 }, { id: 1 }])
    assert.deepEqual(offers([{ name: 'a', publishers: publishers.slice(1), handlers }])[0], { sku: null })
  })

  it('says of a delay what its text comes to', () => {
    const publishers = [publisher({ after: 'after', afterValue: '2 months' }), publisher({ after: 'delay' })]
    const [a] = tree(graphOf({ events: [{ name: 'a', publishers, handlers: [] }] }))
    assert.deepEqual(rows(a!.children!()), ['publish (after 2 months · index.ts:1 src)', 'publish (after delay · index.ts:1 src)'])
  })

  it('shows a lint once that says the same of several places, with all of them', () => {
    const graph = graphOf({
      events: [{ name: 'a', publishers: [], handlers: [handler({ line: 1 }), handler({ line: 5 })] }],
      lints: [lint('shared-retries', { line: 1, column: 3 }), lint('shared-retries', { line: 5, column: 3 })],
    })
    const [row] = tree(graph)[0]!.children!().filter(({ kind }) => kind === 'lint')
    assert.equal(row!.description, 'shared-retries · index.ts:1 src, index.ts:5 src')
    assert.match(row!.tooltip, /at src\/index\.ts:1, src\/index\.ts:5$/)
  })

  it('does not repeat in a lint the name of the event above, unless that is more than the subject', () => {
    const messages = ['"a" has 2 handlers.', 'No handler is registered for "a".', '"a" → "b" → "a" publish each other.', 'Of "b".']
    const lints = messages.map((message, line) => ({ ...lint('shared-retries', { line }), message, event: 'a' }))
    const elsewhere = { ...lint('unknown-option', { line: 1 }), message: 'Has "a" only.' }
    const graph = graphOf({ events: [{ name: 'a', publishers: [publisher({ line: 1 })], handlers: [] }], lints: [...lints, elsewhere] })
    const shown = tree(graph)[0]!.children!().filter(({ kind }) => kind === 'lint')
    const labels = [
      'It has 2 handlers.',
      'No handler is registered for it.',
      '"a" → "b" → "a" publish each other.',
      'Of "b".',
      'Has "a" only.',
    ]
    assert.deepEqual(shown.map(({ label }) => label).toSorted(), labels.toSorted())
    assert.ok(
      shown.some(({ tooltip }) => tooltip.startsWith('"a" has 2 handlers.')),
      'said in full on hover and by screen readers',
    )
  })

  it('loses nothing that could not be resolved or read, and shows tests apart, by file', () => {
    const graph = graphOf({
      unresolved: [
        unresolved({ expression: '`tenant.${id}`', pattern: 'tenant.*', matches: ['tenant.1'] }),
        unresolved({ line: 2, kind: 'on', expression: 'name' }),
      ],
      cycles: [{ events: ['a', 'b'], delayed: false }],
      tests: [
        { ...span, file: 'test/a.test.ts', kind: 'publish', event: 'a', literal: null },
        { ...span, file: 'test/a.test.ts', line: 7, kind: 'on', event: null, literal: null },
        { ...span, file: 'test/b.test.ts', kind: 'on', event: 'a', literal: null },
      ],
      problems: [{ ...span, message: "Syntax error: ',' expected." }],
    })
    assert.deepEqual(rows(tree(graph)), [
      'Names not known before a run (2)',
      '  tenant.* (index.ts:1 src)',
      '    tenant.1 (may be it)',
      '  name (index.ts:2 src)',
      'Cycles (1)',
      '  a → b → a (without delay)',
      'In tests (3)',
      '  test/a.test.ts (2)',
      '    a (publish · line 1)',
      '    a computed name (on · line 7)',
      '  test/b.test.ts (1)',
      '    a (on · line 1)',
      'Problems (1)',
      "  Syntax error: ',' expected. (index.ts:1 src)",
    ])
  })

  it('tells what the last run came to, and the names that only runs know', async () => {
    const trace = await runEngine({
      handlers: [
        ['a', (_event, { publish }) => publish('t.7', {})],
        ['b', () => assert.fail('always')],
      ],
      publish: [['a'], ['b']],
    })
    const graph = graphOf({
      events: ['a', 'b', 'c'].map((name) => ({ name, publishers: [publisher({})], handlers: [handler({})] })),
      unresolved: [unresolved({ file: 'src/t.ts', line: 4, pattern: 't.*' })],
    })
    const tallies = trace.tallies.map((tally) =>
      tally.name === 't.7' ? { ...tally, site: { file: 'src/t.ts', line: 4, column: 3 } } : tally,
    )
    const [a, b, c, open, seen] = tree(graph, { ...trace, tallies })
    assert.equal(a!.description, '1 handled · 1 → 1')
    assert.equal(b!.description, '1 dropped, 3,360 retries · 1 → 1')
    assert.match(c!.tooltip, /\nNot in the last run\.$/)
    assert.equal(open!.children!()[0]!.description, 'was t.7 · t.ts:4 src')
    assert.deepEqual(rows([seen!]), ['Seen only in a run (1)', '  t.7 (1 ignored)', '    published (t.ts:4 src)'])
  })

  it('gives the same row for an event that is as it was, and what it leads to as that is now', () => {
    const a = { name: 'a', publishers: [publisher({})], handlers: [handler({})] }
    const b = (after: string | null) => ({ name: 'b', publishers: [publisher({ triggers: [trigger('a')], after })], handlers: [] })
    const [before] = tree(graphOf({ events: [a, b(null)] }))
    const [row] = tree(graphOf({ events: [a, b('delay')] }))
    assert.equal(row, before)
    assert.deepEqual(rows(row!.children!().filter(({ kind }) => kind === 'downstream')), ['b (after delay)'])
    const [linted] = tree(graphOf({ events: [a], lints: [lint('shared-retries', {})] }))
    assert.notEqual(linted, before)
    assert.deepEqual(linted!.badge, { severity: 'warning', count: 1 })
  })

  it('says each row in sentences', () => {
    const graph = graphOf({
      events: [{ name: 'a', publishers: [publisher({ in: 'POST /a' })], handlers: [handler({})] }],
      lints: [lint('shared-retries', {})],
    })
    const [a] = tree(graph)
    assert.equal(a!.tooltip, 'Event a: 1 publisher, 1 handler.\nLints: 1 warning.')
    assert.deepEqual(
      a!.children!().map(({ tooltip }) => tooltip),
      [
        'a is published in POST /a at src/index.ts:1.\nWhat runs this is not known.',
        'Handler 1 of a, registered at src/index.ts:1.',
        'About it.\nwarning: shared-retries, at src/index.ts:1',
      ],
    )
  })

  it('keeps the text of a hostile name on its line', () => {
    const name = 'x\n\u001b[2Jy\u202e'
    const [event] = tree(graphOf({ events: [{ name, publishers: [], handlers: [] }] }))
    assert.equal(event!.label, 'x \\u{1b}[2Jy\\u{202e}')
    assert.equal(event!.event!.name, name)
  })

  it('cuts a long name in its middle, and names it whole where there is room', () => {
    const name = 'organisation.subscription.invoice.payment-method.authentication.2'
    const [event] = tree(graphOf({ events: [{ name, publishers: [], handlers: [] }] }))
    assert.match(event!.label, /^organisation\.subscription.*….*\.authentication\.2$/)
    assert.match(event!.tooltip, /^Event organisation\.subscription\.invoice\.payment-method\.authentication\.2: /)
  })

  it('gives each row an id of its own, which an edit above it leaves alone', () => {
    const at = (line: number): EventGraph =>
      graphOf({
        events: ['a', 'b'].map((name) => ({
          name,
          publishers: [publisher({ line }), publisher({ line, column: 40 })],
          handlers: [handler({ line })],
        })),
      })
    const ids = (graph: EventGraph): string[] =>
      tree(graph).flatMap((node) => [node.id, ...node.children!().map(({ id }) => `${node.id} ${id}`)])
    assert.deepEqual([...new Set(ids(at(3)))], ids(at(3)))
    assert.deepEqual(ids(at(3)), ids(at(9)))
  })
})

const span = { file: 'src/index.ts', line: 1, column: 1, endLine: 1, endColumn: 20 }

function tree(graph: EventGraph, ...traces: readonly Trace[]): TreeNode[] {
  return eventTree(treeModel(graph, traces), flat)
}

function trigger(name: string): Trigger {
  return { kind: 'event', name, file: 'src/index.ts', line: 1, column: 1, path: [] }
}

function lint(code: string, { line = 1, column = 1 }: { line?: number; column?: number }): Lint {
  return { ...span, line, column, endLine: line, endColumn: column + 2, code, severity: 'warning', message: 'About it.', fixes: [] }
}

/** Rows with their descriptions and all beneath them. */
function rows(nodes: readonly TreeNode[], indent = ''): string[] {
  return nodes.flatMap(({ label, description, children }) => [
    `${indent}${label} (${description})`,
    ...rows(children?.() ?? [], `${indent}  `),
  ])
}

/** The rows above the calls. */
function outline(nodes: readonly TreeNode[], indent = ''): string[] {
  return nodes.flatMap(({ label, kind, children }) => [
    `${indent}${label}`,
    ...(kind === 'event' && indent === '' ? [] : outline(children?.() ?? [], `${indent}  `)),
  ])
}
