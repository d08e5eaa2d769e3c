import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { buildFlow } from '../../../../src/flow/buildFlow'
import { kindWords } from '../../../../src/flow/tellNode'
import { indexWorkspace } from '../../../../src/graph/indexWorkspace'
import { eventTree } from '../../../../src/host/tree/eventTree'
import { treeModel } from '../../../../src/host/tree/treeModel'
import type { TreeNode } from '../../../../src/host/tree/treeNode'
import type { EventGraph, Trigger } from '../../../../src/model/graph'
import { atOnce, graphOf, handler, publisher, unresolved } from '../graphOf'

const WORKSPACES = resolve(__dirname, '../../../workspaces')
const apps = ['shop', ...readdirSync(join(WORKSPACES, 'patterns')).map((name) => join('patterns', name))]

describe('what the tree says aloud', () => {
  for (const app of apps) {
    it(`leaves out nothing that the picture of ${app} draws`, () => {
      assert.deepEqual(leftOut(indexWorkspace(join(WORKSPACES, app))), [])
    })
  }

  it('leaves out no start of a task, no way through calls, and no call whose name only a run knows', () => {
    const path = [{ name: 'settle', file: 'src/settle.ts', line: 2, column: 1 }]
    const graph = graphOf({
      events: [
        { name: 'a', publishers: [publisher({ triggers: [by('route', 'PUT /a', path)], after: "'5 minutes'" })], handlers: [handler({})] },
        {
          name: 'b',
          publishers: [publisher({ triggers: [by('task', 'nightly')] }), publisher({ triggers: [by('event', '*')] })],
          handlers: [],
        },
      ],
      taskRuns: [
        { ...span, task: 'nightly', ...atOnce, within: null, after: "'1 day'", triggers: [by('schedule', 'midnight')] },
        { ...span, task: 'silent', ...atOnce, within: null, triggers: [by('ws', 'connected')] },
      ],
      unresolved: [
        unresolved({ expression: 'nameOf(order)', triggers: [by('storage', 'uploads')] }),
        unresolved({ kind: 'on', line: 7, expression: 'name' }),
      ],
    })
    assert.deepEqual(leftOut(graph), [])
    const heard = ways(graph)
    for (const words of [
      'It calls settle at src/settle.ts:2',
      'Task silent: 1 start',
      'Run by WebSocket connected',
      'Run by storage listener uploads',
    ])
      assert.ok(
        heard.some((way) => way.includes(words)),
        words,
      )
  })

  it('tells what lies on a circle', () => {
    const events = ['a', 'b'].map((name) => ({ name, publishers: [], handlers: [] }))
    const [a, b] = rows(graphOf({ events, cycles: [{ events: ['a'], delayed: false }] }))
    assert.match(a!.tooltip, /It is on a circle of events that publish each other\./)
    assert.doesNotMatch(b!.tooltip, /circle/)
  })
})

const span = { file: 'src/index.ts', line: 1, column: 1, endLine: 1, endColumn: 20 }

function by(kind: Trigger['kind'], name: string, path: Trigger['path'] = []): Trigger {
  return { kind, name, file: 'src/index.ts', line: 1, column: 1, path }
}

/** Each node, and each way with its delay, that no row tells with those above it. */
function leftOut(graph: EventGraph): string[] {
  const { nodes, edges } = buildFlow(graph)
  const heard = ways(graph).map(unquoted)
  const isTold = (...words: readonly string[]): boolean => heard.some((way) => words.every((word) => way.includes(unquoted(word))))
  return [
    ...[...nodes.values()].filter(({ name }) => name !== '*' && !isTold(name)).map(({ name, kind }) => `${kindWords[kind]} ${name}`),
    ...[...edges.values()].flatMap(({ from, to, delays }) => {
      const ends = [from, to].map((id) => nodes.get(id)!.name)
      return delays.filter((delay) => !isTold(...ends, delay.replace(/^\+|^after /, ''))).map((delay) => [...ends, delay].join(' '))
    }),
  ]
}

/** What is heard on the way from the top to each row. */
function ways(graph: EventGraph): string[] {
  const walk = (nodes: readonly TreeNode[], above: string): string[] =>
    nodes.flatMap(({ tooltip, children }) => [`${above} ${tooltip}`, ...walk(children?.() ?? [], `${above} ${tooltip}`)])
  return walk(rows(graph), '')
}

function rows(graph: EventGraph): TreeNode[] {
  return eventTree(treeModel(graph, []), { isGrouped: false, filter: null })
}

function unquoted(text: string): string {
  return text.replaceAll(/['"`]/g, '')
}
