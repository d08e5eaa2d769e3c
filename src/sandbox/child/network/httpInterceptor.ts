import { ClientRequest } from 'node:http'
import { BatchInterceptor, RequestController } from '@mswjs/interceptors'
import { ClientRequestInterceptor } from '@mswjs/interceptors/ClientRequest'
import { FetchInterceptor } from '@mswjs/interceptors/fetch'
import type { Gate } from './gate'
import type { InterceptedRequest } from './httpDoors'

type Listener = (intercepted: InterceptedRequest & { readonly controller: RequestController }) => unknown

/** Where listeners of requests go, those of an interceptor that the app brings too. */
interface Emitter {
  addListener(event: string, listener: Listener): Emitter
  removeListener(event: string, listener: Listener): Emitter
}

/**
 * Puts what asks `onRequest` in place of fetch and of the ways to make a request with `node:http`. An interceptor of the app is asked before it, and
 * what that answers is no request any more. Loading this loads undici.
 */
export function startInterceptor(onRequest: (intercepted: InterceptedRequest) => void, failLater: Gate['failLater']): void {
  const interceptors = [new ClientRequestInterceptor(), new FetchInterceptor()] as const
  new BatchInterceptor({ name: 'network', interceptors }).apply()
  // An interceptor connects a request when it knows what becomes of it, and learns of it by what is sent: who sends once connected would wait for good.
  const prototype = ClientRequest.prototype as unknown as { onSocket: (this: ClientRequest, ...args: unknown[]) => void }
  const { onSocket } = prototype
  prototype.onSocket = function (...args) {
    onSocket.apply(this, args)
    process.nextTick(connectUnsent, this, args[0])
  }
  const last: Listener = ({ request, controller }) => {
    const isPending = (): boolean => controller.readyState === RequestController.PENDING
    let failing: Promise<void> | undefined
    // An error that nobody listens for is thrown, as by Node: not at the interceptor, which would answer in its place.
    const errorWith = (error: Error): void => {
      failing = new Promise(() => failLater(() => isPending() && controller.errorWith(error)))
    }
    if (isPending()) onRequest({ request, controller: { respondWith: (response) => controller.respondWith(response), errorWith } })
    return failing
  }
  for (const interceptor of interceptors) {
    const { emitter, symbol } = interceptor as unknown as { readonly emitter: Emitter; readonly symbol: symbol }
    const add = emitter.addListener.bind(emitter)
    const remove = emitter.removeListener.bind(emitter)
    emitter.addListener = (event, listener) => {
      remove('request', last)
      add(event, listener)
      return add('request', last)
    }
    emitter.removeListener = (event, listener) => {
      // One of the app that ends takes the mark away by which the next finds ours.
      Reflect.set(globalThis, symbol, interceptor)
      return remove(event, listener)
    }
    add('request', last)
  }
}

/** Connects the socket of an interceptor whose request has it, and has sent nothing. */
function connectUnsent(request: ClientRequest, socket: { mockConnect?: () => void } | null): void {
  if (request.headersSent || socket?.mockConnect === undefined) return
  socket.mockConnect()
  // Once.
  socket.mockConnect = () => undefined
}
