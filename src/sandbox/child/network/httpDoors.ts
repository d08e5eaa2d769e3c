import http from 'node:http'
import https from 'node:https'
import type { Gate } from './gate'
import type * as httpInterceptor from './httpInterceptor'

/** A request before it is sent, and what may be done instead of sending it. */
export interface InterceptedRequest {
  readonly request: Request
  readonly controller: { respondWith(response: Response): unknown; errorWith(error: Error): unknown }
}

type Door = (...args: unknown[]) => unknown

/** Every way to make a request. */
const doors: readonly (readonly [holder: object, name: string])[] = [
  [globalThis, 'fetch'],
  ...(['request', 'get', 'ClientRequest'] as const).map((name) => [http, name] as const),
  ...(['request', 'get'] as const).map((name) => [https, name] as const),
]
/** Where an interceptor that the app brings (of `msw`) looks for one that is there already: it takes that for its own. */
const marks = ['fetch-interceptor', 'client-request-interceptor'].map((name) => Symbol.for(name))

/**
 * Has `onRequest` asked before any request by fetch or `node:http` is sent. What does so is loaded, undici with it, when the first one is made:
 * most apps make none, and it would take 20 ms of every start. `passing` runs what sends a request by fetch that was asked about.
 */
export function guardHttpDoors(
  onRequest: (intercepted: InterceptedRequest) => void,
  failLater: Gate['failLater'],
  passing: <T>(request: Request, send: () => T) => T,
): void {
  const { fetch } = globalThis
  const natives = take()
  const send = { ...natives[0], value: (request: Request) => passing(request, () => fetch(request)) }
  let guarded: readonly Door[] | null = null

  function guard(): readonly Door[] {
    // What the app put there itself since, around ours, stays.
    const present = take()
    put([send, ...natives.slice(1)])
    for (const mark of marks) Reflect.deleteProperty(globalThis, mark)
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { startInterceptor } = require('./httpInterceptor') as typeof httpInterceptor
    startInterceptor(onRequest, failLater)
    const result = doorsNow()
    put(present)
    return result
  }

  for (const mark of marks) {
    const get = (): unknown => {
      guarded ??= guard()
      return Reflect.get(globalThis, mark)
    }
    Object.defineProperty(globalThis, mark, { configurable: true, get })
  }
  const stand = (native: Door, index: number): Door => {
    const inside = (): Door => (guarded ??= guard())[index]!
    return new Proxy(native, {
      apply: (_, self, args) => Reflect.apply<unknown, unknown[], unknown>(inside(), self, args),
      construct: (_, args, target) => Reflect.construct(inside(), args, target) as object,
    })
  }
  const stands = doorsNow().map(stand)
  put(natives.map((native, index) => ({ ...native, value: stands[index] })))
}

function doorsNow(): Door[] {
  return doors.map(([holder, name]) => Reflect.get(holder, name) as Door)
}

/** The doors as they are kept: what an instance of the app put on its globals is asked for anew each time. */
function take(): PropertyDescriptor[] {
  return doors.map(([holder, name]) => Reflect.getOwnPropertyDescriptor(holder, name)!)
}

function put(kept: readonly PropertyDescriptor[]): void {
  doors.forEach(([holder, name], index) => Object.defineProperty(holder, name, kept[index]!))
}
