import type { SocketStep } from '../../model/scenario'
import { createApi } from './api'
import { createCore } from './core'
import { createData } from './data/createData'
import { createEvents } from './events'
import { createHttp } from './http'
import type { Kept } from './kept'
import { asProperties, createParams } from './params'
import { createSchedule, limitSchedules, ScheduleError, tellUnnamed } from './schedule'
import { createExpressApi } from './serverlessCloud'
import { createStorage, StorageError } from './storage'
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
  const { http, request, requestNow } = createHttp(world, kept.files)
  const core = createCore(world, requestNow)
  let expressApi: object | undefined

  const sdkSchedule = tellUnnamed(world, schedule)
  const sdk = { core, events, http, params, schedule: sdkSchedule, storage, task, ws }
  return {
    modules: {
      '@ampt/sdk': moduleOf(sdk, undefined),
      '@ampt/sdk/core': moduleOf({ core }, core),
      // Declared by the package, which ships no file for them: of logs nobody can say what it holds.
      get '@ampt/sdk/data'() {
        return notShipped(world, 'data', moduleOf({ data }, data))
      },
      '@ampt/sdk/events': moduleOf({ events }, events),
      '@ampt/sdk/http': moduleOf({ http }, http),
      get '@ampt/sdk/logs'() {
        return notShipped(world, 'logs', moduleOf({}, undefined))
      },
      '@ampt/sdk/params': moduleOf({ params }, params),
      '@ampt/sdk/schedule': moduleOf({ schedule: sdkSchedule, ScheduleError }, sdkSchedule),
      '@ampt/sdk/storage': moduleOf({ storage, StorageError }, storage),
      '@ampt/sdk/task': moduleOf({ task }, task),
      '@ampt/sdk/websockets': moduleOf({ ws, InvalidConnectionError, WebSocketError }, ws),
      '@ampt/data': moduleOf({ data }, data),
      '@ampt/api': moduleOf(createApi(world, http), undefined),
      '@serverless/cloud': moduleOf(
        {
          ...{ data, events, http, schedule, task, ws, params: asProperties(world), storage: storage() },
          get api() {
            return (expressApi ??= createExpressApi(http))
          },
        },
        undefined,
      ),
    },
    request,
    socket,
  }
}

function notShipped(world: World, name: string, module: object): object {
  world.note(`@ampt/sdk/${name} is declared by @ampt/sdk 1.0.20, which does not ship it: its import fails on the platform.`)
  return module
}

/** Named exports with the default one, as a bundler takes a module in either of its forms. */
function moduleOf(names: object, main: unknown): object {
  const properties = Object.getOwnPropertyDescriptors(names)
  const module = Object.defineProperties({}, properties)
  return Object.defineProperties(module, { default: { value: main ?? module, enumerable: true }, __esModule: { value: true } })
}
