import { deepStrictEqual, rejects, strictEqual, throws } from 'node:assert/strict'
import type { Core } from '../../../../src/sandbox/ampt/core'
import type { ScheduleFactory } from '../../../../src/sandbox/ampt/schedule'
import type { Bucket } from '../../../../src/sandbox/ampt/storage'
import type { TaskFactory } from '../../../../src/sandbox/ampt/task'
import type { WebSockets } from '../../../../src/sandbox/ampt/websockets'
import type { Attempt } from '../../../../src/simulator/execution'
import { createFakeAmpt, START } from './fakeWorld'

/** An attempt, as far as a task's watch looks at it. */
const attemptOf = (id: string): Attempt => ({ number: 1, runs: [], chain: { event: { id } } }) as unknown as Attempt

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
    ['@ampt/sdk/logs', [], null],
    ['@ampt/sdk/params', ['params'], 'params'],
    ['@ampt/sdk/schedule', ['schedule', 'ScheduleError'], 'schedule'],
    ['@ampt/sdk/storage', ['storage', 'StorageError', 'StorageLimitExceededError'], 'storage'],
    ['@ampt/sdk/task', ['task'], 'task'],
    ['@ampt/sdk/websockets', ['ws', 'InvalidConnectionError', 'WebSocketError'], 'ws'],
    ['@ampt/data', ['data'], 'data'],
    ['@ampt/api', ['api', 'v'], null],
    ['@serverless/cloud', ['api', 'data', 'events', 'http', 'logs', 'params', 'schedule', 'storage', 'task', 'ws'], null],
  ] as const) {
    it(`${specifier} has ${names.join(', ')} and a default`, () => {
      const exports = module<Record<string, unknown>>(specifier)
      deepStrictEqual(Object.keys(exports).sort(), [...names, 'default'].sort())
      strictEqual(exports.default, main === null ? exports : exports[main])
      strictEqual(exports.__esModule, true)
    })
  }

  it('say which of them the package declares and does not ship', () => {
    const { world, module } = createFakeAmpt()
    module('@ampt/sdk/events')
    strictEqual(world.notes.length, 0)
    module('@ampt/sdk/data')
    module('@ampt/sdk/logs')
    deepStrictEqual(
      world.notes.map((note) => note.split(' ')[0]),
      ['@ampt/sdk/data', '@ampt/sdk/logs'],
    )
  })

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

  it('knows the state of a run for 14 days after its end', async () => {
    const { world, task } = setUp()
    const { id } = await task('mail', () => undefined).run({})
    world.occurrences[0]!.watch!.ended(attemptOf(id), true, true)
    world.nowMs += 14 * 86_400_000
    strictEqual(((await task.status(id)) as { state: string }).state, 'completed')
    world.nowMs += 1
    strictEqual(await task.status(id), undefined)
  })

  it('says that nothing cancels a run', () => {
    const { world, task } = setUp()
    const mail = task('mail', () => undefined)
    mail.on('completed', () => undefined)
    deepStrictEqual(world.notes, [])
    mail.on('cancelled', () => undefined)
    strictEqual(world.notes.length, 1)
  })

  it('refuses a body of 256 KB', async () => {
    const { task } = setUp()
    await rejects(task('mail', () => undefined).run('x'.repeat(262_144)), /too large/)
  })

  it('says what plans allow where it asks for more than 30 s', () => {
    const { world, task } = setUp()
    task('short', { timeout: 30_000 }, () => undefined)
    deepStrictEqual(world.notes, [])
    task('long', { timeout: 30_001 }, () => undefined)
    strictEqual(world.notes.length, 1)
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
      module<Sdk>('@serverless/cloud').schedule.every('30 minutes', { timeout: 1 }, () => undefined),
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

  it('counts recurring tasks among the 20, as the SDK makes schedules of them', () => {
    const { schedule, task } = createFakeAmpt({ contract: 'sdk' }).module<Sdk>('@ampt/sdk')
    const sweep = task('sweep', () => undefined)
    for (let made = 0; made < 18; made++) sweep.every('1 hour')
    sweep.cron('0 4 * * ? *')
    throws(() => schedule('one').every('1 hour', () => undefined), { message: 'Maximum number of schedules (20) exceeded' })
  })

  it('says what is assumed of an expression, of a task too', () => {
    const { world, module } = createFakeAmpt({ hasEnd: true })
    const { schedule, task } = module<Sdk>('@ampt/sdk')
    schedule('monthly').cron('0 8 L-3 * ? *', () => undefined)
    task('weekly', () => undefined).cron('0 8 ? * FRI-MON *')
    deepStrictEqual(
      world.notes.map((note) => note.slice(0, 22)),
      ['cron "0 8 L-3 * ? *" h', 'cron "0 8 ? * FRI-MON '],
    )
  })

  it('says that @ampt/sdk has no form without a name', () => {
    const { world, module } = createFakeAmpt({ hasEnd: true })
    module<Sdk>('@serverless/cloud').schedule.every('1 hour', () => undefined)
    deepStrictEqual(world.notes, [])
    module<Sdk>('@ampt/sdk').schedule.every('1 hour', () => undefined)
    deepStrictEqual(world.notes, [
      'schedule.every is a form of @serverless/cloud, which @ampt/sdk 1.0.20 does not have: write schedule(name).every.',
    ])
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

describe('ws, with clients that the scenario drives', () => {
  const setUp = () => {
    const { world, ampt, module } = createFakeAmpt({ drivesSockets: true })
    const { ws } = module<Sdk>('@ampt/sdk')
    const connect = (connection: string) => ampt.socket({ kind: 'socket', atMs: 0, connection, action: 'connect' })
    const send = (data: string) => ampt.socket({ kind: 'socket', atMs: 0, connection: 'c1', action: 'message', data })
    return { world, ws, connect, send }
  }

  for (const [sent, got] of [
    ['hi', 'hi'],
    ['{"a":1}', { a: 1 }],
    ['5', 5],
    ['', undefined],
  ] as const) {
    it(`gives ${JSON.stringify(got)} for the message ${JSON.stringify(sent)}`, () => {
      const { world, ws, connect, send } = setUp()
      const seen: unknown[] = []
      ws.on('message', (_connection: unknown, message: unknown) => void seen.push(message))
      connect('c1')
      send(sent)
      const { handler } = world.registrations[0]!
      handler({ body: world.occurrences.at(-1)!.body } as never, undefined as never)
      deepStrictEqual(seen, [got])
    })
  }

  it('says where a sandbox would take no more connections or messages', () => {
    const { world, connect, send } = setUp()
    for (let n = 1; n <= 10; n++) connect(`c${n}`)
    for (let n = 1; n <= 10; n++) send('x')
    world.nowMs += 1000
    send('x')
    deepStrictEqual(world.notes, [])
    for (let n = 1; n <= 10; n++) send('x')
    connect('c11')
    deepStrictEqual(
      world.notes.map((note) => /more than 10 (\w+)/.exec(note)?.[1]),
      ['messages', 'connections'],
    )
  })
})

describe('core', () => {
  it('sets the limit of the running attempt', () => {
    const { world, module } = createFakeAmpt()
    const { core } = module<Sdk>('@ampt/sdk')
    core.context?.setTimeout(10_000)
    deepStrictEqual(world.limits, [10_000])
  })

  it('tells of the attempt that runs, and is undefined outside of one', () => {
    const { world, module } = createFakeAmpt()
    const { core } = module<Sdk>('@ampt/sdk')
    deepStrictEqual([core.requestId, core.context?.awsRequestId, core.event], ['request-1', 'request-1', { name: 'a' }])
    world.invoked = null
    deepStrictEqual([core.requestId, core.context, core.event], [undefined, undefined, undefined])
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

  it('reads what was written, as a stream or a buffer, with the names of metadata in small letters, and undefined where there is nothing', async () => {
    const { storage } = setUp()
    const images = storage('images')
    const written = await images.write('/a/b.txt', 'text', { metadata: { writtenBy: 'ann' }, type: 'text/plain' })
    deepStrictEqual(written, { filename: 'b.txt', bucket: 'images', path: '/a/b.txt', metadata: { writtenby: 'ann' } })
    strictEqual((await images.readBuffer('a/b.txt'))?.toString(), 'text')
    const chunks: Buffer[] = []
    for await (const chunk of (await storage('images').read('a/b.txt')) ?? []) chunks.push(chunk as Buffer)
    strictEqual(Buffer.concat(chunks).toString(), 'text')
    strictEqual(await storage().read('a/b.txt'), undefined)
    strictEqual((await storage().readBuffer('images/a/b.txt'))?.toString(), 'text')
    deepStrictEqual(await images.stat('a/b.txt'), {
      ...{ lastModified: new Date(START), size: 4, metadata: { writtenby: 'ann' }, type: 'text/plain', maxAge: undefined },
    })
  })

  it('has the bucket public at hand in each bucket', async () => {
    const { storage } = setUp()
    await storage('images').public.write('a.txt', 'text')
    strictEqual((await storage('public').readBuffer('a.txt'))?.toString(), 'text')
    strictEqual((await storage().public.public.readBuffer('a.txt'))?.toString(), 'text')
  })

  it('copies and moves into a folder, the bucket itself included', async () => {
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
    await students.copy('bin/data.ext', '')
    strictEqual(await students.exists('data.ext'), true)
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

  it('tells the type by the name where none is given', async () => {
    const { storage } = setUp()
    const typeOf = async (path: string, options = {}) => {
      await storage().write(path, '', options)
      return ((await storage().stat(path)) as { type: string }).type
    }
    deepStrictEqual(
      [await typeOf('a.png'), await typeOf('a.html'), await typeOf('a'), await typeOf('b.png', { type: 'text/plain' })],
      ['image/png', 'text/html', 'application/octet-stream', 'text/plain'],
    )
  })

  it('gives URLs as S3 signs them, good for an hour or as asked, and says that they lead nowhere', async () => {
    const { world, storage } = setUp()
    const url = new URL(await storage('images').getDownloadUrl('a b.png'))
    deepStrictEqual(
      [url.pathname, url.searchParams.get('X-Amz-Expires'), url.searchParams.get('x-id')],
      ['/storage/images/a%20b.png', '3600', 'GetObject'],
    )
    strictEqual(url.searchParams.get('X-Amz-Date'), '20250101T000000Z')
    const upload = new URL(await storage().getUploadUrl('a', { expiresIn: 60 }))
    deepStrictEqual([upload.searchParams.get('X-Amz-Expires'), upload.searchParams.get('x-id')], ['60', 'PutObject'])
    strictEqual(world.notes.length, 2)
  })

  it('lists 100 to a page by default and at most 1000', async () => {
    const { storage } = setUp()
    for (let n = 0; n < 101; n++) await storage().write(`f${n}`, '')
    for (const options of [{}, { pageSize: 0 }])
      deepStrictEqual(
        (await pagesOf(storage().list('', options))).map((page) => page.length),
        [100, 1],
      )
    await rejects(pagesOf(storage().list('', { pageSize: 1001 })), { name: 'StorageError', message: 'Maximum page size is 1000' })
  })

  it('lists what fits a pattern', async () => {
    const { storage } = setUp()
    for (const path of ['a.png', 'a.txt', 'b/c.png']) await storage().write(path, '')
    deepStrictEqual(await pagesOf(storage().list('', { filter: '**/*.png', recursive: true })), [['a.png', 'b/c.png']])
  })

  it('refuses to remove a folder, and a write without a path', async () => {
    const { storage } = setUp()
    await rejects(storage().remove('a/'), { name: 'StorageError', message: 'Cannot remove a directory' })
    await rejects(storage().write('', 'x'), { name: 'StorageError', message: 'No path specified' })
  })

  it('writes into the options that on is given, in the SDK alone', () => {
    for (const [contract, left] of [
      ['documented', { timeout: 6000 }],
      ['sdk', { timeout: 6000, invocationType: 'storage-change', source: 'storage' }],
    ] as const) {
      const options = { timeout: 6000 }
      setUp(contract)
        .storage()
        .on('write', options, () => undefined)
      deepStrictEqual(options, left)
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
