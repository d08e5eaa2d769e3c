import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe } from './handlerArguments'
import { fromNode } from './nodeHandler'
import type { World } from './world'

interface HttpContext {
  readonly remoteAddress: string
}

export type FetchHandler = (request: Request, context: HttpContext) => PromiseLike<Response | undefined> | Response | undefined

/** `http` of `@ampt/sdk`. */
export interface Http {
  readonly node: NodeHttp
  use(prefixOrHandler: unknown, handler?: unknown): void
  useNodeHandler(prefixOrHandler: unknown, handler?: unknown): void
  on(status: unknown, file: unknown): void
  setTimeout(ms: number): void
  static(root: unknown): void
  readStaticFile(path: string): Promise<unknown>
}

type NodeHttp = Pick<Http, 'use' | 'setTimeout' | 'static' | 'readStaticFile'>

interface Route {
  readonly prefix: string
  readonly handler: FetchHandler
}

/** The one client there is. */
const context: HttpContext = { remoteAddress: '127.0.0.1' }

/** `http` of `@ampt/sdk`, and the front door that leads a request to the handler that answers it. */
export function createHttp(world: World): { http: Http; request: (request: Request) => Promise<Response> } {
  const routes: Route[] = []
  /** Files of `http.on` by status. */
  const pages = new Map<string, string>()

  const use = (call: string, prefixOrHandler: unknown, given: unknown, adapt: (app: unknown) => FetchHandler): void => {
    const app = given || prefixOrHandler
    const prefix = given ? prefixOrHandler : ''
    if (typeof prefix !== 'string') throw new TypeError(`${call}: the prefix must be a string, not ${describe(prefix)}`)
    routes.push({ prefix: `/${normalize(prefix)}`, handler: adapt(app) })
  }
  const useNode = (prefixOrHandler: unknown, handler?: unknown): void => use('http.node.use', prefixOrHandler, handler, fromNode)

  const answer = async (status: 404 | 500, text: string): Promise<Response> => {
    const file = pages.get(String(status))
    return file === undefined ? new Response(text, { status }) : pageOf(file, status)
  }

  const setTimeout = (): void => world.note('http.setTimeout is not simulated: a request has 29 seconds.')
  const serveStatic = (): void => world.note('http.static is not simulated: static files answer no requests.')

  const http: Http = {
    use: (prefixOrHandler, handler) => use('http.use', prefixOrHandler, handler, asFetchHandler),
    useNodeHandler: useNode,
    on(status, file) {
      if (!['404', '500'].includes(String(status))) throw new Error(`Unsupported event name for http.on(): ${String(status)}`)
      if (typeof file !== 'string') throw new TypeError(`http.on(${String(status)}): the file must be a string, not ${describe(file)}`)
      pages.set(String(status), file)
    },
    setTimeout,
    static: serveStatic,
    readStaticFile: (path) => Promise.resolve(Readable.toWeb(createReadStream(join('static', path)))),
    node: {
      use: useNode,
      setTimeout,
      static: serveStatic,
      readStaticFile: (path) => Promise.resolve(createReadStream(join('static', path))),
    },
  }

  return {
    http,
    /** The first answer that is no 404 wins, then the first 404, as in `@ampt/sdk` 1.0.20. */
    async request(request) {
      const { pathname } = new URL(request.url)
      try {
        let notFound: Response | undefined
        for (const { prefix, handler } of routes) {
          if (!pathname.startsWith(prefix)) continue
          const response = await handler(request, context)
          if (!response) continue
          if (response.status !== 404) return response
          notFound ??= response
        }
        return notFound ?? (await answer(404, 'Not Found'))
      } catch (error) {
        console.error('HTTP handler failed:', error)
        return answer(500, 'Internal Server Error')
      }
    },
  }
}

function asFetchHandler(app: unknown): FetchHandler {
  if (typeof app === 'function') return app as FetchHandler
  throw new TypeError(`http.use: the handler must be a function, not ${describe(app)}; a framework for Node goes to http.node.use`)
}

function normalize(prefix: string): string {
  return prefix.replace(/\/+/g, '/').replace(/^\//, '').replace(/\/$/, '')
}

/** A file of the app as a page; rejects when it cannot be read. */
async function pageOf(path: string, status: number): Promise<Response> {
  const file = await open(path)
  const headers = { 'Content-Type': 'text/html', 'Cache-Control': 'max-age=0, s-maxage=31449600, must-revalidate' }
  try {
    return new Response(await file.readFile(), { status, headers })
  } finally {
    await file.close()
  }
}
