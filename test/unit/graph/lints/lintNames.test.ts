import assert from 'node:assert/strict'
import { graphOf, type Files } from '../inWorkspace'
import { allLints, messagesOf, edited, app, fixed } from './lintsOf'

const lints = async (text: Files | string): Promise<string[]> =>
  (await allLints(text)).map(({ code, severity, message }) => `${code} ${severity}: ${message}`)
const codes = async (text: Files | string): Promise<string[]> => (await allLints(text)).map(({ code }) => code)

describe('the lints of names', () => {
  it('say where a publish has no handler and which name is near, and write it', async () => {
    const text = "events.publish('user.joind', {}); events.on('user.joined', () => {}); events.publish('user.joined', {})"
    assert.deepEqual(await lints(text), [
      'unknown-event warning: No handler is registered for "user.joind", so it is ignored. Did you mean "user.joined"?',
    ])
    assert.equal(await fixed(text, 'unknown-event'), text.replace('joind', 'joined'))
  })

  it('are sure of a typing error only, and guess where a word or a number is another', async () => {
    const guesses = async (published: string, handled: string): Promise<unknown> =>
      (await allLints(`events.publish('${published}', {}); events.on('${handled}', () => {})`))[0]?.fixes.map(({ isGuess }) => isGuess)
    assert.deepEqual(await guesses('user.joiend', 'user.joined'), [undefined])
    assert.deepEqual(await guesses('user.created', 'user.updated'), [true])
    assert.deepEqual(await guesses('order.v1', 'order.v2'), [true])
    assert.deepEqual(await guesses('order.made', 'orders.made'), [true])
    assert.deepEqual(await guesses('pay.sent', 'pay.send'), [undefined])
    assert.deepEqual(await guesses('paid.twice', 'paid.twist'), [true])
    assert.deepEqual(await guesses('invoice.twise', 'invoice.twist'), [undefined])
  })

  it('do not suggest a name that is far', async () => {
    assert.deepEqual(await lints("events.publish('a', {}); events.on('user.joined', () => {}); events.publish('user.joined', {})"), [
      'unknown-event warning: No handler is registered for "a", so it is ignored.',
    ])
  })

  it('take letters that are exchanged for one slip, in short names too', async () => {
    const near = async (published: string): Promise<boolean> =>
      (await lints(`events.publish('${published}', {}); events.on('known', () => {})`))[0]!.includes('Did you mean')
    assert.equal(await near('knwon'), true)
    assert.equal(await near('nkwon'), false)
  })

  it('write the name that is meant where an event is defined', async () => {
    const text = `class Topic { constructor(readonly name: string) {}; publish() { return events.publish(this.name, {}) } }
new Topic('user.joind').publish(); events.on('user.joined', () => {})`
    assert.equal(await fixed(text, 'unknown-event'), text.replace('joind', 'joined'))
  })

  it('do not count the words that names share', async () => {
    const near = async (published: string, handled: string): Promise<boolean> =>
      (await lints(`events.publish('${published}', {}); events.on('${handled}', () => {})`))[0]!.includes('Did you mean')
    assert.equal(await near('order.cancel', 'order.placed'), false)
    assert.equal(await near('user.welcomed', 'user.deleted'), false)
    assert.equal(await near('tenant.a.created', 'tenant.b.created'), false)
    assert.equal(await near('user.created', 'user.updated'), true)
    assert.equal(await near('user-created', 'user.created'), true)
    assert.equal(await near('user.created', 'user.created.v2'), true)
  })

  it('suggest an event that has all that it needs only where a slip of the keys leads to it', async () => {
    const both = (name: string): string => `events.on('${name}', () => {}); events.publish('${name}', {})`
    const near = async (alone: string, whole: string): Promise<boolean> =>
      (await lints(`events.on('${alone}', () => {}); ${both(whole)}`))[0]!.includes('Did you mean')
    assert.equal(await near('user.created', 'user.updated'), false)
    assert.equal(await near('user.cretaed', 'user.created'), true)
    assert.equal(await near('users.created', 'user.created'), false)
    assert.equal(await near('job.v1.done', 'job.v2.done'), false)
    assert.equal(await near('paid.twice', 'paid.twist'), false)
  })

  it('suggest no event that leads to the one that is alone: both are meant', async () => {
    const text = "events.on('mail.send', async () => { await events.publish('mail.sent', {}) })"
    assert.deepEqual(await lints(text), [
      'unpublished-event information: Nothing in this workspace publishes "mail.send", so this handler never runs.',
      'unknown-event warning: No handler is registered for "mail.sent", so it is ignored.',
    ])
  })

  it('leave the text of a constant to its author', async () => {
    const [lint] = await allLints(
      "const joined = 'user.joind'\nevents.publish(joined, {}); events.on('user.joined', () => {}); events.publish('user.joined', {})",
    )
    assert.deepEqual([lint?.code, lint?.fixes, lint?.line, lint?.column], ['unknown-event', [], 3, 16])
  })

  it('stand at the argument of a wrapper that is the name, where no text spells it alone', async () => {
    const text = "const emit = (name: string, body: object) => events.publish(name, body)\nfor (const name of ['x', 'y']) emit(name, {})"
    const places = (await allLints(text)).map(({ code, line, column, endColumn }) => [code, line, column, endColumn])
    assert.deepEqual(places, [
      ['unknown-event', 3, 37, 41],
      ['unknown-event', 3, 37, 41],
    ])
  })

  it('stand at a name in a list that is handed to a wrapper, however that walks it', async () => {
    const walks = ['for (const name of names) events.publish(name, {})', 'names.map((name) => events.publish(name, {}))']
    for (const walk of walks) {
      const text = `const emitAll = (names: string[]) => { ${walk} }\nemitAll(['x', 'y'])`
      const found = (await allLints(text, 'unawaited-publish')).map(({ code, line, column }) => `${code} ${line}:${column}`)
      assert.deepEqual(found, ['unknown-event 3:10', 'unknown-event 3:15'], walk)
    }
  })

  it('say where a handler has no publish', async () => {
    assert.deepEqual(await lints("events.on('a', () => {})"), [
      'unpublished-event information: Nothing in this workspace publishes "a", so this handler never runs.',
    ])
  })

  it('know that the platform publishes data and storage events', async () => {
    assert.deepEqual(await lints("events.on('data:created', () => {}); events.on('storage:write', () => {})"), [])
  })

  it('take custom:x for x', async () => {
    assert.deepEqual(await lints("events.on('custom:a', () => {}); events.publish('a', {})"), [])
  })

  it('say which names are not static', async () => {
    assert.deepEqual(await lints('events.publish(`a.${x}`, {})'), [
      'name-not-static information: The event name cannot be told from the code: `a.${x}`. Known is "a.*".',
    ])
  })

  it('leave alone what an unresolved name may stand for', async () => {
    const text = "events.publish('a.b.c', {}); events.on(`a.${x}.c`, () => {}); events.on('z', () => {}); events.publish(y, {})"
    assert.deepEqual(await codes(text), ['name-not-static', 'name-not-static'])
  })

  it('leave alone what a call on something unknown may be, to which what publishes and handles was handed', async () => {
    const bus = `class Bus {
      publish(name: string) { return events.publish(name, {}) }
      on(name: string, run: () => void) { events.on(name, run) }
    }
    const bus = new Bus()
    bus.on('a', () => void bus.publish('b'))
    framework.decorate('bus', bus)
    `
    assert.deepEqual(await lints(`${bus}framework.setup((app) => { app.bus.publish('a'); app.bus.on('b', () => {}) })`), [
      'name-not-static information: Whether app.bus.publish(\'a\') publishes "a" cannot be told from the code: what it is called on is not known.',
      'name-not-static information: Whether app.bus.on(\'b\', () => {}) handles "b" cannot be told from the code: what it is called on is not known.',
    ])
    assert.deepEqual(await codes(`${bus}framework.setup((app) => { app.list.publish('a'); app.bus.close('b') })`), [
      'unpublished-event',
      'unknown-event',
    ])
  })

  it('say what looks mistyped where an unresolved name may be any, and are not sure of it', async () => {
    const [unreadable, ...others] = await allLints(
      "events.on(x, () => {}); events.on('a.joined', () => {}); events.publish('a.joind', {}); events.publish('a.left', {})",
    )
    assert.match(unreadable!.message, /: x\. An event that it may handle is told to have no handler only where its name looks mistyped\.$/)
    const [unpublished, unknown] = others
    assert.match(unpublished!.message, /^Nothing in this workspace publishes "a\.joined", so this handler never runs\./)
    assert.equal(
      unknown!.message,
      'No handler that can be told is registered for "a.joind"; one whose name is not static may be. Did you mean "a.joined"?',
    )
    assert.deepEqual([others.length, unknown!.code, unknown!.fixes.map(({ isGuess }) => isGuess)], [2, 'unknown-event', [true]])
  })

  it('say so of an unresolved publish, too', async () => {
    const text = "events.publish(x, {}); events.on('a.joind', () => {}); events.on('a.joined', () => {}); events.publish('a.joined', {})"
    const [unreadable, unpublished] = await lints(text)
    assert.match(unreadable!, /An event that it may publish is told to have no publish only where its name looks mistyped\.$/)
    assert.equal(
      unpublished,
      'unpublished-event information: Nothing that can be told publishes "a.joind"; a publish whose name is not static may. Did you mean "a.joined"?',
    )
  })

  it('are certain where an unresolved name cannot stand for it', async () => {
    assert.deepEqual(await codes("events.publish('a.b', {}); events.on(`a.${x}.c`, () => {})"), ['unknown-event', 'name-not-static'])
  })
})

describe('the lint immediate-cycle', () => {
  it('stands at each publish of a circle without delay', async () => {
    const text = `events.on('a', async () => { await events.publish('b', {}) })
events.on('b', async () => { await events.publish('a', {}) })`
    const found = await allLints(text)
    assert.deepEqual(
      found.map(({ code, line }) => [code, line]),
      [
        ['immediate-cycle', 2],
        ['immediate-cycle', 3],
      ],
    )
    assert.match(found[0]!.message, /^"a" → "b" → "a" publish each other without a delay/)
  })

  it('stands at a publish in a task that a handler starts, unless that starts it later', async () => {
    const text = (after: string): string => `const again = task('again', () => events.publish('a', {}))
events.on('a', async () => { await again.run(${after}{}) })`
    const found = await allLints(text(''))
    assert.deepEqual(
      found.map(({ code, line }) => [code, line]),
      [['immediate-cycle', 2]],
    )
    assert.match(found[0]!.message, /^"a" leads to itself without a delay/)
    assert.deepEqual(await codes(text("'1 day', ")), [])
  })

  it('is silent where any of them waits, on lines without a circle, and on a publish from elsewhere', async () => {
    const delayed = `events.on('a', async () => { await events.publish('a', { after: 1000 }, {}) })`
    assert.deepEqual(await codes(delayed), [])
    assert.deepEqual(
      await codes("events.on('a', async () => { await events.publish('b', {}) }); events.on('b', () => {}); events.publish('a', {})"),
      [],
    )
    const fromElsewhere = `events.on('a', async () => { await events.publish('a', {}) })\nevents.publish('a', {})`
    assert.deepEqual(
      (await allLints(fromElsewhere)).map(({ line }) => line),
      [2],
    )
  })
})

const undecided = {
  'a key that is not told picks from a table': 'NEXT[body.step]',
  'a place that is not told picks from a list': "['a', 'b'][body.index + 1]",
  'a map is asked for by a key that is not told': "new Map([['a', 'b'], ['b', 'a']]).get(body.step)",
  'a search finds in a list': "[{ next: 'a' }, { next: 'b' }].find((one) => one.step === body.step).next",
  'a function looks up': 'nextOf(body.step)',
  'a wrapper is handed from a table': null,
  'a type allows beside others': "body.step as 'a' | 'b'",
}

describe('the lint immediate-cycle, of names that only a run tells,', () => {
  const rest = `const NEXT = { a: 'b', b: 'a' }; const nextOf = (step) => NEXT[step]; const emit = (name) => events.publish(name, {})`
  for (const [rule, name] of Object.entries(undecided)) {
    it(`is silent where ${rule}`, async () => {
      const publish = name === null ? 'emit(NEXT[body.step])' : `events.publish(${name}, {})`
      const text = `events.on('a', async ({ body }) => { await ${publish} }); events.on('b', () => {}); ${rest}`
      const { events } = await graphOf(text)
      assert.deepEqual(
        events.find((one) => one.name === 'a')!.publishers.flatMap(({ triggers }) => triggers.map(({ name }) => name)),
        ['a'],
        'the handler of a may publish a',
      )
      assert.ok(!(await codes(text)).includes('immediate-cycle'))
    })
  }

  it('stands where the key is told, and where a condition chooses', async () => {
    const told = `events.on('a', (event) => events.publish(NEXT[event.name], {})); const NEXT = { a: 'b', b: 'a' }; events.on('b', (event) => events.publish(NEXT[event.name], {}))`
    assert.ok((await codes(told)).includes('immediate-cycle'))
    const chosen =
      "events.on('a', ({ body }) => events.publish(NAMES[body.ok ? 'x' : 'y'], {})); const NAMES = { x: 'a', y: 'b' }; events.on('b', () => {})"
    assert.ok((await codes(chosen)).includes('immediate-cycle'))
  })
})

describe('the lint shared-retries', () => {
  const handlers = "events.on('a', async function first() {})\nevents.on('a', async function mail() {})\n"

  it('stands at each handler of an event that has several', async () => {
    assert.deepEqual(
      (await allLints(`${handlers}events.publish('a', {})`)).map(({ code, line }) => `${code} ${line}`),
      ['shared-retries 2', 'shared-retries 3'],
    )
    assert.deepEqual(
      await codes("events.on('a', () => {}); events.on('b', () => {}); events.publish('a', {}); events.publish('b', {})"),
      [],
    )
  })

  it('counts each handler that one place registers, and is not split there', async () => {
    const text = `function on(name, run) { events.on(name, ({ body }) => run(body)) }
on('a', () => {}); on('a', () => {}); events.publish('a', {})`
    const [lint] = await allLints(text)
    assert.match(lint!.message, /^"a" has 2 handlers/)
    assert.ok('refused' in lint!.refactoring!)
  })

  it('tells the functions that handle an event that is defined, as their calls stand in one place', async () => {
    const text = `const define = (name) => ({ on: (run) => events.on(name, run), publish: (body) => events.publish(name, body) })
const paid = define('paid')
function bill() {}
function mail() {}
paid.on(bill); paid.on(mail); paid.publish({})`
    assert.match((await messagesOf(text, 'shared-retries')).join(), /^"paid" has 2 handlers \(index\.ts:4, index\.ts:5\)/)
  })

  it('tells the functions that a walk registers, as one call does it for all', async () => {
    const text = `const bill = () => {}
const mail = () => {}
for (const run of [bill, mail]) events.on('paid', run)
events.publish('paid', {})`
    assert.match((await messagesOf(text, 'shared-retries')).join(), /^"paid" has 2 handlers \(index\.ts:2, index\.ts:3\)/)
  })

  it('leaves handlers alone of which a condition chooses one', async () => {
    const either = [
      "if (IS_PROD) events.on('a', real); else events.on('a', stub)",
      "function setup() { if (IS_PROD) { events.on('a', real); return } events.on('a', stub) }\nsetup()",
      "const args = IS_PROD ? ['a', { timeout: 10_000 }, real] : ['a', stub]; events.on(...args)",
      "const bus = IS_PROD ? { on: (n, run) => events.on(n, run) } : { on: (n, run) => events.on(n, run) }\nbus.on('a', real)",
      "const isProd = IS_PROD\nisProd && events.on('a', real); !isProd && events.on('a', stub)",
      "switch (STAGE) { case 'prod': events.on('a', real); break; default: events.on('a', stub) }",
    ]
    const shared = async (text: string): Promise<number> =>
      (await codes(`${text}\nevents.publish('a', {})`)).filter((code) => code === 'shared-retries').length
    for (const text of either) assert.equal(await shared(text), 0, text)
    assert.equal(await shared(`${either[0]!}\nevents.on('a', () => {})`), 3)
    assert.equal(await shared("for (const n of [1, 2]) if (n > LIMIT) events.on('a', real); else events.on('a', stub)"), 2)
    assert.equal(await shared("switch (STAGE) { case 'prod': events.on('a', real); default: events.on('a', stub) }"), 2)
    assert.equal(await shared("let isLate = IS_LATE\nisLate && events.on('a', real); isLate = !isLate; !isLate && events.on('a', stub)"), 2)
    const byCall = 'function on(name, run, isLate) { if (isLate) events.on(name, { timeout: 5000 }, run); else events.on(name, run) }'
    assert.equal(await shared(`${byCall}\non('a', real, true); on('a', stub, false)`), 2)
  })

  it('can be split: each further handler gets an event, which each publish publishes right after', async () => {
    const text = `${handlers}export async function run(id: string) {\n  await events.publish('a', { after: '1 day' }, { id })\n}`
    const { refactoring } = (await allLints(text))[0]!
    assert.ok(refactoring !== undefined && 'edits' in refactoring)
    const [, ...lines] = edited(app(text), refactoring)['index.ts']!.split('\n')
    assert.deepEqual(lines, [
      "events.on('a', async function first() {})",
      "events.on('a.mail', async function mail() {})",
      'export async function run(id: string) {',
      "  await events.publish('a', { after: '1 day' }, { id })",
      "  await events.publish('a.mail', { after: '1 day' }, { id })",
      '}',
    ])
    assert.deepEqual(await codes(lines.join('\n')), [])
  })

  it('cannot be split, with the reason, where a publish cannot be repeated or may be another event', async () => {
    const refusals: readonly (readonly [string, RegExp])[] = [
      ["const sent = events.publish('a', {})", /its promise is used/],
      ["if (x) events.publish('a', {})", /no statement of a block/],
      ["events.publish('a', { id: nextId() })", /would run twice/],
      ["events.publish('a', {}); events.publish(x, {})", /name is computed/],
      ["events.publish(x ? 'a' : 'b', {}); events.on('b', () => {})", /publishes several events/],
      ["function send(name: string) {\n  events.publish(name, {})\n}\nsend('a')", /publishes several events/],
      ["events.on('c', () => {})", /Nothing publishes the event/],
    ]
    for (const [text, reason] of refusals) {
      const refactoring = (await allLints(handlers + text)).find(({ code }) => code === 'shared-retries')?.refactoring
      assert.ok(refactoring !== undefined && 'refused' in refactoring, text)
      assert.match(refactoring.refused, reason)
    }
  })

  it('are not sure of an event where a call on something that is not understood names it, or may', async () => {
    const handled = "events.on('placed', () => {}); "
    const asked = async (text: string): Promise<string[]> =>
      (await allLints(handled + text)).map(({ code, message }) => `${code}: ${message}`)
    assert.deepEqual(await asked("const bus = new Proxy(events, {}); bus.publish('placed', {})"), [
      `name-not-static: Whether bus.publish('placed', {}) publishes "placed" cannot be told from the code: what it is called on is not known.`,
    ])
    const send = 'export const send = (bus: any, name: string) => bus.publish(name, {})'
    for (const handedOut of ['register(events)', 'provide(() => events)', 'register(new Bus()); class Bus { bus = events }'])
      assert.deepEqual(await asked(`${send}; ${handedOut}`), [], handedOut)
    const sure = ['unpublished-event: Nothing in this workspace publishes "placed", so this handler never runs.']
    // The SDK is nowhere but where it is understood.
    assert.deepEqual(await asked(send), sure)
    assert.deepEqual(await asked("export const send = (bus: any) => bus.publish('other', {})"), sure)
    assert.deepEqual(
      await asked("import { Redis } from 'ioredis'; export const send = (redis: Redis) => redis.publish('placed', '{}')"),
      sure,
    )
    assert.deepEqual(await codes("events.publish('placed', {}); export const hear = (bus: any) => bus.on('placed', () => {})"), [
      'name-not-static',
    ])
  })

  it('are not sure of an event where a file that may be handed the SDK names it', async () => {
    const index = "const { events } = require('@ampt/sdk'); events.on('placed', () => {}); require(process.env.MODULE)(events)"
    const files = { 'index.js': index, 'other.js': "module.exports = (bus) => bus.publish('placed', {})" }
    assert.deepEqual(await codes(files), ['name-not-static'])
  })
})
