import { Readable } from 'node:stream'
import type { Http } from './http'
import { RouteTable } from './routeTable'
import type { World } from './world'

/** What `@ampt/api` exports. */
export interface ApiModule {
  readonly api: (name?: string) => ApiGroup
  readonly v: object
}

interface ApiGroup {
  router(prefix?: string, schema?: object, ...middleware: ApiHandler[]): ApiRouter
}

type ApiHandler = (event: HttpEvent) => PromiseLike<HttpEvent | undefined> | HttpEvent | undefined
type RouteMethod = (path: string, handler: ApiHandler) => ApiRouter

const routeMethods = ['get', 'post', 'put', 'patch', 'delete', 'options', 'head'] as const

interface ApiRouter extends Readonly<Record<(typeof routeMethods)[number], RouteMethod>> {
  on(method: string, path: string, handler: ApiHandler): ApiRouter
}

/** Stands in for `@ampt/api` where the app does not have it installed: its commonly used part, on `http.use`. */
export function createApi(world: World, http: Http): ApiModule {
  const groups = new Map<string, ApiGroup>()
  const group: ApiGroup = { router: (prefix = '', schema, ...middleware) => createRouter(world, http, prefix, schema, middleware) }
  return {
    api: (name = 'default') => groups.get(name) ?? (groups.set(name, group), group),
    v: anySchema(),
  }
}

function createRouter(world: World, http: Http, prefix: string, schema: object | undefined, middleware: ApiHandler[]): ApiRouter {
  if (schema) world.note('Schemas of @ampt/api are checked only where the package is installed: run "npm install".')
  const table = new RouteTable<ApiHandler>(prefix)

  const on = (method: string, path: string, handler: ApiHandler): ApiRouter => {
    table.add(method, path, handler)
    return router
  }
  const named = routeMethods.map((name): [string, RouteMethod] => [name, (path, handler) => on(name.toUpperCase(), path, handler)])
  const router = { on, ...Object.fromEntries(named) } as ApiRouter

  http.use(prefix, async (request: Request) => {
    const url = new URL(request.url)
    const found = table.find(request.method, url.pathname)
    const event = new HttpEvent(found?.params ?? {}, new ApiRequest(request, url))
    // Middleware runs before a missing route is noticed, as in `@ampt/api` 1.0.20.
    for (const handler of [...middleware, ...(found === undefined ? [] : [found.target])]) {
      const output = await handler(event)
      if (output) return output.response.fetchResponse()
    }
    return new Response('Not found', { status: 404 })
  })
  return router
}

class ApiRequest {
  readonly headers: Headers
  readonly query: URLSearchParams
  private parsed: unknown

  constructor(
    private readonly request: Request,
    readonly url: URL,
  ) {
    this.headers = request.headers
    this.query = url.searchParams
  }

  /** The body as JSON; null without one. */
  async body(): Promise<unknown> {
    if (this.parsed === undefined) this.parsed = this.request.body === null ? null : JSON.parse(await this.request.text())
    return this.parsed
  }

  json(): Promise<unknown> {
    return this.body()
  }

  async text(): Promise<string | undefined> {
    return this.request.body === null ? undefined : this.request.text()
  }

  async form(): Promise<FormData | undefined> {
    return this.request.body === null ? undefined : this.request.formData()
  }
}

class ApiResponse {
  status = 200
  statusText: string | undefined
  headers = new Headers({ 'Content-Type': 'application/json' })
  body: unknown

  fetchResponse(): Response {
    const { status, headers, body } = this
    const init = { status, headers, ...(this.statusText !== undefined && { statusText: this.statusText }) }
    const isRaw = typeof body === 'string' || Buffer.isBuffer(body) || body instanceof ReadableStream || body instanceof Readable
    return new Response(isRaw ? (body as string) : JSON.stringify(body), init)
  }
}

class HttpEvent {
  readonly response = new ApiResponse()
  readonly context: Record<string, unknown> = {}

  constructor(
    readonly params: Readonly<Record<string, string>>,
    readonly request: ApiRequest,
  ) {}

  status(status: number, statusText?: string): this {
    Object.assign(this.response, { status, statusText })
    return this
  }

  redirect(url: string, status = 302, statusText?: string): this {
    this.response.headers.append('Location', url)
    return this.status(status, statusText)
  }

  type(type: string): this {
    return this.set('Content-Type', type)
  }

  set(name: string, value: string): this {
    this.response.headers.set(name, value)
    return this
  }

  body(body: unknown, type?: string): this {
    this.response.body = body
    return type ? this.type(type) : this
  }

  respond({ body, status, statusText, headers }: Response): this {
    Object.assign(this.response, { body, status, statusText, headers })
    return this
  }
}

/** Stands for every schema that `v` could build: `v.string().required()`. */
function anySchema(): object {
  const schema: object = new Proxy(() => schema, { get: () => schema })
  return schema
}
