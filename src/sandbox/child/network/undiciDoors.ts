import { aroundLoads } from '../aroundLoads'
import type { InterceptedRequest } from './httpDoors'
import type { Call } from '../replace'

/** A request as `dispatch` of `undici` takes it. */
interface Asked {
  readonly origin?: string | URL
  readonly path: string
  readonly query?: Readonly<Record<string, unknown>>
  readonly method: string
  readonly upgrade?: unknown
}

/** What `undici` calls as a reply comes; from version 7 on by other names, with a controller in front. */
type Handler = Readonly<Record<string, Call | undefined>>

interface Dispatcher {
  dispatch(asked: Asked, handler: Handler): unknown
}

interface Undici {
  readonly Client?: { readonly prototype: Dispatcher }
  readonly Dispatcher?: abstract new () => object
  fetch?: Call
}

/** Where all copies of undici, that of Node's fetch included, look for the dispatcher of requests that name none: that of the first one. */
const SHARED = Symbol.for('undici.globalDispatcher.1')

/**
 * Has `onRequest` asked before the package `undici` sends a request, whoever loads it and whichever of its dispatchers they use: all of them
 * come to a `Client`, its own or that of the copy which was there first. `keepSite` runs a call whose request is made later, when the code that asked for it is no longer on the stack.
 */
export function guardUndici(onRequest: (intercepted: InterceptedRequest) => void, keepSite: (call: () => unknown) => unknown): void {
  const seen = new WeakSet<object>()
  aroundLoads((request, load) => {
    const loaded = load()
    if (/(^|[\\/])undici([\\/]index\.js)?$/.test(String(request)) && typeof loaded === 'object' && loaded !== null && !seen.has(loaded)) {
      seen.add(loaded)
      guard(loaded, onRequest, keepSite)
    }
    return loaded
  })
}

function guard(undici: Undici, onRequest: (intercepted: InterceptedRequest) => void, keepSite: (call: () => unknown) => unknown): void {
  const { Client, Dispatcher, fetch } = undici
  if (fetch !== undefined) undici.fetch = (...args) => keepSite(() => fetch(...args))
  if (Client === undefined || Dispatcher === undefined) return
  guardDispatch(Client.prototype, onRequest)
  guarded.push(Dispatcher)
  const shared = Reflect.get(globalThis, SHARED) as Dispatcher | undefined
  if (shared !== undefined && !guarded.some((one) => shared instanceof one)) guardDispatch(shared, onRequest)
}

/** Classes whose instances come to a `Client` that is guarded. */
const guarded: NonNullable<Undici['Dispatcher']>[] = []

function guardDispatch(dispatcher: Dispatcher, onRequest: (intercepted: InterceptedRequest) => void): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the dispatcher below
  const { dispatch } = dispatcher
  dispatcher.dispatch = function (this: object, asked, handler) {
    // To a proxy, or for a socket: where that connects, it is told and stopped.
    if (asked.method === 'CONNECT' || asked.upgrade) return dispatch.call(this, asked, handler)
    let isAnswered = false
    const controller: InterceptedRequest['controller'] = {
      respondWith(response) {
        isAnswered = true
        void respond(handler, response)
      },
      errorWith(error) {
        isAnswered = true
        queueMicrotask(() => fail(handler, error))
      },
    }
    onRequest({ request: new Request(urlOf(this, asked), { method: asked.method }), controller })
    return isAnswered || dispatch.call(this, asked, handler)
  }
}

function urlOf(client: object, { origin, path, query }: Asked): URL {
  const own = Object.getOwnPropertySymbols(client).find(({ description }) => description === 'url')
  const url = new URL(path, origin ?? String((client as Record<symbol, unknown>)[own!]))
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.append(name, String(value))
  return url
}

async function respond(handler: Handler, response: Response): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer())
  const { status, statusText } = response
  let isAborted = false
  // To try again is to break off, or to throw.
  const abort = (error: unknown): void => {
    if (isAborted) return
    isAborted = true
    fail(handler, error)
  }
  const controller = controllerOf(abort)
  const steps: readonly (() => unknown)[] = isNewer(handler)
    ? [
        () => handler['onRequestStart']?.(controller, null),
        () => handler['onResponseStart']?.(controller, status, Object.fromEntries(response.headers), statusText),
        () => handler['onResponseData']?.(controller, body),
        () => handler['onResponseEnd']?.(controller, {}),
      ]
    : [
        () => handler['onConnect']?.(abort, null),
        () =>
          handler['onHeaders']?.(
            status,
            [...response.headers].flat().map((text) => Buffer.from(text)),
            ignore,
            statusText,
          ),
        () => handler['onData']?.(body),
        () => handler['onComplete']?.([]),
      ]
  try {
    for (const step of steps) if (!isAborted) step()
  } catch (error) {
    abort(error)
  }
}

function fail(handler: Handler, error: unknown): void {
  if (isNewer(handler)) handler['onResponseError']?.(controllerOf(ignore), error)
  else handler['onError']?.(error)
}

const isNewer = (handler: Handler): boolean => handler['onRequestStart'] !== undefined
const ignore = (): void => undefined
const controllerOf = (abort: (error: unknown) => void) => ({
  ...{ abort, pause: ignore, resume: ignore, aborted: false, paused: false, reason: null },
})
