import assert from 'node:assert/strict'
import { graphOf } from '../inWorkspace'
import type { Files } from '../inWorkspace'

const sdk = `import { events, task, schedule, storage, ws, http } from '@ampt/sdk'\nimport { api } from '@ampt/api'\nimport { data } from '@ampt/data'\n`

/** What runs the publish of `a`, each as `words < call, call`. */
async function runs(files: Files | string): Promise<string[]> {
  const { events } = await graphOf(typeof files === 'string' ? { 'index.ts': sdk + files } : files)
  const publishers = events.find(({ name }) => name === 'a')?.publishers ?? assert.fail('a is not published')
  return publishers.flatMap(({ triggers }) =>
    triggers.map(({ kind, name, path }) =>
      [`${kind} ${name}`, ...path.map((step) => `${step.name ?? 'function'} ${step.file}:${step.line}`)].join(' > '),
    ),
  )
}

const publish = `events.publish('a', {})`

describe('what runs a publish', () => {
  const direct: [rule: string, text: string, expected: string[]][] = [
    ['is the event whose handler it stands in', `events.on('x', async () => { ${publish} })`, ['event x']],
    ['is the event of an unresolved name by what is known of it', `events.on(\`x.\${y}\`, () => ${publish})`, ['event x.*']],
    ['is a task', `task('nightly', async () => { ${publish} })`, ['task nightly']],
    ['is a task with options', `export const t = task('nightly', { timeout: 60000 }, () => ${publish})`, ['task nightly']],
    ['is a task of a namespace import', `import * as ampt from '@ampt/sdk'; ampt.task('nightly', () => ${publish})`, ['task nightly']],
    ['is a listener of a task', `const t = task('t', () => {}); t.on('failed', () => ${publish})`, ['task t failed']],
    ['is a schedule', `schedule('sweep').cron('0 4 * * ? *', () => ${publish})`, ['schedule sweep']],
    ['is a schedule of the older shape', `schedule.every('30 minutes', { timeout: 1 }, () => ${publish})`, ['schedule every 30 minutes']],
    ['is a listener of data', `data.on('created:user:*', () => ${publish})`, ['data created:user:*']],
    ['is a listener of several kinds of data', `data.on(['created:a', 'updated:a'], () => ${publish})`, ['data created:a|updated:a']],
    ['is a listener of a bucket', `storage('images').on('write:*', () => ${publish})`, ['storage write:*']],
    ['is a listener of WebSockets', `ws.on('message', () => ${publish})`, ['ws message']],
    ['is a route', `api('main').get('/users', () => ${publish})`, ['route GET /users']],
    [
      'is a route below a router',
      `const users = api('main').router('/users'); users.post('/:id', () => ${publish})`,
      ['route POST /users/:id'],
    ],
    ['is a route of another framework', `const app = express(); app.post('/pay', auth, async () => { ${publish} })`, ['route POST /pay']],
    ['is a route through a wrapper', `const app = express(); app.post('/pay', wrap(async () => { ${publish} }))`, ['route POST /pay']],
    ['is nothing at the top of a file', publish, []],
    ['is nothing in a function that nothing calls', `export function f() { ${publish} }`, []],
    ['is nothing for a request that the app itself sends', `axios.post('/pay', events.publish('a', {}))`, []],
    ['is nothing for another emitter', `import { EventEmitter } from 'events'; new EventEmitter().on('x', () => ${publish})`, []],
    ['is nothing for listeners that are not those of Ampt', `const data = make(); data.on('x', () => ${publish})\nfunction make() {}`, []],
  ]
  for (const [rule, text, expected] of direct) {
    const own = rule.includes('not those of Ampt') ? `import { events } from '@ampt/sdk'\n${text}` : sdk + text
    it(rule, async () => assert.deepEqual(await runs({ 'index.ts': own }), expected))
  }

  const through: [rule: string, files: Files, expected: string[]][] = [
    [
      'through a function of the file',
      { 'index.ts': `${sdk}function send() {\n  ${publish}\n}\nevents.on('x', () => send())` },
      ['event x > send index.ts:7'],
    ],
    [
      'through functions of other files and a barrel',
      {
        'notify.ts': `import { events } from '@ampt/sdk'\nexport const notify = async () => ${publish}`,
        'lib/index.ts': `export { notify as tell } from '../notify.js'`,
        'service.ts': `import { tell } from './lib'\nexport async function place() {\n  await tell()\n}`,
        'index.ts': `${sdk}import { place } from './service'\nevents.on('x', async () => {\n  await place()\n})`,
      },
      ['event x > place index.ts:6 > notify service.ts:3'],
    ],
    [
      'through a namespace import and an object of functions',
      {
        'notify.ts': `import { events } from '@ampt/sdk'\nexport const notify = () => ${publish}`,
        'services.ts': `import { notify } from './notify'\nexport const services = { notify }`,
        'index.ts': `${sdk}import * as all from './services'\ntask('t', () => all.services.notify())`,
      },
      ['task t > notify index.ts:5'],
    ],
    [
      'through methods of an instance and of a class',
      {
        'orders.ts': `import { events } from '@ampt/sdk'\nexport class Orders {\n  place() { this.tell() }\n  private tell() { ${publish} }\n  static all() { new Orders().place() }\n}`,
        'index.ts': `${sdk}import { Orders } from './orders'\nconst orders = new Orders()\nevents.on('x', () => orders.place())\ntask('t', Orders.all)`,
      },
      ['event x > place index.ts:6 > tell orders.ts:3', 'task t > all index.ts:7 > place orders.ts:5 > tell orders.ts:3'],
    ],
    [
      'through what is injected, by its type',
      {
        'mailer.ts': `import { events } from '@ampt/sdk'\nexport class Base { tell() { ${publish} } }\nexport class Mailer extends Base {}`,
        'orders.ts': `import type { Mailer } from './mailer'\nexport class Orders {\n  constructor(private readonly mailer: Mailer) {}\n  place() { this.mailer.tell() }\n}`,
        'index.ts': `${sdk}import { Orders } from './orders'\nimport { Mailer } from './mailer'\nfunction listen(orders: Orders) { events.on('x', () => orders.place()) }\nlisten(container.get(Orders))`,
      },
      ['event x > place index.ts:6 > tell orders.ts:4'],
    ],
    [
      'through a callback and a list',
      { 'index.ts': `${sdk}const send = () => ${publish}\nevents.on('x', ({ body }) => Promise.all(body.map(send)))` },
      ['event x > send index.ts:5'],
    ],
    [
      'through a named function that a route is given',
      { 'index.ts': `${sdk}const create = async () => { ${publish} }\nconst app = express()\napp.post('/orders', asyncHandler(create))` },
      ['route POST /orders > create index.ts:6'],
    ],
    [
      'through functions that call each other',
      { 'index.ts': `${sdk}function f() { g() }\nfunction g() {\n  f(); ${publish}\n}\nevents.on('x', () => f())` },
      ['event x > f index.ts:8 > g index.ts:4'],
    ],
    [
      'only by the caller that gives the name, through a wrapper',
      {
        'emit.ts': `import { events } from '@ampt/sdk'\nexport const emit = (name: string) => events.publish(name, {})`,
        'index.ts': `${sdk}import { emit } from './emit'\nevents.on('x', () => emit('a'))\nevents.on('y', () => emit('b'))`,
      },
      ['event x > emit index.ts:5'],
    ],
    [
      'by each of several callers',
      {
        'index.ts': `${sdk}function send() { ${publish} }\nevents.on('x', () => send())\nschedule('s').every('1 hour', () => send())`,
      },
      ['event x > send index.ts:5', 'schedule s > send index.ts:6'],
    ],
  ]
  for (const [rule, files, expected] of through) it(`is found ${rule}`, async () => assert.deepEqual(await runs(files), expected))

  it('is told in words', async () => {
    const { events } = await graphOf({
      'index.ts': `${sdk}function send() { ${publish} }\nevents.on('y', send)\nevents.on('x', send)\napi('m').get('/p', send)\ndata.on('created', send)`,
    })
    assert.equal(events.find(({ name }) => name === 'a')?.publishers[0]?.in, 'GET /p, data listener created, handler of x, y')
  })

  it('is known of publishes whose name is not', async () => {
    const { unresolved } = await graphOf({ 'index.ts': `${sdk}task('t', () => events.publish(\`a.\${b}\`, {}))` })
    assert.deepEqual(
      unresolved.map(({ triggers }) => triggers.map(({ name }) => name)),
      [['t']],
    )
  })
})

describe('what is gathered and published later', () => {
  it('is told of the calls that add it, and of no others that publish it in the same way', async () => {
    const { events } = await graphOf({
      'index.js': `${sdk}import { data } from '@ampt/data'
class Order {
  raised = []
  static from(row) { return new Order(row) }
  pay() { this.raised.push({ topic: 'paid' }) }
  cancel(reason) { this.raised.push({ topic: 'cancelled', reason }) }
}
const get = async (id) => Order.from(await data.get(id))
const save = async (order) => { for (const { topic } of order.raised) await events.publish(topic, {}) }
events.on('x', async ({ body }) => { const order = await get(body.id); order.pay(); await save(order) })
events.on('y', async ({ body }) => { const order = await get(body.id); order.cancel(body.reason); await save(order) })`,
    })
    const told = events.flatMap(({ name, publishers }) => publishers.map((one) => `${name} ${one.in ?? 'nowhere'}`))
    assert.deepEqual(told, ['cancelled handler of y', 'paid handler of x'])
  })
})

describe('runs of tasks', () => {
  it('are found with their delay and what runs them, in files that import the task', async () => {
    const { taskRuns } = await graphOf({
      'tasks.ts': `${sdk}export const nightly = task('nightly', () => {})`,
      'start.ts': `import { nightly } from './tasks'\nexport const start = () => nightly.run('1 hour', {})`,
      'index.ts': `${sdk}import { start } from './start'\nevents.on('x', start)`,
    })
    assert.deepEqual(
      taskRuns.map(({ task, file, line, after, triggers }) => [task, file, line, after, triggers.map(({ name }) => name)]),
      [['nightly', 'start.ts', 2, "'1 hour'", ['x']]],
    )
  })

  it('with a single argument have no delay, it is the body', async () => {
    const { taskRuns } = await graphOf({ 'index.ts': `${sdk}const t = task('t', () => {})\nt.run('1 hour')` })
    assert.deepEqual(
      taskRuns.map(({ task, after }) => [task, after]),
      [['t', null]],
    )
  })

  it('are made by schedules of their own, too', async () => {
    const { taskRuns, events } = await graphOf({
      'index.ts': `${sdk}const t = task('t', () => events.publish('x', {}))\nt.every('1 hour', {})\nt.cron('0 1 * * ? *')`,
    })
    assert.deepEqual(
      taskRuns.map(({ task, after, triggers }) => [task, after, triggers.map(({ kind, name }) => `${kind} ${name}`)]),
      [
        ['t', null, ['schedule every 1 hour']],
        ['t', null, ['schedule cron 0 1 * * ? *']],
      ],
    )
    assert.deepEqual(
      events.flatMap(({ publishers }) => publishers.map((one) => one.in)),
      ['task t'],
    )
  })

  it('close a cycle of events through the task', async () => {
    const { cycles } = await graphOf({
      'index.ts': `${sdk}const tasks = (() => {
  const again = task('again', async () => { await events.publish('requeue', {}) })
  return { again: () => again.run({}) }
})()
events.on('requeue', () => tasks.again())`,
    })
    assert.deepEqual(cycles, [{ events: ['requeue'], delayed: false }])
  })

  for (const [maker, make, run] of [
    ['function', `const job = (name, run) => task(name, async () => { await run() })`, { make: 'job', run: 'run' }],
    [
      'class',
      `class Job { constructor(name, run) { this.task = task(name, async () => { await run() }) } start() { return this.task.run({}) } }`,
      { make: 'new Job', run: 'start' },
    ],
  ] as const) {
    it(`are told apart where one ${maker} makes several tasks`, async () => {
      const { taskRuns, cycles } = await graphOf({
        'index.js': `${sdk}${make}
const sync = ${run.make}('sync', async () => { await events.publish('synced', {}) })
const clean = ${run.make}('clean', async () => { await events.publish('cleaned', {}) })
events.on('synced', async () => { await clean.${run.run}({}) })
events.on('cleaned', async () => { await sync.${run.run}({}) })`,
      })
      assert.deepEqual(taskRuns.map(({ task, triggers }) => `${task} in ${triggers.map(({ name }) => name).join()}`).sort(), [
        'clean in synced',
        'sync in cleaned',
      ])
      assert.deepEqual(cycles, [{ events: ['cleaned', 'synced'], delayed: false }])
    })
  }

  it('make a cycle wait when they do', async () => {
    const { cycles } = await graphOf({
      'index.ts': `${sdk}const again = task('again', () => events.publish('requeue', {}))\nevents.on('requeue', () => again.run('1 day', {}))`,
    })
    assert.deepEqual(cycles, [{ events: ['requeue'], delayed: true }])
  })
})
