import { AsyncLocalStorage } from 'node:async_hooks'
import { open } from 'node:fs/promises'
import { CALL_LIMIT_MS } from '../../contract/timeout'
import { contentTypeOf } from './contentType'
import { decoded, findStaticFile, type StaticFile } from './staticFiles'
import type { StoredFile } from './storage'
import type { World } from './world'

interface HttpContext {
  readonly remoteAddress: string
}

export type FetchHandler = (request: Request, context: HttpContext) => PromiseLike<Response | undefined> | Response | undefined

/** What an app has told `http` to answer requests with. */
export interface Answers {
  readonly routes: { readonly prefix: string; readonly handler: FetchHandler }[]
  /** Folders whose files answer before any route. */
  readonly roots: string[]
  /** Files of `http.on` by status. */
  readonly pages: Map<string, string>
  limitMs: number
}

/** The one client there is. */
const context: HttpContext = { remoteAddress: '127.0.0.1' }

/** Of a request and of its answer (documentation, Storage). */
const MAX_PAYLOAD_BYTES = 6 * 1024 * 1024

/** Leads requests to the files or handlers that answer them. */
export class FrontDoor {
  private readonly requests = new AsyncLocalStorage<Request>()

  /** `files` is the whole storage, whose bucket `public` is served. */
  constructor(
    private readonly world: World,
    private readonly files: ReadonlyMap<string, StoredFile>,
    private readonly answers: Answers,
  ) {}

  /** The request whose handler runs; undefined outside of one. */
  get requestNow(): Request | undefined {
    return this.requests.getStore()
  }

  async request(request: Request): Promise<Response> {
    const { world } = this
    const { pathname } = new URL(request.url)
    if (await isTooLarge(request)) {
      world.note(`The body of ${request.method} ${pathname} is over 6 MB, which the platform does not take: answered with 413, assumed.`)
      return new Response('Payload Too Large', { status: 413 })
    }
    const file = await this.fileFor(request, pathname)
    if (file !== null)
      return new Response(request.method === 'HEAD' ? null : new Uint8Array(file.data), { headers: { 'content-type': file.type } })
    const response = await this.requests.run(request, () => this.answerByRoute(request, pathname))
    if (await isTooLarge(response))
      world.note(`The answer of ${request.method} ${pathname} is over 6 MB, which the platform does not pass on; here it is passed.`)
    return response
  }

  /** Static files and the bucket `public` come before all routes (documentation, CDN). */
  private async fileFor({ method }: Request, pathname: string): Promise<StaticFile | null> {
    if (method !== 'GET' && method !== 'HEAD') return null
    for (const root of this.answers.roots) {
      const found = await findStaticFile(root, pathname)
      if (found !== null) return found
    }
    const stored = pathname.startsWith('/public/') ? this.files.get(decoded(pathname)?.slice(1) ?? '') : undefined
    return stored === undefined ? null : { data: stored.data, type: stored.type ?? contentTypeOf(pathname) }
  }

  /** The first answer that is no 404 wins, then the first 404, as in `@ampt/sdk` 1.0.20. */
  private async answerByRoute(request: Request, pathname: string): Promise<Response> {
    const { routes, limitMs } = this.answers
    if (routes.length === 0)
      this.world.note(
        'Nothing answers requests: the app gave no routes to http.use, http.node.use or @ampt/api. A server that listens by itself gets none.',
      )
    try {
      if (limitMs !== CALL_LIMIT_MS) this.world.setTimeLimit(limitMs)
      let notFound: Response | undefined
      for (const { prefix, handler } of routes) {
        if (!pathname.startsWith(prefix)) continue
        const response = await handler(request, context)
        if (!response) continue
        if (response.status !== 404) return response
        notFound ??= response
      }
      return notFound ?? (await this.answer(404, 'Not Found'))
    } catch (error) {
      console.error('HTTP handler failed:', error)
      return this.answer(500, 'Internal Server Error')
    }
  }

  private async answer(status: 404 | 500, text: string): Promise<Response> {
    const file = this.answers.pages.get(String(status))
    return file === undefined ? new Response(text, { status }) : pageOf(file, status)
  }
}

async function isTooLarge(message: Request | Response): Promise<boolean> {
  return message.body !== null && (await message.clone().arrayBuffer()).byteLength > MAX_PAYLOAD_BYTES
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
