import { deepStrictEqual, rejects, strictEqual, throws } from 'node:assert/strict'
import type { Core } from '../../../../src/sandbox/ampt/core'
import type { ScheduleFactory } from '../../../../src/sandbox/ampt/schedule'
import type { Bucket } from '../../../../src/sandbox/ampt/storage'
import type { TaskFactory } from '../../../../src/sandbox/ampt/task'
import type { WebSockets } from '../../../../src/sandbox/ampt/websockets'
import { createFakeAmpt, START } from './fakeWorld'

interface Sdk {
  readonly core: Core
  readonly schedule: ScheduleFactory
  readonly storage: (bucket?: string) => Bucket
  readonly task: TaskFactory
  readonly ws: WebSockets
}

describe('module objects', () => {
  const { module } = createFakeAmpt()

  /** Names that the packages document, by specifier. */
  for (const [specifier, names, main] of [
    ['@ampt/sdk', ['core', 'events', 'http', 'params', 'schedule', 'storage', 'task', 'ws'], null],
    ['@ampt/sdk/core', ['core'], 'core'],
    ['@ampt/sdk/data', ['data'], 'data'],
    ['@ampt/sdk/events', ['events'], 'events'],
    ['@ampt/sdk/http', ['http'], 'http'],
    ['@ampt/sdk/params', ['params'], 'params'],
    ['@ampt/sdk/schedule', ['schedule', 'ScheduleError'], 'schedule'],
    ['@ampt/sdk/storage', ['storage', 'StorageError'], 'storage'],
    ['@ampt/sdk/task', ['task'], 'task'],
    ['@ampt/sdk/websockets', ['ws', 'InvalidConnectionError', 'WebSocketError'], 'ws'],
    ['@ampt/data', ['data'], 'data'],
    ['@ampt/api', ['api', 'v'], null],
    ['@serverless/cloud', ['api', 'data', 'events', 'http', 'params', 'schedule', 'storage', 'task', 'ws'], null],
  ] as const) {
    it(`${specifier} has ${names.join(', ')} and a default`, () => {
      const exports = module<Record<string, unknown>>(specifier)
      deepStrictEqual(Object.keys(exports).sort(), [...names, 'default'].sort())
      strictEqual(exports.default, main === null ? exports : exports[main])
      strictEqual(exports.__esModule, true)
    })
  }

  it('share one state', () => {
    strictEqual(module<{ events: unknown }>('@ampt/sdk').events, module<{ events: unknown }>('@ampt/sdk/events').events)
    strictEqual(module<{ data: unknown }>('@ampt/data').data, module<{ data: unknown }>('@serverless/cloud').data)
  })
})

describe('task', () => {
  const setUp = () => {
    const { world, module } = createFakeAmpt()
    return { world, task: module<Sdk>('@ampt/sdk').task }
  }

  it('records a run and knows its state', async () => {
    const { world, task } = setUp()
    const mail = task('mail', { timeout: 1000 }, () => undefined)
    deepStrictEqual(await mail.run('1 hour', { to: 'ann' }), { id: 'id-1' })
    deepStrictEqual(world.effects, [{ kind: 'task.run', target: 'mail', value: { after: '1 hour', body: { to: 'ann' } } }])
    const { source, name, body, delayMs } = world.occurrences[0]!
    deepStrictEqual([source, name, body, delayMs], ['task', 'mail', { to: 'ann' }, 3_600_000])
    deepStrictEqual(await task.status('id-1'), {
      ...{ id: 'id-1', name: 'mail', body: '{"to":"ann"}', state: 'scheduled', createdAt: START, scheduledAt: START + 3_600_000 },
    })
    strictEqual(await task.status('id-2'), undefined)
  })

  it('refuses a delay that the contract refuses', async () => {
    const { task } = setUp()
    await rejects(task('mail', () => undefined).run('10 mins', {}), /10 mins/)
  })

  it('takes a single argument of run for the body', async () => {
    const { world, task } = setUp()
    await task('mail', () => undefined).run('1 hour')
    deepStrictEqual(world.effects[0]!.value, { body: '1 hour' })
  })

  it('refuses names that are too long or taken, and a missing handler', () => {
    const { task } = setUp()
    task('mail', () => undefined)
    throws(() => task('mail', () => undefined), { message: 'Task mail already exists' })
    throws(() => task('x'.repeat(65), () => undefined), { message: 'Task name must be 64 characters or less' })
    throws(() => task('y'), { message: 'Task handler is required' })
  })
})

describe('schedule', () => {
  it('is called in both shapes, and says that nothing recurs in a run without an end', () => {
    const { world, module } = createFakeAmpt()
    const { schedule } = module<Sdk>('@ampt/sdk')
    strictEqual(
      schedule('nightly').cron('0 3 * * ? *', { timeout: 1 }, () => undefined),
      null,
    )
    strictEqual(
      schedule.every('30 minutes', { timeout: 1 }, () => undefined),
      null,
    )
    deepStrictEqual(world.notes, [
      'schedule "nightly" recurs, which a run without an end leaves out: set one, such as --until "1 day".',
      'schedule "rate(30 minutes)" recurs, which a run without an end leaves out: set one, such as --until "1 day".',
    ])
  })

  it('refuses taken names and units shorter than a minute', () => {
    const { schedule } = createFakeAmpt().module<Sdk>('@ampt/sdk')
    schedule('a').every('1 hour', () => undefined)
    throws(() => schedule('a'), { name: 'ScheduleError', message: 'Schedule name must be unique. "a" is already in use.' })
    throws(
      () => schedule('b').every('1 second', () => undefined),
      /^ScheduleError: \[b\] Invalid schedule expression: rate\(1 second\)\. .*minutes, hours or days/,
    )
  })

  it('refuses the 20th as the SDK does, but not as documented', () => {
    for (const [contract, most] of [
      ['sdk', 19],
      ['documented', 25],
    ] as const) {
      const { schedule } = createFakeAmpt({ contract }).module<Sdk>('@ampt/sdk')
      let made = 0
      try {
        for (; made < 25; made++) schedule(`s${made}`).every('1 hour', () => undefined)
      } catch (error) {
        strictEqual((error as Error).message, 'Maximum number of schedules (20) exceeded')
      }
      strictEqual(made, most)
    }
  })

  it('runs one-off work as a task', async () => {
    const { world, module } = createFakeAmpt()
    const welcome = module<Sdk>('@ampt/sdk').schedule('welcome')
    await rejects(welcome.at('2025-02-01T00:00:00Z', 1), { message: 'at() must be called after task()' })
    welcome.task(() => undefined)
    await welcome.at('2025-02-01T00:00:00Z', { to: 'ann' })
    deepStrictEqual(world.effects, [{ kind: 'task.run', target: 'welcome', value: { after: '2025-02-01T00:00:00Z', body: { to: 'ann' } } }])
  })
})

describe('ws', () => {
  it('records what is sent, and counts every connection as open', async () => {
    const { world, module } = createFakeAmpt()
    const { ws } = module<Sdk>('@ampt/sdk')
    await ws.send('c1', { hello: 1 })
    strictEqual(await ws.isConnected('c1'), true)
    deepStrictEqual(world.effects, [{ kind: 'ws.send', target: 'c1', value: { hello: 1 } }])
    deepStrictEqual(
      new Set(world.notes),
      new Set(['WebSockets: every connection counts as open. Drive them with "sockets" in a scenario file.']),
    )
  })
})

describe('core', () => {
  it('sets the limit of the running attempt', () => {
    const { world, module } = createFakeAmpt()
    const { core } = module<Sdk>('@ampt/sdk')
    core.context.setTimeout(10_000)
    deepStrictEqual(world.limits, [10_000])
    strictEqual(typeof core.requestId, 'string')
  })
})

describe('storage', () => {
  const setUp = (contract: 'documented' | 'sdk' = 'documented') => {
    const { world, module } = createFakeAmpt({ contract })
    return { world, storage: module<Sdk>('@ampt/sdk').storage }
  }
  const pagesOf = async (pages: AsyncGenerator<string[]>): Promise<string[][]> => {
    const all: string[][] = []
    for await (const page of pages) all.push(page)
    return all
  }

  it('reads what was written, as a stream or a buffer, and undefined where there is nothing', async () => {
    const { storage } = setUp()
    const images = storage('images')
    const written = await images.write('/a/b.txt', 'text', { metadata: { by: 'ann' }, type: 'text/plain' })
    deepStrictEqual(written, { filename: 'b.txt', bucket: 'images', path: '/a/b.txt', metadata: { by: 'ann' } })
    strictEqual((await images.readBuffer('a/b.txt'))?.toString(), 'text')
    const chunks: Buffer[] = []
    for await (const chunk of (await storage('images').read('a/b.txt')) ?? []) chunks.push(chunk as Buffer)
    strictEqual(Buffer.concat(chunks).toString(), 'text')
    strictEqual(await storage().read('a/b.txt'), undefined)
    strictEqual((await storage().readBuffer('images/a/b.txt'))?.toString(), 'text')
    deepStrictEqual(await images.stat('a/b.txt'), {
      ...{ lastModified: new Date(START), size: 4, metadata: { by: 'ann' }, type: 'text/plain', maxAge: undefined },
    })
  })

  it('copies and moves into a folder', async () => {
    const { storage, world } = setUp()
    const students = storage('students')
    await students.write('data.ext', 'x')
    await students.move('data.ext', 'bin')
    await students.copy('/bin/data.ext', 'bin-copy')
    deepStrictEqual(await pagesOf(students.list('/', { recursive: true })), [['bin-copy/data.ext', 'bin/data.ext']])
    deepStrictEqual(
      world.effects.map(({ kind, target }) => `${kind} ${target}`),
      [
        'storage.write students/data.ext',
        'storage.write students/bin/data.ext',
        'storage.remove students/data.ext',
        'storage.write students/bin-copy/data.ext',
      ],
    )
    await rejects(students.copy('none', 'x'), { name: 'StorageError', message: 'Source file does not exist: none' })
  })

  it('lists pages, and folders as such', async () => {
    for (const [contract, pages] of [
      ['documented', [['a.txt'], ['b/']]],
      ['sdk', [['a.txt'], ['a.txt', 'b/']]],
    ] as const) {
      const { storage } = setUp(contract)
      for (const path of ['a.txt', 'b/c.txt', 'b/d.txt']) await storage().write(path, '')
      deepStrictEqual(await pagesOf(storage().list('', { pageSize: 1 })), pages)
      deepStrictEqual(await pagesOf(storage().list('b')), [['c.txt', 'd.txt']])
    }
  })

  it('refuses to write over a file with exists: false', async () => {
    const { storage } = setUp()
    await storage().write('a', '1')
    await rejects(storage().write('a', '2', { exists: false }), { name: 'StorageError', message: 'Object already exists' })
    strictEqual(await storage().exists('a'), true)
    await storage().remove('a')
    strictEqual(await storage().exists('a'), false)
  })
})
