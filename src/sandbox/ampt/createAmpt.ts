import type { Json } from '../../model/json'
import type { SocketStep } from '../../model/scenario'
import { UserError } from '../../model/userError'
import { createApi } from './api'
import { createCore } from './core'
import { createData } from './data/createData'
import { DataStore } from './data/dataStore'
import { copyOf } from './data/item'
import { keyText } from './data/key'
import { planSet } from './data/planSet'
import { createEvents } from './events'
import { createHttp } from './http'
import { asProperties, createParams } from './params'
import { createSchedule, ScheduleError } from './schedule'
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
  /** The data store as key and value, for the end state. */
  data(): Record<string, Json>
}

/** Builds the stand-ins on a world; `seed` fills the data store before the app is loaded, without telling listeners. */
export function createAmpt(world: World, seed: Readonly<Record<string, Json>>): Ampt {
  const store = createStore(world, seed)
  const events = createEvents(world)
  const data = createData(world, store)
  const core = createCore(world)
  const params = createParams(world)
  const storage = createStorage(world)
  const task = createTask(world)
  const schedule = createSchedule(world, task)
  const { ws, socket } = createWebSockets(world)
  const { http, request } = createHttp(world)
  let expressApi: object | undefined

  const sdk = { core, events, http, params, schedule, storage, task, ws }
  return {
    modules: {
      '@ampt/sdk': moduleOf(sdk, undefined),
      '@ampt/sdk/core': moduleOf({ core }, core),
      '@ampt/sdk/data': moduleOf({ data }, data),
      '@ampt/sdk/events': moduleOf({ events }, events),
      '@ampt/sdk/http': moduleOf({ http }, http),
      '@ampt/sdk/params': moduleOf({ params }, params),
      '@ampt/sdk/schedule': moduleOf({ schedule, ScheduleError }, schedule),
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
    data: () => Object.fromEntries(store.all().map(({ key, value }) => [keyText(key), copyOf(value)])),
  }
}

/** Named exports with the default one, as a bundler takes a module in either of its forms. */
function moduleOf(names: object, main: unknown): object {
  const properties = Object.getOwnPropertyDescriptors(names)
  const module = Object.defineProperties({}, properties)
  return Object.defineProperties(module, { default: { value: main ?? module, enumerable: true }, __esModule: { value: true } })
}

function createStore(world: World, seed: Readonly<Record<string, Json>>): DataStore {
  const store = new DataStore(() => world.now())
  const context = { nowSeconds: store.nowSeconds, contract: world.contract, note: () => undefined }
  for (const [key, value] of Object.entries(seed)) {
    try {
      store.put(planSet(key, value, { overwrite: true, removeNulls: false }, context).apply(undefined))
    } catch (error) {
      throw new UserError(`The item ${JSON.stringify(key)} under "data" of the scenario cannot be stored: ${(error as Error).message}`)
    }
  }
  return store
}
