import assert from 'node:assert/strict'
import { fixed, lintsOf, messagesOf } from './lintsOf'

const publish = (body: string): string => `events.publish('a', ${body})`

describe('the lints of what JSON cannot hold', () => {
  it('stand at exactly the part that is lost or fails', async () => {
    for (const part of [
      '() => 1',
      'Symbol()',
      '10n',
      'BigInt(x)',
      'new Map()',
      'new Set([1])',
      '/x/',
      'new Error(x)',
      'new Promise(f)',
      '0 / 0',
    ]) {
      assert.deepEqual(await lintsOf(publish(`{ list: [{ part: ${part} }] }`)), [`body-not-json: ${part}`], part)
    }
    assert.deepEqual(await lintsOf(publish('{ run() {} }')), ['body-not-json: run'])
    assert.deepEqual(await lintsOf(`function run() {}\n${publish('{ run }')}`), ['body-not-json: run'])
    assert.deepEqual(await lintsOf(`const all = new Map()\n${publish('all')}`), ['body-not-json: all'])
  })

  it('see a promise that was not awaited', async () => {
    const load = 'async function load() { return 1 }\n'
    assert.deepEqual(await lintsOf(`${load}${publish('{ it: load() }')}`), ['body-not-json: load()'])
    const within = (body: string): string => `${load}const run = async () => { await events.publish('a', ${body}) }`
    assert.equal(await fixed(within('load()'), 'body-not-json'), within('await load()'))
    assert.deepEqual(await lintsOf(within('await load()')), [])
    const held = (made: string): string => `${load}const run = async () => { const it = ${made}; await events.publish('a', { it }) }`
    assert.deepEqual(await lintsOf(held('load()')), ['body-not-json: it'])
    for (const made of ['await load()', '(await load()) as number', 'await new Promise<string>(done)'])
      assert.deepEqual(await lintsOf(held(made)), [], made)
  })

  it('see a list of promises that was not awaited', async () => {
    const held = (made: string): string =>
      `async function load(id: string) { return id }\nconst run = async (ids: string[]) => { const all = ${made}; await events.publish('a', { all }) }`
    for (const made of ['ids.map((id) => load(id))', 'ids.map(async (id) => id)', 'ids.map(load)'])
      assert.deepEqual(await lintsOf(held(made)), ['body-not-json: all'], made)
    for (const made of ['await Promise.all(ids.map(load))', 'ids.map((id) => id.length)', 'ids.map(async function* (id) { yield id })'])
      assert.deepEqual(await lintsOf(held(made)), [], made)
  })

  it('look at what callers pass, where they write it', async () => {
    const text = (body: string): string => `const emit = (name: string, body: unknown) => events.publish(name, body)\nemit('a', ${body})`
    assert.deepEqual(await lintsOf(text('{ all: new Map() }')), ['body-not-json: new Map()'])
    assert.deepEqual(await lintsOf(text('{ at: new Date() }')), ['body-date: new Date()'])
    assert.deepEqual(await lintsOf(text('{ a: 1 }')), [])
  })

  it('see a circle that the text makes', async () => {
    assert.deepEqual(await lintsOf(`const tree: any = {}\ntree.top = tree\n${publish('tree')}`), ['body-not-json: tree'])
    assert.deepEqual(await lintsOf(`const tree: any = {}\n${publish('tree')}\ntree.top = tree`), [])
    assert.deepEqual(await lintsOf(`const tree: any = {}\ntree.top = other\n${publish('tree')}`), [])
  })

  it('say of a Date, by a code of its own, that it becomes a string', async () => {
    assert.deepEqual(await lintsOf(publish('{ at: new Date() }')), ['body-date: new Date()'])
    assert.deepEqual(await messagesOf(publish('{ at: new Date() }'), 'body-date'), [
      'new Date() is a Date and reaches the handlers as a string. Make a Date of it again there, or send text.',
    ])
  })

  it('are silent on data, on what says itself how it becomes JSON, and on what is unknown', async () => {
    const right = [
      '{ a: 1, b: [null, undefined, true], c: "x" }',
      'x',
      '{ x, ...rest }',
      'new Order()',
      '{ at: new Date().toISOString() }',
      '[...new Set(list)]',
      'Object.fromEntries(new Map())',
      'event.body',
      'JSON.stringify(x)',
      '{ toJSON() { return {} }, all: new Map() }',
      'load()',
    ]
    for (const body of right) assert.deepEqual(await lintsOf(publish(body)), [], body)
    assert.deepEqual(await lintsOf(`import { Map } from './own'\n${publish('new Map()')}`), [])
    assert.deepEqual(await lintsOf(`const sum = () => 1\n${publish('{ sum: sum() }')}`), [])
    assert.deepEqual(await lintsOf(`let all = new Map()\nall = x\n${publish('all')}`), [])
  })
})
