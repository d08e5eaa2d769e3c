import assert from 'node:assert/strict'
import { buildFlow } from '../../../src/flow/buildFlow'
import type { Flow, FlowSite } from '../../../src/flow/flow'
import { renderMermaid } from '../../../src/flow/renderMermaid'
import { selectFlow } from '../../../src/flow/selectFlow'
import type { EventGraph, Trigger } from '../../../src/model/graph'
import { graphOf, handler, publisher, unresolved } from '../host/graphOf'

const trigger = (kind: Trigger['kind'], name: string, path: Trigger['path'] = []): Trigger => ({
  kind,
  name,
  file: 'src/index.ts',
  line: 1,
  column: 1,
  path,
})

/** Route → a → b → a (after an hour), b → c without handler; a script publishes a too; a pattern may be b. */
const graph: EventGraph = graphOf({
  events: [
    {
      name: 'a',
      handlers: [handler({ line: 10 })],
      publishers: [
        publisher({ line: 1, triggers: [trigger('route', 'POST /a')] }),
        publisher({ line: 2, file: 'src/script.ts' }),
        publisher({ line: 5, file: 'src/orders.ts', within: 'Orders.place' }),
        publisher({ line: 21, triggers: [trigger('event', 'b')], after: "'1 hour'", afterMs: 3_600_000 }),
      ],
    },
    {
      name: 'b',
      handlers: [handler({ line: 20 }), handler({ line: 30, order: 2 })],
      publishers: [publisher({ line: 11, triggers: [trigger('event', 'a', [{ file: 'src/x.ts', line: 3, column: 1, name: 'tell' }])] })],
    },
    { name: 'c', handlers: [], publishers: [publisher({ line: 22, triggers: [trigger('event', 'b')] })] },
  ],
  unresolved: [unresolved({ line: 12, pattern: '*', matches: ['b'], triggers: [trigger('event', 'a')] })],
})

const edgesOf = ({ edges }: Flow): string[] =>
  [...edges.values()].map(({ from, to, isMatch, isInCycle, delays }) =>
    [`${from} > ${to}`, ...(isMatch ? ['maybe'] : []), ...(isInCycle ? ['cycle'] : []), ...delays.filter((delay) => delay !== '')].join(
      ' ',
    ),
  )

describe('the flow of a graph', () => {
  it('leads from what runs a publish to the event, with its delay, and from code of which nothing is known', () => {
    assert.deepEqual(edgesOf(buildFlow(graph)).sort(), [
      'event:a > event:b cycle',
      'event:a > pattern:*',
      'event:b > event:a cycle +1 h',
      'event:b > event:c',
      'file:src/script.ts > event:a',
      'function:src/orders.ts Orders.place > event:a',
      'pattern:* > event:b maybe',
      'route:POST /a > event:a',
    ])
  })

  it('leads to the function of a handler that is declared apart, else to its registration', () => {
    const at = (line: number): { file: string; line: number; column: number; name: null } => ({
      file: 'src/run.ts',
      line,
      column: 3,
      name: null,
    })
    const handlers = [handler({ function: at(7) }), handler({ line: 2, file: 'src/run.ts', function: at(2) })]
    const { nodes } = buildFlow(graphOf({ events: [{ name: 'a', publishers: [], handlers }] }))
    assert.deepEqual(
      nodes.get('event:a')?.sites.map(({ site: { file, line, column } }) => `${file}:${line}:${column}`),
      ['src/run.ts:7:3', 'src/run.ts:2:1'],
    )
  })

  it('leads to the call of a wrapper for the publish that it makes, by the calls before it alone', () => {
    const step = (file: string, line: number): Trigger['path'][number] => ({ file, line, column: 1, name: 'send' })
    const call = { file: 'src/shop.ts', line: 4, column: 1, endLine: 4, endColumn: 20 }
    const made = publisher({ file: 'src/bus.ts', triggers: [trigger('event', 'b', [step('src/b.ts', 2), step('src/shop.ts', 4)])] })
    const { nodes, edges } = buildFlow(
      graphOf({
        events: [
          { name: 'a', handlers: [], publishers: [{ ...made, name: { ...made.name, givenBy: { ...call, name: null, opening: null } } }] },
          { name: 'b', handlers: [handler({})], publishers: [] },
        ],
      }),
    )
    const placesOf = (of: { sites: readonly FlowSite[] } | undefined): unknown =>
      of?.sites.map(({ role, site }) => `${role} ${site.file}:${site.line}`)
    assert.deepEqual(placesOf(nodes.get('event:a')), ['publish src/shop.ts:4'])
    assert.deepEqual(placesOf([...edges.values()][0]), ['call src/b.ts:2', 'publish src/shop.ts:4'])
  })

  it('knows the way through calls from a publish in the handler itself', () => {
    const { edges } = buildFlow(graph)
    const through = [...edges.values()].filter(({ isThroughCalls }) => isThroughCalls).map(({ to }) => to)
    assert.deepEqual(through, ['event:b'])
  })

  it('is the same for the same graph in another order', () => {
    const turned = { ...graph, events: graph.events.toReversed() }
    assert.deepEqual(edgesOf(buildFlow(turned)).sort(), edgesOf(buildFlow(graph)).sort())
  })

  it('can be looked at around an event, by steps', () => {
    const all = buildFlow(graph)
    const near = selectFlow(all, { focus: 'event:c', depth: 1, isCyclesOnly: false })
    assert.deepEqual([...near.flow.nodes.keys()].sort(), ['event:b', 'event:c'])
    assert.equal(near.focus?.name, 'c')
  })

  it('can be looked at for its cycles alone', () => {
    const { flow } = selectFlow(buildFlow(graph), { focus: null, depth: null, isCyclesOnly: true })
    assert.deepEqual([...flow.nodes.keys()].sort(), ['event:a', 'event:b'])
  })

  for (const name of ['a"b', 'a]-->b', '</svg><script>', 'end', '%%{init}%%', 'a\nb --> c', '`x`', '#quot;']) {
    it(`shows the name ${JSON.stringify(name)} in Mermaid as text`, () => {
      const text = renderMermaid(buildFlow(graphOf({ events: [{ name, publishers: [], handlers: [handler({})] }] })))
      const lines = text.split('\n')
      assert.equal(lines.length, 2)
      assert.match(lines[1]!, /^ {2}n0\(\["(?:[\p{L}\p{N} ._:/-]|#\d+;)*<br>(?:[\p{L}\p{N} ._:/-]|#\d+;)*"\]\)$/u)
    })
  }
})
