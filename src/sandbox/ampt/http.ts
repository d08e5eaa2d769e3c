import { AsyncLocalStorage } from 'node:async_hooks'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe } from './handlerArguments'
import { CALL_LIMIT_MS } from '../../contract/timeout'
import { contentTypeOf } from './contentType'
import { fromNode } from './nodeHandler'
import { decoded, findStaticFile, type StaticFile } from './staticFiles'
import type { StoredFile } from './storage'
import { withUnsimulated } from './unsimulated'
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

/** Of a request and of its answer (documentation, Storage). */
const MAX_PAYLOAD_BYTES = 6 * 1024 * 1024

/** `http` of `@ampt/sdk`, and the way in for requests. */
export interface FrontDoor {
  readonly http: Http
  /** Leads a request to the file or handler that answers it. */
  readonly request: (request: Request) => Promise<Response>
  /** The request whose handler runs; undefined outside of one. */
  readonly requestNow: () => Request | undefined
}

/** `files` is the whole storage, whose bucket `public` is served. */
export function createHttp(world: World, files: ReadonlyMap<string, StoredFile>): FrontDoor {
  const requests = new AsyncLocalStorage<Request>()
  const routes: Route[] = []
  /** Folders whose files answer before any route. */
  const roots = ['static']
  let limitMs = CALL_LIMIT_MS
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

  const setTimeout = (ms: number): void => {
    if (ms > CALL_LIMIT_MS) world.note('http.setTimeout: on the platform more than 29 s needs Response Streaming, which is not simulated.')
    if (requests.getStore() === undefined) limitMs = ms
    else world.setTimeLimit(ms)
  }
  const serveStatic = (root: unknown): void => {
    // Its types declare it, its code does not have it (SDK 1.0.20).
    if (world.contract === 'sdk') throw new TypeError('http.static is not a function')
    if (typeof root !== 'string') throw new TypeError(`http.static: the folder must be a string, not ${describe(root)}`)
    world.note(
      'http.static: its files answer as those of "static" do, without options: assumed. @ampt/sdk 1.0.20 has it in its types alone.',
    )
    roots.push(root)
  }

  /** Static files and the bucket `public` come before all routes (documentation, CDN). */
  const fileFor = async ({ method }: Request, pathname: string): Promise<StaticFile | null> => {
    if (method !== 'GET' && method !== 'HEAD') return null
    for (const root of roots) {
      const found = await findStaticFile(root, pathname)
      if (found !== null) return found
    }
    const stored = pathname.startsWith('/public/') ? files.get(decoded(pathname)?.slice(1) ?? '') : undefined
    return stored === undefined ? null : { data: stored.data, type: stored.type ?? contentTypeOf(pathname) }
  }

  const answerByRoute = async (request: Request, pathname: string): Promise<Response> => {
    try {
      if (limitMs !== CALL_LIMIT_MS) world.setTimeLimit(limitMs)
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
  }

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

  withUnsimulated(world, 'http', http, ['addListener', 'handleEvent'])
  withUnsimulated(world, 'http.node', http.node, ['addListener', 'handleEvent', 'on', 'useNodeHandler'])
  return {
    http,
    requestNow: () => requests.getStore(),
    /** The first answer that is no 404 wins, then the first 404, as in `@ampt/sdk` 1.0.20. */
    async request(request) {
      const { pathname } = new URL(request.url)
      if (request.body !== null && (await request.clone().arrayBuffer()).byteLength > MAX_PAYLOAD_BYTES) {
        world.note(`The body of ${request.method} ${pathname} is over 6 MB, which the platform does not take: answered with 413, assumed.`)
        return new Response('Payload Too Large', { status: 413 })
      }
      const file = await fileFor(request, pathname)
      if (file !== null)
        return new Response(request.method === 'HEAD' ? null : new Uint8Array(file.data), { headers: { 'content-type': file.type } })
      const response = await requests.run(request, () => answerByRoute(request, pathname))
      if (response.body !== null && (await response.clone().arrayBuffer()).byteLength > MAX_PAYLOAD_BYTES)
        world.note(`The answer of ${request.method} ${pathname} is over 6 MB, which the platform does not pass on; here it is passed.`)
      return response
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
