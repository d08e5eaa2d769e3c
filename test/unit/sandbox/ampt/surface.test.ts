import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { root } from '../../../support/built'
import { openRealSdk, type SdkOracle } from '../../../support/realSdk'
import { createFakeAmpt } from './fakeWorld'

type Names = Readonly<Record<string, unknown>>
type Call = (...args: unknown[]) => Names

const shipped = ['core', 'events', 'http', 'params', 'schedule', 'storage', 'task', 'websockets'].map((name) => `@ampt/sdk/${name}`)
const packages = ['@ampt/sdk', ...shipped, '@ampt/data', '@ampt/api']

/** What that package has for `require` is an ES module, which Node refuses by its name. */
const apiFile = join(root, 'node_modules/@ampt/api/dist/index.js')

/** What a file of declarations exports beside types. */
function declaredNames(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest)
  return source.statements.flatMap((statement) => {
    if (ts.isExportAssignment(statement)) return ['default']
    if (ts.isExportDeclaration(statement)) {
      const { exportClause, moduleSpecifier } = statement
      if (exportClause !== undefined && ts.isNamedExports(exportClause)) return exportClause.elements.map(({ name }) => name.text)
      const from = (moduleSpecifier as ts.StringLiteral).text
      return declaredNames(join(file, '..', `${from}.d.ts`)).filter((name) => name !== 'default')
    }
    const isValue = ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement) || ts.isFunctionDeclaration(statement)
    const isExported = isValue && statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
    return isExported === true ? [statement.name!.text] : []
  })
}

/** Methods of an object, or of its class; the fields of those are their own affair. */
function methodsOf(object: object): string[] {
  const prototype = Object.getPrototypeOf(object) as object
  const isPlain = prototype === Object.prototype || prototype === Function.prototype
  return Object.getOwnPropertyNames(isPlain ? object : prototype).filter((name) => !notMethods.includes(name))
}

const notMethods = ['constructor', 'length', 'name', 'prototype']

describe('the stand-ins, compared with the published packages', () => {
  let oracle: SdkOracle
  const real: Record<string, Names> = {}
  before(async () => {
    oracle = await openRealSdk()
    // The runtime of the platform has it.
    Object.assign(globalThis, { addEventListener: () => undefined })
    for (const specifier of packages) real[specifier] = (await import(specifier === '@ampt/api' ? apiFile : specifier)) as Names
  })
  after(() => {
    Reflect.deleteProperty(globalThis, 'addEventListener')
    oracle.restore()
  })

  const { module } = createFakeAmpt()
  for (const specifier of packages) {
    it(`have all that ${specifier} exports`, () => {
      const ours = module<object>(specifier)
      for (const name of Object.keys(real[specifier]!)) assert.ok(name in ours, name)
    })
  }

  for (const name of ['index', ...shipped.map((specifier) => specifier.split('/')[2]!)]) {
    const specifier = name === 'index' ? '@ampt/sdk' : `@ampt/sdk/${name}`
    it(`have all values that the types of ${specifier} declare`, () => {
      const ours = module<object>(specifier)
      const names = declaredNames(join(root, `node_modules/@ampt/sdk/types/${name}.d.ts`))
      assert.ok(names.length > 0)
      for (const one of names) assert.ok(one in ours, one)
    })
  }

  const handler = (): undefined => undefined
  for (const [what, of] of [
    ['core', (sdk) => sdk['core']],
    ['events', (sdk) => sdk['events']],
    ['http', (sdk) => sdk['http']],
    ['http.node', (sdk) => (sdk['http'] as Names)['node']],
    ['params()', (sdk) => (sdk['params'] as Call)()],
    ['schedule(name)', (sdk) => (sdk['schedule'] as Call)('surface')],
    ['storage(name)', (sdk) => (sdk['storage'] as Call)('surface')],
    ['task', (sdk) => sdk['task']],
    ['task(name, handler)', (sdk) => (sdk['task'] as Call)('surface', handler)],
    ['ws', (sdk) => sdk['ws']],
  ] as readonly (readonly [string, (sdk: Names) => unknown])[]) {
    it(`have all methods of ${what}`, () => {
      const names = oracle.quietly(() => methodsOf(of(real['@ampt/sdk']!) as object))
      assert.ok(names.length > 0)
      const ours = of(module<Names>('@ampt/sdk')) as object
      for (const name of names) assert.ok(name in ours, name)
    })
  }

  it('have all methods of data', () => {
    const names = methodsOf(real['@ampt/data']!['data'] as object)
    for (const name of names) assert.ok(name in module<{ data: object }>('@ampt/data').data, name)
  })

  it('have all methods of a router, and of its events', async () => {
    const router = (api: unknown): object => ((api as Call)()['router'] as Call)('/surface')
    const names = oracle.quietly(() => methodsOf(router(real['@ampt/api']!['api'])))
    const { ampt } = createFakeAmpt()
    const ours = router((ampt.modules['@ampt/api'] as Names)['api']) as Record<
      'get',
      (path: string, handler: (event: object) => object) => unknown
    >
    for (const name of names) assert.ok(name in ours, name)
    let event: object = {}
    ours.get('/x', (given) => (event = given))
    await ampt.request(new Request('https://app.ampt.test/surface/x'))
    for (const name of ['status', 'redirect', 'type', 'set', 'body', 'respond', 'params', 'request', 'response', 'context'])
      assert.ok(name in event, name)
  })

  it('have the same configuration of events', () => {
    const ours = module<Record<'events', Record<string, Call>>>('@ampt/sdk').events
    const theirs = new oracle.sdk.Events() as unknown as Record<string, Call>
    for (const events of [ours, theirs]) {
      events['on']!('a', handler)
      events['on']!('a', { timeout: 20_000 }, handler)
      events['on']!('own:b', { timeout: 90_000 }, handler)
    }
    assert.deepEqual(ours['getConfig']!(), theirs['getConfig']!())
  })

  it('call the handlers that they give as the SDK calls them', async () => {
    for (const events of [createFakeAmpt().module<Record<'events', Record<string, Call>>>('@ampt/sdk').events, new oracle.sdk.Events()]) {
      const { on, getHandlers } = events as unknown as Record<string, Call>
      on!.call(events, 'a', (event: object) => event)
      on!.call(events, 'a', (_event: object, context: unknown) => context)
      const [name, invoke] = Object.entries(getHandlers!.call(events))[0]!
      assert.equal(name, 'event:custom:a')
      assert.deepEqual(await (invoke as (...args: unknown[]) => Promise<unknown>)({ name: 'custom:a', body: 1 }, 2), [
        { name: 'a', body: 1 },
        2,
      ])
    }
  })
})

describe('what is not simulated of a package', () => {
  it('is said where it is asked for, and throws where it is called', () => {
    const { world, module } = createFakeAmpt()
    const { publishEvent } = module<Record<string, () => void>>('@ampt/sdk/events')
    assert.deepEqual(world.notes, ['publishEvent of @ampt/sdk/events is not simulated.'])
    assert.throws(publishEvent!, /publishEvent of @ampt\/sdk\/events is not simulated\. Replace the module that calls it with "stubs"/)
  })

  it('is said of what the types declare and the code does not export, which has its value all the same', () => {
    const { world, module } = createFakeAmpt()
    const { TaskLifeCycleEvent } = module<Record<string, Names>>('@ampt/sdk/task')
    assert.equal(TaskLifeCycleEvent!['Started'], 'started')
    assert.equal(module<Names>('@ampt/sdk/events')['default'], module<Names>('@ampt/sdk/events')['events'])
    assert.match(world.notes[0]!, /^TaskLifeCycleEvent of @ampt\/sdk\/task is declared by the package, whose code does not export it/)
    assert.match(world.notes[1]!, /^default of @ampt\/sdk\/events is declared/)
  })
})

describe('@serverless/cloud 2.11.10', () => {
  /** Of its types. */
  const names = {
    ...{ api: ['get', 'post', 'put', 'delete', 'patch', 'options', 'head', 'all', 'use'] },
    data: ['get', 'getByLabel', 'remove', 'set', 'add', 'seed', 'on'],
    events: ['on', 'publish'],
    http: ['use', 'on', 'static'],
    logs: ['retention', 'retain'],
    schedule: ['every', 'cron', 'rate'],
    storage: ['read', 'readBuffer', 'write', 'exists', 'stat', 'list', 'move', 'on', 'copy', 'getUploadUrl', 'getDownloadUrl', 'remove'],
  }

  it('has all that its types declare', () => {
    const cloud = createFakeAmpt().module<Readonly<Record<string, object>>>('@serverless/cloud')
    for (const [object, members] of Object.entries(names))
      for (const name of members) assert.ok(name in cloud[object]!, `${object}.${name}`)
  })

  it('says what does nothing here, and that its tests invoke nothing here', () => {
    const { world, module } = createFakeAmpt()
    const { api, events, logs, schedule } = module<Record<string, Record<string, Call>>>('@serverless/cloud')
    logs!['retain']!(2, 'weeks')
    for (const name of ['static', 'upload', 'rawBody', 'reset', 'setJsonSizeLimit']) api![name]!('x')
    assert.deepEqual(
      world.notes.map((note) => note.split(' ')[0]),
      ['logs.retain', 'api.static', 'api.upload', 'api.rawBody', 'api.reset', 'api.setJsonSizeLimit'],
    )
    for (const given of [api!['get']!('/x'), events!['on']!('a'), schedule!['every']!('1 hour')])
      assert.throws(given['invoke'] as Call, /^Error: invoke of .*\) of @serverless\/cloud is not simulated/)
  })

  it('takes options before the handlers of a route', async () => {
    const { world, ampt, module } = createFakeAmpt()
    const { api } = module<Record<'api', Record<string, Call>>>('@serverless/cloud')
    api['post']!('/x', { timeout: 20_000 }, (_request: unknown, response: { send(text: string): Names }) => response.send('done'))
    const response = await ampt.request(new Request('https://app.ampt.test/x', { method: 'POST' }))
    assert.deepEqual([await response.text(), world.limits], ['done', [20_000]])
  })
})
