import type { SocketStep } from '../../model/scenario'
import { createApi } from './api'
import { addOtherExports } from './otherExports'
import { createCore } from './core'
import { createData } from './data/createData'
import { createEvents } from './events'
import { createHttp } from './http'
import type { Kept } from './kept'
import { asProperties, createParams } from './params'
import { createSchedule, limitSchedules, ScheduleError, tellUnnamed } from './schedule'
import { createExpressApi, createLogs, withInvoke } from './serverlessCloud'
import { createStorage, StorageError, StorageLimitExceededError } from './storage'
import { createTask } from './task'
import { createWebSockets, InvalidConnectionError, WebSocketError } from './websockets'
import type { World } from './world'

/** The stand-ins for Ampt's packages in one instance of the app. */
export interface Ampt {
  /** Module objects by specifier: `@ampt/sdk`, `@ampt/sdk/events`, …, `@ampt/data`, `@ampt/api`, `@serverless/cloud`. */
  readonly modules: Readonly<Record<string, object>>
  /** Drives a route of `http.use`, `http.node.use` or `api`, as the platform's front door would. */
  request(request: Request): Promise<Response>
  /** Brings a step of a WebSocket's client to `ws`. */
  socket(step: SocketStep): void
}

/** Builds the stand-ins of one instance on a world, over what the platform keeps. */
export function createAmpt(world: World, kept: Kept): Ampt {
  const events = createEvents(world)
  const data = createData(world, kept.store)
  const params = createParams(world)
  const storage = createStorage(world, kept.files)
  const claimSchedule = limitSchedules(world)
  const task = createTask(world, kept.taskRuns, claimSchedule)
  const schedule = createSchedule(world, task, claimSchedule)
  const { ws, socket } = createWebSockets(world, kept.connections)
  const { http, door } = createHttp(world, kept.files)
  const core = createCore(world, () => door.requestNow)
  let expressApi: object | undefined

  const sdkSchedule = tellUnnamed(world, schedule)
  const sdk = { core, events, http, params, schedule: sdkSchedule, storage, task, ws }
  const modules: Ampt['modules'] = {
    '@ampt/sdk': createModule(sdk),
    '@ampt/sdk/core': createModule({ core }, core),
    // Declared by the package, which ships no file for them: of logs nobody can say what it holds.
    get '@ampt/sdk/data'() {
      return notShipped(world, 'data', createModule({ data }, data))
    },
    '@ampt/sdk/events': createModule({ events }, events),
    '@ampt/sdk/http': createModule({ http }, http),
    get '@ampt/sdk/logs'() {
      return notShipped(world, 'logs', createModule({}))
    },
    '@ampt/sdk/params': createModule({ params }, params),
    '@ampt/sdk/schedule': createModule({ schedule: sdkSchedule, ScheduleError }, sdkSchedule),
    '@ampt/sdk/storage': createModule({ storage, StorageError, StorageLimitExceededError }, storage),
    '@ampt/sdk/task': createModule({ task }, task),
    '@ampt/sdk/websockets': createModule({ ws, InvalidConnectionError, WebSocketError }, ws),
    '@ampt/data': createModule({ data }, data),
    '@ampt/api': createModule(createApi(world, http)),
    '@serverless/cloud': createModule({
      ...{ data, http, task, ws, logs: createLogs(world), params: asProperties(world), storage: storage() },
      events: withInvoke(world, 'events', events),
      schedule: withInvoke(world, 'schedule', schedule),
      get api() {
        return (expressApi ??= createExpressApi(world, http))
      },
    }),
  }
  addOtherExports(world, modules)
  return { modules, request: (request) => door.request(request), socket }
}

function notShipped(world: World, name: string, module: object): object {
  world.note(`@ampt/sdk/${name} is declared by @ampt/sdk 1.0.20, which does not ship it: its import fails on the platform.`)
  return module
}

/** Named exports with the default one, as a bundler takes a module in either of its forms. */
function createModule(names: object, main?: unknown): object {
  const properties = Object.getOwnPropertyDescriptors(names)
  const module = Object.defineProperties({}, properties)
  return Object.defineProperties(module, {
    default: { value: main ?? module, enumerable: true, configurable: true },
    __esModule: { value: true },
  })
}
