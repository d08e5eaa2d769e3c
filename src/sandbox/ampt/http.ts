import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe } from './handlerArguments'
import { CALL_LIMIT_MS } from '../../contract/timeout'
import { FrontDoor, type Answers, type FetchHandler } from './frontDoor'
import { fromNode } from './nodeHandler'
import type { StoredFile } from './storage'
import { withUnsimulated } from './unsimulated'
import type { World } from './world'

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

/** `http` of `@ampt/sdk`, and the way in for requests. `files` as for `FrontDoor`. */
export function createHttp(world: World, files: ReadonlyMap<string, StoredFile>): { readonly http: Http; readonly door: FrontDoor } {
  const answers: Answers = { routes: [], roots: ['static'], pages: new Map<string, string>(), limitMs: CALL_LIMIT_MS }
  const door = new FrontDoor(world, files, answers)

  const use = (call: string, prefixOrHandler: unknown, given: unknown, adapt: (app: unknown) => FetchHandler): void => {
    const app = given || prefixOrHandler
    const prefix = given ? prefixOrHandler : ''
    if (typeof prefix !== 'string') throw new TypeError(`${call}: the prefix must be a string, not ${describe(prefix)}`)
    answers.routes.push({ prefix: `/${normalize(prefix)}`, handler: adapt(app) })
  }
  const tellTimeLimit = (): void => {
    // Its sockets have no such method (SDK 1.0.20).
    if (world.contract === 'sdk') throw new TypeError('this.socket.setTimeout is not a function')
    world.note('setTimeout of a request or response of node:http does nothing here, assumed; with @ampt/sdk 1.0.20 it throws.')
  }
  /** What both forms of `http` have, with how each gives a file. */
  const methodsOf = (read: (path: string) => unknown): NodeHttp => ({
    use: (prefixOrHandler, handler) => use('http.node.use', prefixOrHandler, handler, (app) => fromNode(app, tellTimeLimit)),
    setTimeout(ms) {
      if (ms > CALL_LIMIT_MS)
        world.note('http.setTimeout: on the platform more than 29 s needs Response Streaming, which is not simulated.')
      if (door.requestNow === undefined) answers.limitMs = ms
      else world.setTimeLimit(ms)
    },
    static(root) {
      // Its types declare it, its code does not have it (SDK 1.0.20).
      if (world.contract === 'sdk') throw new TypeError('http.static is not a function')
      if (typeof root !== 'string') throw new TypeError(`http.static: the folder must be a string, not ${describe(root)}`)
      world.note(
        'http.static: its files answer as those of "static" do, without options: assumed. @ampt/sdk 1.0.20 has it in its types alone.',
      )
      answers.roots.push(root)
    },
    readStaticFile: (path) => Promise.resolve(read(join('static', path))),
  })
  const node = methodsOf(createReadStream)
  const http: Http = {
    ...methodsOf((path) => Readable.toWeb(createReadStream(path))),
    use: (prefixOrHandler, handler) => use('http.use', prefixOrHandler, handler, asFetchHandler),
    useNodeHandler: node.use,
    on(status, file) {
      if (!['404', '500'].includes(String(status))) throw new Error(`Unsupported event name for http.on(): ${String(status)}`)
      if (typeof file !== 'string') throw new TypeError(`http.on(${String(status)}): the file must be a string, not ${describe(file)}`)
      answers.pages.set(String(status), file)
    },
    node,
  }
  withUnsimulated(world, 'http', http, ['addListener', 'handleEvent'])
  withUnsimulated(world, 'http.node', http.node, ['addListener', 'handleEvent', 'on', 'useNodeHandler'])
  return { http, door }
}

function asFetchHandler(app: unknown): FetchHandler {
  if (typeof app === 'function') return app as FetchHandler
  throw new TypeError(`http.use: the handler must be a function, not ${describe(app)}; a framework for Node goes to http.node.use`)
}

function normalize(prefix: string): string {
  return prefix.replace(/\/+/g, '/').replace(/^\//, '').replace(/\/$/, '')
}
