import { METHODS } from 'node:http'
import type * as expressApp from './expressApp'
import type { Http } from './http'
import { withTold, withUnsimulated } from './unsimulated'
import type { World } from './world'

type Route = (path: string, ...handlers: unknown[]) => unknown
type Middleware = (request: unknown, response: unknown, next: () => void) => void

const methods = new Set(METHODS.map((method) => method.toLowerCase()))
/** What an app may still call; nothing comes of it. */
const idle = ['rawBody', 'reset', 'setJsonSizeLimit', 'static', 'upload']

/** `api` of `@serverless/cloud`: an instance of Express that answers all requests. */
export function createExpressApi(world: World, http: Http): object {
  // A bundle of its own, loaded when an app asks for it: within the child's it would lengthen each start by 9 ms.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { createExpressApp } = require('./expressApp') as typeof expressApp
  const app = createExpressApp()
  http.node.use(app)
  const doNothing: Middleware = (_request, _response, next) => {
    if (typeof next === 'function') next()
  }
  withTold(
    world,
    app,
    Object.fromEntries(idle.map((name) => [name, doNothing])),
    (name) => `api.${name} of @serverless/cloud does nothing here.`,
  )
  return new Proxy(app, {
    get(target, name, receiver) {
      const value = Reflect.get(target, name, receiver) as unknown
      return typeof name === 'string' && methods.has(name) ? routeOf(world, `api.${name}`, (value as Route).bind(target)) : value
    },
  })
}

/** A route may begin with options, `{ timeout }` (`@serverless/cloud` 2.11.10); without a handler it is one to invoke. */
function routeOf(world: World, call: string, add: Route): Route {
  return (path, ...args) => {
    const [first, ...rest] = args
    if (first === undefined) return withUnsimulated(world, `${call}(${JSON.stringify(path)}) of @serverless/cloud`, {}, ['invoke'])
    if (typeof first !== 'object' || Array.isArray(first)) return add(path, ...args)
    const { timeout } = first as { timeout?: unknown }
    const limit: Middleware = (_request, _response, next) => {
      if (typeof timeout === 'number') world.setTimeLimit(timeout)
      next()
    }
    return add(path, limit, ...rest)
  }
}

/** `logs` of `@serverless/cloud`. */
export function createLogs(world: World): object {
  const tell = (name: string): string => `logs.${name} of @serverless/cloud does nothing here: a run keeps all of its logs.`
  return withTold(world, {}, { retain: () => undefined, retention: 30 }, tell)
}

/** Methods of registration as `@serverless/cloud` has them: without a handler they give the one that is there, for its tests to invoke. */
export function withInvoke<T extends object>(world: World, owner: string, object: T): T {
  return new Proxy(object, {
    get(target, key, receiver) {
      const value = Reflect.get(target, key, receiver) as unknown
      if (!registering.has(String(key)) || typeof value !== 'function') return value
      return (name: string, ...args: unknown[]): unknown =>
        args.length === 0
          ? withUnsimulated(world, `${owner}.${String(key)}(${JSON.stringify(name)}) of @serverless/cloud`, {}, ['invoke'])
          : Reflect.apply(value as Route, target, [name, ...args])
    },
  })
}

const registering = new Set(['on', 'every', 'rate', 'cron'])
