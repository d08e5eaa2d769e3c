import assert from 'node:assert/strict'
import { buildFlow } from '../../../src/flow/buildFlow'
import { edgeId } from '../../../src/flow/flow'
import { markRun, type RunTrace } from '../../../src/flow/markRun'
import { graphOf, publisher } from '../host/graphOf'

describe('a run laid over the graph', () => {
  it('goes the way from the function that published while the app was loaded', () => {
    const publishers = [publisher({ file: 'src/seed.ts', line: 4, within: 'seed' }), publisher({ file: 'src/index.ts', line: 9 })]
    const flow = buildFlow(graphOf({ events: [{ name: 'a', publishers, handlers: [] }] }))
    const site = { file: 'src/seed.ts', line: 4, column: 3 }
    const cause = { call: 'load#1', attempt: null, handler: null }
    const { nodes, edges } = markRun(flow, {
      events: [{ key: 'a#1', name: 'a', source: 'event', state: 'ignored', site, cause }],
      handlers: [],
      attempts: { length: 0, event: [], attempt: [] },
    } as unknown as RunTrace)
    assert.deepEqual([...edges.keys()].sort(), [edgeId('file:src/index.ts', 'event:a'), edgeId('function:src/seed.ts seed', 'event:a')])
    assert.deepEqual(
      ['function:src/seed.ts seed', 'file:src/index.ts', 'event:a'].map((id) => nodes.get(id)?.seen),
      ['both', 'static', 'both'],
    )
  })

  it('knows the publish that a wrapper makes by its line there', () => {
    const call = { file: 'src/shop.ts', line: 4, column: 1, endLine: 4, endColumn: 20 }
    const made = publisher({ file: 'src/bus.ts', line: 7, triggers: [{ kind: 'route', name: 'POST /a', ...call, path: [] }] })
    const publishers = [{ ...made, name: { ...made.name, givenBy: { ...call, name: null, opening: null } } }]
    const { edges } = markRun(buildFlow(graphOf({ events: [{ name: 'a', publishers, handlers: [] }] })), {
      events: [
        {
          key: 'a#1',
          name: 'a',
          source: 'event',
          state: 'ignored',
          site: { file: 'src/bus.ts', line: 7, column: 1 },
          cause: { call: 'POST /a#1', attempt: null, handler: null },
        },
      ],
      handlers: [],
      attempts: { length: 0, event: [], attempt: [] },
    } as unknown as RunTrace)
    assert.deepEqual(
      [...edges.values()].map(({ seen, times, sites }) => [seen, times, sites.length]),
      [['both', 1, 1]],
    )
  })
})
