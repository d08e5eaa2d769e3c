import assert from 'node:assert/strict'
import type { EventNode, HandlerSite, Publisher } from '../../../../src/model/graph'
import type { Json } from '../../../../src/model/json'
import { graphOf, type Files } from '../inWorkspace'

async function publisher(files: Files | string, name = 'a'): Promise<Publisher> {
  const found = (await graphOf(files)).events.find((event) => event.name === name)?.publishers[0]
  assert.ok(found)
  return found
}

async function handler(files: Files | string, name = 'a'): Promise<HandlerSite> {
  const found = (await graphOf(files)).events.find((event) => event.name === name)?.handlers[0]
  assert.ok(found)
  return found
}

describe('the after option', () => {
  it('is found in a list that is spread', async () => {
    const site = await publisher(`const call = ['a', { after: '1 day' }, { id: 1 }] as const\nevents.publish(...call)`)
    assert.deepEqual([site.after, site.afterMs, site.bodySample], [`'1 day'`, 86_400_000, { id: 1 }])
  })

  const cases: [rule: string, options: string, after: string | null, afterMs: number | null, before?: string][] = [
    ['a unit string is its ms', `{ after: '5 minutes' }`, `'5 minutes'`, 300_000],
    ['a number is ms', `{ after: 1000 }`, '1000', 1000],
    ['arithmetic is folded', `{ after: 60_000 * 5 + 1 }`, '60_000 * 5 + 1', 300_001],
    ['a constant is followed', `{ after: DELAY }`, 'DELAY', 10_000, `const DELAY = '10 seconds'`],
    ['a shorthand is followed', `{ after }`, 'after', 86_400_000, `const after = '1 day'`],
    ['an options constant is followed', `options`, '2 * 1000', 2000, `const options = { after: 2 * 1000 }`],
    ['a spread of options is followed', `{ ...options }`, '{ ...options }.after', 2000, `const options = { after: 2000 }`],
    ['Math is folded', `{ after: Math.round(1.5 * 1000) }`, 'Math.round(1.5 * 1000)', 1500],
    ['months have no fixed ms', `{ after: '1 month' }`, `'1 month'`, null],
    ['years have no fixed ms', `{ after: '1 year' }`, `'1 year'`, null],
    ['a date has no fixed ms', `{ after: '2030-01-14T17:46:05.811Z' }`, `'2030-01-14T17:46:05.811Z'`, null],
    ['chance has no fixed ms', `{ after: Math.floor(Math.random() * 1000) }`, 'Math.floor(Math.random() * 1000)', null],
    ['a loop index has no fixed ms', `{ after: i * 50 }`, 'i * 50', null],
    ['what the contract refuses has no ms', `{ after: '10 mins' }`, `'10 mins'`, null],
    ['zero has no ms', `{ after: 0 }`, '0', null],
    ['options from elsewhere may hold one', `options`, 'options.after', null],
    ['options without it have none', `{ other: 1 }`, null, null],
    ['undefined is none', `{ after: undefined }`, null, null],
  ]
  for (const [rule, options, after, afterMs, before = ''] of cases) {
    it(rule, async () => {
      const site = await publisher(`${before}\nevents.publish('a', ${options}, {})`)
      assert.deepEqual([site.after, site.afterMs], [after, afterMs])
    })
  }

  it('is not read of a body', async () => {
    const site = await publisher(`events.publish('a', { after: '1 day' })`)
    assert.deepEqual([site.after, site.bodySample], [null, { after: '1 day' }])
  })
})

describe('the body sample', () => {
  const cases: [rule: string, body: string, sample: Json, before?: string][] = [
    [
      'keeps literals',
      `{ a: 'x', b: 1, c: true, d: null, e: [1, 'y'], f: { g: -2 } }`,
      { a: 'x', b: 1, c: true, d: null, e: [1, 'y'], f: { g: -2 } },
    ],
    ['has null for what is not known', `{ a: f(), b: x.y, c: new Date(), d: [g()] }`, { a: null, b: null, c: null, d: [null] }],
    ['has null for shorthands that are not known', `{ id, email }`, { id: null, email: null }],
    ['follows constants', `{ a: A, b: O }`, { a: 'x', b: { c: 1 } }, `const A = 'x'; const O = { c: 1 }`],
    ['takes in spreads that are known', `{ ...O, d: 2, ...other }`, { c: 1, d: 2 }, `const O = { c: 1 }`],
    ['leaves out undefined and functions', `{ a: undefined, b: () => 1, c() {} }`, {}],
    ['may be a bare string', `'key'`, 'key'],
    ['is null for a body from elsewhere', `user`, null],
    ['leaves out what is taken out of it', `rest`, { b: 2 }, `const { a, ...rest } = { a: 1, b: 2 }`],
    ['sees through casts', `({ a: 1 } as Foo)`, { a: 1 }],
    ['ends in an object that holds itself', `O`, { o: null }, `let O; O = { o: O }`],
  ]
  for (const [rule, body, sample, before = ''] of cases) {
    it(rule, async () => assert.deepEqual((await publisher(`${before}\nevents.publish('a', ${body})`)).bodySample, sample))
  }

  it('keeps a key named __proto__ a key', async () => {
    assert.equal(JSON.stringify((await publisher(`events.publish('a', { ['__proto__']: 1 })`)).bodySample), '{"__proto__":1}')
  })

  it('is null without a body', async () => {
    assert.equal((await publisher(`events.publish('a')`)).bodySample, null)
  })
})

describe('a handler', () => {
  it('without options has no timeout', async () => {
    assert.equal((await handler(`events.on('a', () => {})`)).timeoutMs, null)
  })

  it('has its timeout folded, before any clamp', async () => {
    assert.equal((await handler(`const M = 60000; events.on('a', { timeout: M * 5 }, () => {})`)).timeoutMs, 300_000)
  })

  it('written inline runs where it stands, without a name', async () => {
    assert.deepEqual((await handler(`events.on('a', async () => {})`)).function, { file: 'index.ts', line: 2, column: 16, name: null })
  })

  const runs: [rule: string, files: Files, expected: HandlerSite['function']][] = [
    [
      'a function runs where that is declared',
      { 'index.ts': `import { events } from '@ampt/sdk'; events.on('a', run)\nasync function run() {}` },
      { file: 'index.ts', line: 2, column: 1, name: 'run' },
    ],
    [
      'an imported function runs in its file',
      {
        'index.ts': `import { events } from '@ampt/sdk'; import { send } from './lib/mail'; events.on('a', send)`,
        'lib/mail.ts': `\nexport async function send() {}`,
      },
      { file: 'lib/mail.ts', line: 2, column: 1, name: 'send' },
    ],
    [
      'an imported constant runs in its file',
      {
        'index.ts': `import { events } from '@ampt/sdk'; import { send } from './mail'; events.on('a', send)`,
        'mail.ts': `export const send = async () => {}`,
      },
      { file: 'mail.ts', line: 1, column: 14, name: 'send' },
    ],
    [
      'an imported default function runs in its file',
      {
        'index.ts': `import { events } from '@ampt/sdk'; import send from './mail'; events.on('a', send)`,
        'mail.ts': `export default function mail() {}`,
      },
      { file: 'mail.ts', line: 1, column: 1, name: 'mail' },
    ],
    [
      'a static method runs where that is declared',
      {
        'index.ts': `import { events } from '@ampt/sdk'; import { A } from './a'; events.on('a', { timeout: 1 }, A.onA)`,
        'a.ts': `export class A {\n  static async onA() {}\n}`,
      },
      { file: 'a.ts', line: 2, column: 3, name: 'onA' },
    ],
    [
      'a method of an object runs where that is declared',
      { 'index.js': `const { events } = require('@ampt/sdk'); const h = {\n  onA() {} }; events.on('a', h.onA)` },
      { file: 'index.js', line: 2, column: 3, name: 'onA' },
    ],
    [
      'a wrapped function runs itself',
      { 'index.ts': `import { events } from '@ampt/sdk'; import { wrap } from 'x'; function run() {}; events.on('a', wrap(run, 1))` },
      { file: 'index.ts', line: 1, column: 63, name: 'run' },
    ],
    [
      'an unknown function is not guessed',
      { 'index.ts': `import { events } from '@ampt/sdk'; import { run } from 'x'; events.on('a', run)` },
      null,
    ],
  ]
  for (const [rule, files, expected] of runs) {
    it(`that is ${rule}`, async () => assert.deepEqual((await handler(files)).function, expected))
  }

  it('among several has its place in file and line order', async () => {
    const text = (n: number): string => `import { events } from '@ampt/sdk'\nevents.on('a', () => ${n}); events.on('a', () => ${n})`
    const { events } = await graphOf({ 'b.ts': text(1), 'a.ts': text(2) })
    assert.deepEqual(
      events[0]?.handlers.map(({ file, column, order }) => [file, column, order]),
      [
        ['a.ts', 1, 1],
        ['a.ts', 26, 2],
        ['b.ts', 1, 3],
        ['b.ts', 26, 4],
      ],
    )
  })
})

describe('a wrapper of the app', () => {
  const files = {
    'bus.ts': `import { events } from '@ampt/sdk'
export const emit = (name: string, body: object, after = '1 day') => events.publish(name, { after }, body)
export function listen(name: string, handler: any) { events.on(name, { timeout: 9000 }, handler) }`,
    'a.ts': `import { emit, listen } from './bus'
listen('a', async ({ body }) => { emit('b', { x: body.x }) })
listen('b', onB)
async function onB() { emit('c', { y: 1 }, '2 hours') }
emit('c', { y: 1 }, '2 hours')`,
  }

  it('registers each handler under its own name', async () => {
    const { events } = await graphOf(files)
    assert.deepEqual(
      events.flatMap(({ name, handlers }) => handlers.map((site) => [name, site.file, site.line, site.function?.line, site.bodyFields])),
      [
        ['a', 'bus.ts', 3, 2, ['x']],
        ['b', 'bus.ts', 3, 4, []],
      ],
    )
  })

  it('is told with the call of it that a name begins its way with, the argument there that is all of it, and what stands before that', async () => {
    const { events } = await graphOf({
      'index.ts': `import { events } from '@ampt/sdk'
const listen = (name: string, run: any) => events.on(name, run)
const once = (run: any, name: string) => listen(name, run)
const B = 'b'
listen('a', () => {})
once(() => {}, B)
events.on('c', (event) => events.publish(event.name + '.done', {}))
const ended = (name: string) => events.publish(name + '.ended', {})
ended('d')`,
    })
    assert.deepEqual(
      events.flatMap(({ name, publishers, handlers }) =>
        [...publishers, ...handlers].map(({ name: { givenBy } }) => [name, givenBy?.line, givenBy?.name?.column, givenBy?.opening]),
      ),
      [
        ['a', 5, 8, 'listen('],
        ['b', 6, 16, 'once(() => {},'],
        ['c', undefined, undefined, undefined],
        ['c.done', undefined, undefined, undefined],
        ['d.ended', 9, undefined, null],
      ],
    )
  })

  it('is told with the call that hands it the name, not with those that hand on what publishes', async () => {
    const { events } = await graphOf({
      'index.ts': `import { events } from '@ampt/sdk'
class Bus { publish(name: string) { return events.publish(name, {}) } }
const orders = ({ bus }: { bus: Bus }) => ({ place: () => bus.publish('a') })
const listen = (bus: any, name: string) => bus.on(name, () => {})
orders({ bus: new Bus() })
listen(events, 'b')
const register = (bus: any) => bus.on('c', () => {})
register(events)
const twice = (run: any) => async (...all: any[]) => (await run(...all)) ?? run(...all)
events.on('d', twice(((name: string) => (event: any) => events.publish(name, event.body))('e')))`,
    })
    assert.deepEqual(
      events.flatMap(({ name, publishers, handlers }) => [...publishers, ...handlers].map((site) => [name, site.name.givenBy?.line])),
      [
        ['a', 3],
        ['b', 6],
        ['c', undefined],
        ['d', undefined],
        ['e', undefined],
      ],
    )
  })

  it('is not told with calls that hand over what a name is only chosen by: a condition, or a key that is not known', async () => {
    const { events } = await graphOf({
      'index.ts': `import { events } from '@ampt/sdk'; import { api } from '@ampt/api'
const emit = (name: string) => events.publish(name, {})
const settle = (order: any) => events.publish(order.ok ? 'a' : 'b', order)
const names = new Map([['c', 'c']])
const relay = (outbox: any) => { for (const one of outbox.pending()) emit(names.get(one.name)!) }
const steps = { d: 'd' }
const advance = (order: any) => emit(steps[order.status as 'd'])
const tell = (key: 'd') => emit(steps[key])
settle({ ok: true })
events.on('e', ({ body }) => settle(body))
relay({ pending: () => [] })
events.on('f', ({ body }) => advance(body))
tell('d')
type Act = 'go' | 'end'
const ends = { go: 'g', end: 'h' }
const move = (act: Act) => emit(ends[act])
const routes = (router: any) => router.post('/:act', async (event: any) => {
  await move(event.params.act as Act)
})
routes(api('orders').router('/orders'))`,
    })
    assert.deepEqual(
      events.flatMap(({ name, publishers }) => publishers.map((site) => [name, site.name.givenBy?.line])),
      [
        ['a', undefined],
        ['a', undefined],
        ['b', undefined],
        ['c', 5],
        ['d', 7],
        ['d', 13],
        ['g', 18],
        ['h', 18],
      ],
    )
  })

  it('is told with the call that hands over an object that has the name, or what that is made with, not with those that pass what else it is made with', async () => {
    const { events } = await graphOf({
      'index.ts': `import { events } from '@ampt/sdk'
class Placed { readonly type = 'a'; constructor(readonly id: string) {} }
class Named { constructor(readonly type: string, readonly id: string) {} }
class Kept extends Named { constructor(id: string) { super('c', id) } }
const publish = (event: any) => events.publish(event.type, event)
const place = (id: string) => publish(new Placed(id))
const name = (id: string) => { const named = new Named('b', id); return publish(named) }
const keep = (id: string) => publish(new Kept(id))
const pass = (type: string, id: string) => publish(new Named(type, id))
const run = (id: string) => { place(id); name(id); keep(id); pass('d', id) }
run('1')`,
    })
    assert.deepEqual(
      events.flatMap(({ name, publishers }) => publishers.map((site) => [name, site.name.givenBy?.line])),
      [
        ['a', 6],
        ['b', 7],
        ['c', 8],
        ['d', 10],
      ],
    )
  })

  it('is told with the call that hands over what makes the name of an event, not its body', async () => {
    const { events } = await graphOf({
      'index.ts': `import { events } from '@ampt/sdk'
import { orders } from './orders'
const app = { emit: ({ type, body }: any) => events.publish(type, body), on: (name: string, run: any) => events.on(name, ({ body }) => run(body)) }
;[orders].forEach((register) => register(app))`,
      'orders.ts': `const define = (type: string) => (id: string) => ({ type, body: { id } })
const sent = define('sent')
const kept = (id: string) => ({ type: 'kept', body: { id } })
const named = (type: string, id: string) => ({ type, body: { id } })
export function orders(app: any) {
  app.on('a', (id: string) => app.emit(sent(id)))
  app.on('b', (id: string) => app.emit(kept(id)))
  const emitNamed = (name: string, id: string) => app.emit(named(name, id))
  const emitWritten = (type: string, id: string) => app.emit({ type, body: { id } })
  app.on('c', (id: string) => emitNamed('named', id))
  app.on('d', (id: string) => emitWritten('written', id))
}`,
    })
    assert.deepEqual(
      events.flatMap(({ name, publishers }) => publishers.map(({ name: { givenBy } }) => [name, givenBy?.file, givenBy?.line])),
      [
        ['kept', 'orders.ts', 7],
        ['named', 'orders.ts', 10],
        ['sent', 'orders.ts', 6],
        ['written', 'orders.ts', 11],
      ],
    )
  })

  it('is told with the call that takes it from a table, or from what made the function around, and with the text that defines it there', async () => {
    const { events } = await graphOf({
      'index.ts': `import { events } from '@ampt/sdk'
const bus = { on: (name: string, run: any) => events.on(name, run) }
const when = (name: string, run: any) => ({ name, run })
const policies = (app: any) => [when('a', () => app.x), when('b', () => app.y)]
function register(app: any) { for (const { name, run } of policies(app)) bus.on(name, run) }
register({ x: 1 })
const send = (name: string, body: any) => events.publish(name, body)
const sender = (name: string) => (body: any) => send(name, body)
const announce = sender('c')
announce({})`,
    })
    assert.deepEqual(
      events.flatMap(({ name, publishers, handlers }) =>
        [...publishers, ...handlers].map((site) => [name, site.name.givenBy?.line, site.name.definedAt?.line, site.name.definedAt?.column]),
      ),
      [
        ['a', 5, 4, 38],
        ['b', 5, 4, 62],
        ['c', 8, 9, 25],
      ],
    )
  })

  it('publishes each name with its own delay and body, and once for each call of it', async () => {
    const { events, unresolved } = await graphOf(files)
    assert.deepEqual(
      events.flatMap(({ name, publishers }) => publishers.map((site) => [name, site.line, site.afterMs, site.bodySample])),
      [
        ['b', 2, 86_400_000, { x: null }],
        ['c', 2, 7_200_000, { y: 1 }],
        ['c', 2, 7_200_000, { y: 1 }],
      ],
    )
    assert.deepEqual(
      events.find(({ name }) => name === 'c')?.publishers.map((site) => [site.name.givenBy?.line, site.in]),
      [
        [4, 'handler of b'],
        [5, null],
      ],
    )
    assert.deepEqual(unresolved, [])
  })

  it('of a single event runs the handler, and has the delay and the timeout, of each call of its own', async () => {
    const { events } = await graphOf({
      'index.ts': `import { events } from '@ampt/sdk'
const onA = (run: any, timeout: number) => events.on('a', { timeout }, async ({ body }) => { await run(body) })
const sendA = (after: string) => events.publish('a', { after }, {})
onA(async () => { await sendA('1 hour') }, 1000)
onA(async () => { await sendA('1 day') }, 2000)`,
    })
    const [{ handlers, publishers }] = events as [EventNode]
    assert.deepEqual(
      [handlers.map((one) => [one.function?.line, one.timeoutMs]), publishers.map((one) => [one.afterMs, one.in])],
      [
        [
          [4, 1000],
          [5, 2000],
        ],
        [
          [3_600_000, 'handler of a'],
          [86_400_000, 'handler of a'],
        ],
      ],
    )
  })
})

describe('body fields', () => {
  const cases: [rule: string, handler: string, fields: string[], before?: string][] = [
    ['nested destructuring of the parameter', `({ body: { a, b: c, d = 1 } }) => {}`, ['a', 'b', 'd']],
    ['destructuring of body', `({ body }) => { const { a, b } = body }`, ['a', 'b']],
    ['properties of body', `({ body }) => send(body.a, body['b'])`, ['a', 'b']],
    ['properties of event.body', `(event) => send(event.body.a, event.body?.b)`, ['a', 'b']],
    ['destructuring of event.body', `async (evt) => { const { a } = evt.body as any; const { b } = await evt.body }`, ['a', 'b']],
    ['destructuring of event', `(event) => { const { body: { a } } = event; const { body } = event; body.b }`, ['a', 'b']],
    ['a renamed body', `({ body: data }) => { data.a; const b = data; b.b }`, ['a', 'b']],
    ['the type of the event', `(event: { body: { a: string; b?: number } }) => {}`, ['a', 'b']],
    ['the type of a destructured event', `({ body }: { body: { a: string } }) => { body.b }`, ['a', 'b']],
    ['an interface', `(event: { body: Row }) => {}`, ['a', 'b'], `interface Row { a: string; b: number }`],
    ['a type alias in a cast', `(event) => { const row = event.body as Row }`, ['a'], `type Row = { a: string }`],
    ['nothing of another body', `(event) => { const body = other; body.a; request.body.b }`, []],
    ['nothing of a shadowing name', `({ body }) => { { const body = other; body.a } }`, []],
    ['nothing without a parameter', `() => {}`, []],
  ]
  for (const [rule, text, fields, before = ''] of cases) {
    it(`come from ${rule}`, async () => assert.deepEqual((await handler(`${before}\nevents.on('a', ${text})`)).bodyFields, fields))
  }

  it('come from an imported interface', async () => {
    const files = {
      'index.ts': `import { events } from '@ampt/sdk'; import type { Row } from './row'; events.on('a', (event: { body: Row }) => {})`,
      'row.ts': `export interface Row { a: string }`,
    }
    assert.deepEqual((await handler(files)).bodyFields, ['a'])
  })
})

describe('the handler around a publish', () => {
  const around = async (files: Files | string): Promise<string | null> => (await publisher(files)).in
  it('is that of an inline function, however deep', async () => {
    assert.equal(
      await around(`events.on('x', async () => { await Promise.all([1].map(async () => events.publish('a', {}))) })`),
      'handler of x',
    )
  })
  it('is that of a named function', async () => {
    assert.equal(await around(`async function run() { events.publish('a', {}) }\nevents.on('x', run)`), 'handler of x')
  })
  it('is that of a function that another file registers', async () => {
    const files = {
      'index.ts': `import { events } from '@ampt/sdk'; import { A } from './a'; events.on('x', A.run)`,
      'a.ts': `import { events } from '@ampt/sdk'; export class A { static run() { events.publish('a', {}) } }`,
    }
    assert.equal(await around(files), 'handler of x')
  })
  it('is that of a wrapped function', async () => {
    assert.equal(await around(`events.on('x', wrap(async () => { events.publish('a', {}) }))`), 'handler of x')
  })
  it('names each event of a function that handles several', async () => {
    assert.equal(await around(`const run = () => events.publish('a', {})\nevents.on('y', run); events.on('x', run)`), 'handler of x, y')
  })
  it('is none outside of what Ampt runs', async () => {
    assert.equal(await around(`events.on('x', () => {}); setTimeout(() => events.publish('a', {}), 1)`), null)
  })
})
