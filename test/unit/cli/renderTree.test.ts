import assert from 'node:assert/strict'
import { renderTree } from '../../../src/cli/renderTree'
import { graphOf } from '../graph/inWorkspace'

const app = {
  'src/index.ts': `import { events } from '@ampt/sdk'
import { run } from './run'
events.publish('a', { after: '5 minutes' }, {})
events.on('a', { timeout: 10000 }, run)
events.on('a', () => {})
events.publish(\`t.\${x}\`, {})
events.publish('b', {})`,
  'src/run.ts': `import { events } from '@ampt/sdk'
export async function run() { await events.publish('a', {}) }
const x = = 1`,
  'src/run.test.ts': `import { events } from '@ampt/sdk'
events.publish('a', {})
events.on('only.in.tests', () => {})`,
}

describe('renderTree', () => {
  it('tells what a delay comes to that its text does not say', async () => {
    const later = "const later = (name, after) => events.publish(name, { after }, {})\nlater('a', '10 mins')"
    const chosen = "events.publish('b', later.length ? options() : {}, {})\nevents.publish('c', { after: '1 month' }, {})"
    const text = renderTree(await graphOf({ 'index.ts': `import { events } from '@ampt/sdk'\n${later}\n${chosen}` }))
    assert.deepEqual(text.match(/after .*?(?= {2}in|$)/gm), [
      'after after = "10 mins"',
      'after (later.length ? options() : {}).after',
      "after '1 month'",
    ])
  })

  it('shows events with publishers and handlers, then what is open', async () => {
    assert.equal(
      renderTree(await graphOf(app)),
      `a
├─ publish  src/index.ts:3:1  after '5 minutes' = 5 min
├─ publish  src/run.ts:2:37  in handler of a
├─ on 1     src/index.ts:4:1  runs run src/run.ts:2:1  timeout 10 s
└─ on 2     src/index.ts:5:1
b
├─ publish  src/index.ts:7:1
└─ no handler

Not resolved
└─ publish \`t.\${x}\`  (t.*)  src/index.ts:6:1

Cycles
└─ a -> a  (at once)

Problems
└─ src/run.ts:3:11  Syntax error: Expression expected. What could be read of the file is in the graph.

In tests
└─ src/run.test.ts  2 calls

2 events in 2 files, of which 2 were read for them.`,
    )
  })
  it('tells what chance draws, what is repeated, and the function around what nothing is known to run', async () => {
    const text = renderTree(
      await graphOf(`export function fan(list) {
  for (const one of list) events.publish('a', { after: Math.floor(Math.random() * 1000) }, { one })
}`),
    )
    assert.equal(text.split('\n')[1], '├─ publish  index.ts:3:27  × n  after Math.floor(Math.random() * 1000) = 0–999 ms  in fan()')
  })
  it('tells which function would register a handler, were it called', async () => {
    const text = renderTree(await graphOf(`export function init() { events.on('a', () => {}) }`))
    assert.equal(text.split('\n')[2], '└─ on 1     index.ts:2:26  nothing calls init()')
  })
  it('gives the calls of a wrapper, not what stands in it', async () => {
    const text = renderTree(
      await graphOf(`const emit = (name) => events.publish(name, {})
const listen = (name, run) => events.on(name, (event) => run(event.body))
listen('a', () => {})
emit('a')`),
    )
    assert.deepEqual(text.split('\n').slice(1, 3), ['├─ publish  index.ts:5:1  in emit()', '└─ on 1     index.ts:4:1'])
  })
  it('says what to do where there are no events', async () => {
    const text = renderTree({ ...(await graphOf({ 'a.ts': '' })), root: '/app' })
    assert.equal(
      text,
      'No events were found in 1 file of /app: no call of events.publish or events.on from "@ampt/sdk". Name the folder of your Ampt app.',
    )
  })
  it('keeps a hostile name on its line and away from the terminal', async () => {
    const text = renderTree(
      await graphOf({ 'a.ts': `import { events } from '@ampt/sdk'; events.publish('\\u001b[2Jx\\n└─ y\\u202e', {})` }),
    )
    assert.equal(text.split('\n')[0], '\\u{1b}[2Jx └─ y\\u{202e}')
  })
})
