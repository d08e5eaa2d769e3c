import http from 'node:http'
import https from 'node:https'
import type * as httpInterceptor from './httpInterceptor'

/** A request before it is sent, and what may be done instead of sending it. */
export interface InterceptedRequest {
  readonly request: Request
  readonly controller: { respondWith(response: Response): unknown; errorWith(error: Error): unknown }
}

type Door = (...args: unknown[]) => unknown

/** Every way to make a request, and the marks by which an interceptor takes another's for its own. */
const doors: readonly (readonly [holder: object, name: string | symbol])[] = [
  [globalThis, 'fetch'],
  ...(['request', 'get', 'ClientRequest'] as const).map((name) => [http, name] as const),
  ...(['request', 'get'] as const).map((name) => [https, name] as const),
]
const marks = ['fetch-interceptor', 'client-request-interceptor'].map((name) => [globalThis, Symbol.for(name)] as const)

/**
 * Has `onRequest` asked before any request by fetch or `node:http` is sent. What does so is loaded when the first one is made, because it
 * takes a fifth of the start of a run and most apps make none.
 */
export function guardHttpDoors(onRequest: (intercepted: InterceptedRequest) => void): void {
  const natives = take(doors)
  let guarded: readonly Door[] | null = null

  function guard(): readonly Door[] {
    const all = [...doors, ...marks]
    // What the app put there itself since, around ours, stays.
    const present = take(all)
    put(all, natives)
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { startInterceptor } = require('./httpInterceptor') as typeof httpInterceptor
    startInterceptor(onRequest)
    const result = take(doors)
    put(all, present)
    return result
  }

  const stand = (native: Door, index: number): Door => {
    const inside = (): Door => (guarded ??= guard())[index]!
    return new Proxy(native, {
      apply: (_, self, args) => Reflect.apply<unknown, unknown[], unknown>(inside(), self, args),
      construct: (_, args, target) => Reflect.construct(inside(), args, target) as object,
    })
  }
  put(doors, natives.map(stand))
}

function take(places: typeof doors): Door[] {
  return places.map(([holder, name]) => Reflect.get(holder, name) as Door)
}

function put(places: typeof doors, values: readonly Door[]): void {
  places.forEach(([holder, name], index) => Reflect.set(holder, name, values[index]))
}
