import { deepStrictEqual, strictEqual } from 'node:assert/strict'
import { createFakeAmpt } from './fakeWorld'

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
