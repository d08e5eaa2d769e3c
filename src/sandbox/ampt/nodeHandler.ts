import { Server, type ServerResponse } from 'node:http'
import type { FetchHandler } from './frontDoor'
import { exchange, type Listener } from './nodeExchange'

/** What frameworks for Node have in common with each other: little. Each names the way in that a framework offers. */
interface Framework {
  readonly callback?: () => Listener // Koa
  readonly handle?: Listener // Express, Connect
  readonly handler?: Listener // Polka
  readonly _onRequest?: Listener // Restify
  readonly router?: { readonly route?: (request: object, response: ServerResponse) => unknown } // hapi before 17
  readonly _core?: { readonly _dispatch?: (options: object) => Listener } // hapi
  readonly ready?: () => PromiseLike<unknown> // Fastify
  readonly server?: Server
  readonly main?: Listener
}

/**
 * Lets an app of a framework for Node answer web requests, in process and without a port. Accepts what `http.node.use` of
 * `@ampt/sdk` 1.0.20 does, in its order of preference. `onTimeLimit` is told of `setTimeout` of a request or response.
 */
export function fromNode(app: unknown, onTimeLimit: () => void): FetchHandler {
  const listen = listenerOf(app)
  return async (request, { remoteAddress }) => {
    const { host, pathname, search } = new URL(request.url)
    const headers = new Headers(request.headers)
    if (!headers.has('host')) headers.set('host', host)
    const sent = request.body === null ? null : Buffer.from(await request.arrayBuffer())
    const { method } = request
    const answer = await exchange(listen, { method, url: pathname + search, headers, body: sent, remoteAddress, onTimeLimit })
    const { status, body } = answer
    return new Response(bodiless.has(status) ? null : new Uint8Array(body), { status, headers: answer.headers.map(([...pair]) => pair) })
  }
}

/** Statuses whose web responses may not have a body. */
const bodiless = new Set([204, 205, 304])

function listenerOf(given: unknown): Listener {
  if (given instanceof Server) return (request, response) => given.emit('request', request, response)
  const app = (given ?? {}) as Framework
  if (typeof app.callback === 'function') return app.callback()
  if (typeof app.handle === 'function') return (request, response) => app.handle!(request, response)
  if (typeof app.handler === 'function') return (request, response) => app.handler!(request, response)
  if (typeof app._onRequest === 'function') return (request, response) => app._onRequest!(request, response)
  if (typeof given === 'function') return given as Listener
  const route = app.router?.route
  if (typeof route === 'function') {
    return (request, response) => {
      const { url, method, headers } = request
      return route.call(app.router, { url, method, headers, body: request }, response)
    }
  }
  if (typeof app._core?._dispatch === 'function') return app._core._dispatch({ app })
  if (typeof app.ready === 'function') {
    return async (request, response) => {
      await app.ready!()
      app.server?.emit('request', request, response)
    }
  }
  if (typeof app.main === 'function') return app.main
  throw new Error('Unsupported framework')
}
