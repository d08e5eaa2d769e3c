import assert from 'node:assert/strict'
import { indexWorkspace } from '../../../src/graph/indexWorkspace'
import type { HandlerSite, Publisher } from '../../../src/model/graph'
import { UserError } from '../../../src/model/userError'
import { graphOf, summary } from './inWorkspace'

const sdk = `import { events } from '@ampt/sdk'\n`
const publish = (name: string): string => `${sdk}events.publish('${name}', {})`

describe('indexWorkspace', () => {
  it('gives an empty graph for a folder without events', async () => {
    const { root, ...graph } = await graphOf({ 'a.ts': 'export {}' })
    assert.ok(root.length > 0)
    assert.deepEqual(graph, {
      version: 1,
      events: [],
      unresolved: [],
      taskRuns: [],
      tests: [],
      cycles: [],
      lints: [],
      problems: [],
      stats: { files: 1, candidates: 0, ms: 0 },
    })
  })

  it('says which folder is missing', () => {
    assert.throws(
      () => indexWorkspace('/no/such/folder'),
      (error) => error instanceof UserError && error.message.includes('/no/such/folder'),
    )
  })

  it('parses only files that may call the SDK', async () => {
    const { stats } = await graphOf({ 'a.ts': publish('a'), 'b.ts': `export const x = 'events.publish'`, 'c.ts': '' })
    assert.deepEqual([stats.files, stats.candidates], [3, 1])
  })

  it('looks for callers of what leads to an event, however many functions an app calls that do not', async () => {
    /** A file that calls one of two functions, which it is handed, and one who calls it for each of so many callers. */
    const app = (body: string, callers: number) =>
      graphOf({
        'index.ts': `${sdk}export const run = (first, other) => (first ?? other)()\nconst a = () => ${body}\nrun(isOn ? a : () => 1, () => 2)`,
        ...Object.fromEntries(
          Array.from({ length: callers }, (_, at) => [
            `caller${at}.ts`,
            `import { run${at || ''} } from './${at === 0 ? 'index' : `caller${at - 1}`}'\nexport const run${at + 1} = (one, other) => run${at || ''}(one, other)`,
          ]),
        ),
      })
    const counts = await Promise.all([4, 6].map(async (callers) => (await app('null', callers)).stats.candidates))
    assert.deepEqual(counts, [1, 1])
    assert.equal((await app(`events.publish('a', {})`, 4)).stats.candidates, 5)
  })

  it('takes modules that are said to hand on the SDK for it, also where nothing names that', async () => {
    const files = {
      'index.ts': `import acme, { events, task } from '@acme/ampt'\nevents.on('a', () => {})\ntask('t', () => acme.events.publish('b', {}))`,
      'other.ts': `import { events } from '@acme/other'\nevents.on('c', () => {})`,
    }
    const { events } = await graphOf(files, { sdkModules: ['@acme/ampt'] })
    assert.deepEqual(
      events.map(({ name, publishers }) => [name, publishers[0]?.in]),
      [
        ['a', undefined],
        ['b', 'task t'],
      ],
    )
  })

  it('sorts events by name and publishers by file and line, whatever the order of files', async () => {
    const { events } = await graphOf({ 'z.ts': publish('a') + `\nevents.publish('B', {})`, 'b.ts': publish('b'), 'a.ts': publish('a') })
    assert.deepEqual(
      events.map(({ name }) => name),
      ['B', 'a', 'b'],
    )
    assert.deepEqual(
      events[1]?.publishers.map(({ file }) => file),
      ['a.ts', 'z.ts'],
    )
  })

  it('gives the same graph again', async () => {
    const files = { 'a.ts': publish('a'), 'b.ts': `${sdk}events.on('a', () => { events.publish(x ? 'a' : 'b', {}) })` }
    assert.deepEqual({ ...(await graphOf(files)), root: '' }, { ...(await graphOf(files)), root: '' })
  })

  it('takes unsaved text before the file, and files that are not saved yet', async () => {
    const overlays = new Map([
      ['a.ts', publish('unsaved')],
      ['new.ts', publish('new')],
      ['a.test.ts', publish('test')],
    ])
    assert.deepEqual(summary(await graphOf({ 'a.ts': publish('saved') }, { overlays })).publish, ['new', 'unsaved'])
  })

  it('takes unsaved text of constants', async () => {
    const files = { 'a.ts': `${sdk}import { N } from './n'; events.publish(N, {})`, 'n.ts': `export const N = 'saved'` }
    assert.deepEqual(summary(await graphOf(files, { overlays: new Map([['n.ts', `export const N = 'unsaved'`]]) })).publish, ['unsaved'])
  })

  it('measures its time by the clock it is given', async () => {
    let now = 1000
    assert.equal((await graphOf({}, { now: () => (now += 250) })).stats.ms, 250)
  })

  it('does not count tests, even those that mock the SDK', async () => {
    assert.deepEqual(summary(await graphOf({ 'a.test.ts': `jest.mock('@ampt/sdk')\n${publish('a')}`, 'b.ts': publish('b') })).publish, [
      'b',
    ])
  })

  it('reports a syntax error with its line, and keeps what can be read', async () => {
    const graph = await graphOf({ 'a.ts': `${publish('a')}\nconst x = = 1\nevents.publish('b', {})` })
    assert.deepEqual(summary(graph).publish, ['a', 'b'])
    assert.equal(graph.problems.length, 1)
    assert.deepEqual([graph.problems[0]?.file, graph.problems[0]?.line, graph.problems[0]?.column], ['a.ts', 3, 11])
    assert.match(graph.problems[0]?.message ?? '', /Expression expected/)
  })

  it('skips files that are binary or larger than 2 MB, and says so', async () => {
    const graph = await graphOf({
      'a.ts': publish('a'),
      'video.ts': new Uint8Array([71, 64, 0, 16]),
      'large.js': `${sdk}//${'x'.repeat(2 * 1024 * 1024)}`,
    })
    assert.deepEqual(summary(graph).publish, ['a'])
    assert.deepEqual(
      graph.problems.map(({ file, message }) => [file, message]),
      [
        ['large.js', 'The file is larger than 2 MB and was skipped.'],
        ['video.ts', 'The file is binary and was skipped.'],
      ],
    )
  })

  it('reports a file that is nested too deeply, and goes on', async () => {
    const graph = await graphOf({ 'a.ts': publish('a'), 'deep.ts': `${sdk}const x = ${'['.repeat(50_000)}` })
    assert.deepEqual(summary(graph).publish, ['a'])
    assert.deepEqual(
      graph.problems.map(({ file }) => file),
      ['deep.ts'],
    )
  })

  it('treats names of built-in properties as any other', async () => {
    const text = `${sdk}const N = { a: 'x' }\nfor (const n of ['__proto__', 'constructor', 'toString']) { events.publish(n, {}); events.on(n, () => {}) }\nevents.publish(N.constructor, {})`
    const found = summary(await graphOf({ 'a.ts': text }))
    assert.deepEqual(found.publish, ['__proto__', 'constructor', 'toString'])
    assert.deepEqual(found.unresolved, ['publish *'])
  })

  it('reads an app of static classes, path aliases and one entry', async () => {
    const graph = await graphOf({
      'tsconfig.json': JSON.stringify({ extends: './tsconfig.base.json' }),
      'tsconfig.base.json': JSON.stringify({ compilerOptions: { paths: { '@models/*': ['./src/models/*'] } } }),
      'src/index.ts': `import { Answer } from '@models/answer'; Answer.initListeners()`,
      'src/models/answer.ts': `import { data } from '@ampt/data'
import { schedule, events } from '@ampt/sdk'
export class Answer {
  static processAnswersEvent = 'answer:process'
  static initListeners() {
    events.on(Answer.processAnswersEvent, { timeout: 60000*5 }, Answer.onAnswerProcessEvent)
  }
  static async onAnswerProcessEvent(event: any) {
    const key = event.body as string
    if (more) await events.publish(Answer.processAnswersEvent, { after: 1000 }, item.key)
  }
}`,
    })
    const [event] = graph.events
    assert.equal(event?.name, 'answer:process')
    assert.deepEqual(short(event.handlers[0]!), {
      file: 'src/models/answer.ts',
      line: 6,
      column: 5,
      order: 1,
      timeoutMs: 300_000,
      uncalled: null,
      function: { file: 'src/models/answer.ts', line: 8, column: 3, name: 'onAnswerProcessEvent' },
      bodyFields: [],
    })
    assert.deepEqual(short(event.publishers[0]!), {
      file: 'src/models/answer.ts',
      line: 10,
      column: 21,
      after: '1000',
      afterMs: 1000,
      afterRangeMs: null,
      afterValue: 1000,
      isRepeated: false,
      within: 'Answer.onAnswerProcessEvent',
      in: 'handler of answer:process',
      bodySample: null,
    })
    assert.deepEqual(graph.cycles, [{ events: ['answer:process'], delayed: true }])
  })

  it('follows an aliased import in each file that has one', async () => {
    const file = (alias: string): string => `import { events as ${alias} } from '@ampt/sdk'; ${alias}.publish('${alias}', {})`
    assert.deepEqual(summary(await graphOf({ 'a.ts': file('x'), 'b.ts': file('y'), 'c/d.mts': file('z') })).publish, ['x', 'y', 'z'])
  })

  it('tells circles by objects of one class where each publishes its own event, and no others', async () => {
    const message = `${sdk}export class Message {
      topic = 'none'
      to(topic: string) { this.topic = topic; return this }
      send() { return events.publish(this.topic, {}) }
    }`
    const handlers = `${sdk}import { Message } from './message'
      events.on('a', () => new Message().to('b').send())
      events.on('b', () => new Message().to('c').send())
      events.on('d', () => new Message().to('d').send())`
    const { cycles } = await graphOf({ 'message.ts': message, 'handlers.ts': handlers })
    assert.deepEqual(cycles, [{ events: ['d'], delayed: false }])
  })
})

/** A site without the spans of its parts. */
function short(site: Publisher | HandlerSite): object {
  const longer = ['endLine', 'endColumn', 'name', 'afterAt', 'timeoutAt', 'triggers']
  return Object.fromEntries(Object.entries(site).filter(([key]) => !longer.includes(key)))
}
