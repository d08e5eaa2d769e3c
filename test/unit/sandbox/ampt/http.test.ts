import { deepStrictEqual, strictEqual, throws } from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import express from 'express'
import fastify from 'fastify'
import type { Contract } from '../../../../src/model/scenario'
import type { Ampt } from '../../../../src/sandbox/ampt/createAmpt'
import type { Core } from '../../../../src/sandbox/ampt/core'
import type { Bucket } from '../../../../src/sandbox/ampt/storage'
import type { Http } from '../../../../src/sandbox/ampt/http'
import { createFakeAmpt, type FakeWorld } from './fakeWorld'

function setUp(contract: Contract = 'documented'): {
  http: Http
  world: FakeWorld
  ampt: Ampt
  ask: (method: string, path: string, body?: unknown) => Promise<[status: number, body: string, headers: Headers]>
} {
  const { world, ampt, module } = createFakeAmpt({ contract })
  return {
    ...{ world, ampt },
    http: module<{ http: Http }>('@ampt/sdk').http,
    ask: async (method, path, body) => {
      const init = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
      const response = await ampt.request(new Request(`https://app.test${path}`, { method, ...init }))
      return [response.status, await response.text(), response.headers]
    },
  }
}

const answer =
  (text: string, status = 200) =>
  (): Response =>
    new Response(text, { status })

async function silently<T>(work: () => Promise<T>): Promise<T> {
  const { error } = console
  console.error = () => undefined
  try {
    return await work()
  } finally {
    console.error = error
  }
}

describe('http.use', () => {
  it('answers 404 where nothing is registered, and says what is missing', async () => {
    const { ask, world } = setUp()
    deepStrictEqual((await ask('GET', '/')).slice(0, 2), [404, 'Not Found'])
    deepStrictEqual(world.notes, [
      'Nothing answers requests: the app gave no routes to http.use, http.node.use or @ampt/api. A server that listens by itself gets none.',
    ])
  })

  it('asks handlers whose prefix the path starts with, in order, until one does not answer 404', async () => {
    const { http, ask } = setUp()
    http.use('/b', answer('b'))
    http.use('//a/', answer('first 404', 404))
    http.use('/a', () => undefined)
    http.use('/a', answer('second 404', 404))
    http.use('/a/x', answer('x'))
    strictEqual((await ask('GET', '/a/x/y'))[1], 'x')
    deepStrictEqual((await ask('GET', '/a')).slice(0, 2), [404, 'first 404'])
  })

  it('gives the handler a web request and a context', async () => {
    const { http, ask } = setUp()
    http.use(async (request: Request, { remoteAddress }: { remoteAddress: string }) =>
      Response.json([request.method, request.url, await request.json(), remoteAddress]),
    )
    strictEqual((await ask('POST', '/x?y=1', { z: 2 }))[1], '["POST","https://app.test/x?y=1",{"z":2},"127.0.0.1"]')
  })

  it('answers 500 when a handler throws', async () => {
    const { http, ask } = setUp()
    http.use(() => {
      throw new Error('no')
    })
    deepStrictEqual((await silently(() => ask('GET', '/'))).slice(0, 2), [500, 'Internal Server Error'])
  })

  it('refuses what is no handler', () => {
    throws(() => setUp().http.use('/a', {}), { name: 'TypeError', message: /http\.node\.use/ })
  })
})

describe('http.on', () => {
  it('answers an unknown path with a file of the app', async () => {
    const { http, ask } = setUp()
    http.on(404, 'package.json')
    const [status, body, headers] = await ask('GET', '/none')
    deepStrictEqual([status, headers.get('content-type'), body.startsWith('{')], [404, 'text/html', true])
  })

  it('refuses other statuses', () => {
    throws(() => setUp().http.on(403, 'x.html'), { message: 'Unsupported event name for http.on(): 403' })
  })
})

describe('http.setTimeout', () => {
  it('sets the limit of the request that is answered, or of all that come', async () => {
    const { http, ask, world } = setUp()
    http.use('/long', () => {
      http.setTimeout(10_000)
      return answer('ok')()
    })
    await ask('GET', '/long')
    deepStrictEqual(world.limits, [10_000])
    http.node.setTimeout(5_000)
    await ask('GET', '/other')
    deepStrictEqual([world.limits, world.notes], [[10_000, 5_000], []])
  })

  it('says what more than 29 s needs', () => {
    const { http, world } = setUp()
    http.setTimeout(60_000)
    strictEqual(/Response Streaming/.test(world.notes[0]!), true)
  })
})

describe('core, in a request', () => {
  it('has the request as its event', async () => {
    const { http, ask, world, ampt } = setUp()
    world.invoked = { requestId: 'r', event: undefined }
    const { core } = ampt.modules['@ampt/sdk'] as { core: Core }
    http.use(() => new Response((core.event as { request: Request }).request.url + ' ' + core.requestId))
    strictEqual((await ask('GET', '/x'))[1], 'https://app.test/x r')
  })
})

describe('static files', () => {
  const cwd = process.cwd()
  let folder = ''
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'ampt-events-static-'))
    const files = {
      'static/index.html': 'home',
      'static/page.html': 'page',
      'static/admin/index.html': 'admin',
      'static/admin/list.html': 'list',
    }
    for (const [path, text] of Object.entries({ ...files, 'static/a b.css': 'a{}', 'web/logo.svg': '<svg/>', 'secret.txt': 'no' })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    process.chdir(folder)
  })
  after(() => {
    process.chdir(cwd)
    rmSync(folder, { recursive: true })
  })

  for (const [path, text] of [
    ['/', 'home'],
    ['/page', 'page'],
    ['/admin', 'admin'],
    ['/admin/', 'admin'],
    ['/admin/list', 'list'],
    ['/a%20b.css', 'a{}'],
    ['/page?x=1', 'page'],
    ['/route', 'route'],
    ['/..%2fsecret.txt', 'route'],
    ['/%ff', 'route'],
  ] as const) {
    it(`answer ${path} with "${text}"`, async () => {
      const { http, ask } = setUp()
      http.use(answer('route'))
      deepStrictEqual((await ask('GET', path)).slice(0, 2), [200, text])
    })
  }

  it('come before routes, for GET and HEAD alone', async () => {
    const { http, ask } = setUp()
    http.use('/page', answer('route'))
    deepStrictEqual((await ask('HEAD', '/page')).slice(0, 2), [200, ''])
    deepStrictEqual((await ask('POST', '/page')).slice(0, 2), [200, 'route'])
  })

  it('have the type of their name', async () => {
    const { ask } = setUp()
    strictEqual((await ask('GET', '/page'))[2].get('content-type'), 'text/html; charset=utf-8')
  })

  it('lie in the folders of http.static too, which @ampt/sdk declares and does not have', async () => {
    const { http, ask, world } = setUp()
    http.static('web')
    deepStrictEqual((await ask('GET', '/logo.svg')).slice(0, 2), [200, '<svg/>'])
    strictEqual(world.notes.length, 1)
    throws(() => setUp('sdk').http.static('web'), { name: 'TypeError', message: 'http.static is not a function' })
  })

  it('are those of the bucket public, under /public', async () => {
    const { ampt, ask } = setUp()
    const { storage } = ampt.modules['@ampt/sdk'] as { storage: (bucket: string) => Bucket }
    await storage('public').write('cats/a b.txt', 'meow')
    const [status, body, headers] = await ask('GET', '/public/cats/a%20b.txt')
    deepStrictEqual([status, body, headers.get('content-type')], [200, 'meow', 'text/plain; charset=utf-8'])
    strictEqual((await ask('GET', '/public/none'))[0], 404)
    // No text at all.
    strictEqual((await ask('GET', '/public/%E0%A4%A'))[0], 404)
  })
})

describe('a payload', () => {
  const large = 'x'.repeat(6 * 1024 * 1024)

  it('over 6 MB is not taken', async () => {
    const { http, ask, world } = setUp()
    http.use(answer('ok'))
    strictEqual((await ask('POST', '/', large.slice(2)))[0], 200)
    deepStrictEqual(world.notes, [])
    strictEqual((await ask('POST', '/', large))[0], 413)
    strictEqual(world.notes.length, 1)
  })

  it('of an answer over 6 MB is said to be too large', async () => {
    const { http, ask, world } = setUp()
    http.use(answer(`${large}x`))
    strictEqual((await ask('GET', '/'))[1].length, large.length + 1)
    strictEqual(/over 6 MB/.test(world.notes[0]!), true)
  })
})

describe('http.node.use', () => {
  const echo = (request: IncomingMessage, response: ServerResponse): void => {
    let body = ''
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      response.writeHead(201, { 'x-url': request.url, 'set-cookie': ['a=1', 'b=2'] })
      response.end(`${request.method} ${request.headers.host} ${body}`)
    })
  }

  it('drives a plain listener, with body, headers and status', async () => {
    const { http, ask } = setUp()
    http.node.use('/api', echo)
    const [status, body, headers] = await ask('POST', '/api/x?y=1', { z: 2 })
    deepStrictEqual([status, body, headers.get('x-url')], [201, 'POST app.test {"z":2}', '/api/x?y=1'])
    deepStrictEqual(headers.getSetCookie(), ['a=1', 'b=2'])
    strictEqual(headers.get('date'), null)
  })

  for (const [name, app] of [
    ['a server that does not listen', () => createServer(echo)],
    ['what has callback(), as Koa', () => ({ callback: () => echo })],
    ['what has handle, as Connect', () => ({ handle: echo })],
    ['what has handler, as Polka', () => ({ handler: echo })],
    ['what has ready() and server, as Fastify', () => ({ ready: () => Promise.resolve(), server: createServer(echo) })],
  ] as const) {
    it(`drives ${name}`, async () => {
      const { http, ask } = setUp()
      http.useNodeHandler(app())
      deepStrictEqual((await ask('PUT', '/x', 1)).slice(0, 2), [201, 'PUT app.test 1'])
    })
  }

  it('reads chunked bodies and hints that the app sends by itself', async () => {
    const { http, ask } = setUp()
    http.node.use((_request: IncomingMessage, response: ServerResponse) => {
      response.writeEarlyHints({ link: '</a.css>; rel=preload; as=style' })
      response.setHeader('transfer-encoding', 'chunked')
      response.write('one ')
      response.end('two')
    })
    deepStrictEqual((await ask('GET', '/')).slice(0, 2), [200, 'one two'])
  })

  it('has no time limits of connections, which throw in the SDK and are told by the documentation', async () => {
    for (const contract of ['documented', 'sdk'] as const) {
      const { http, ask, world } = setUp(contract)
      http.node.use((request: IncomingMessage, response: ServerResponse) => {
        request.setTimeout(1000)
        response.setTimeout(1000).end('answered')
      })
      const [status, body] = await silently(() => ask('GET', '/'))
      deepStrictEqual([status, body], contract === 'sdk' ? [500, 'Internal Server Error'] : [200, 'answered'])
      strictEqual(
        world.notes.some((note) => note.startsWith('setTimeout of a request or response')),
        contract === 'documented',
      )
    }
  })

  it('answers 500 when the app destroys the connection', async () => {
    const { http, ask } = setUp()
    http.node.use((request: IncomingMessage) => void request.socket.destroy())
    strictEqual((await silently(() => ask('GET', '/')))[0], 500)
  })

  it('drives Express with its middleware, routers and errors', async () => {
    const { http, ask } = setUp()
    const app = express().set('env', 'test')
    const router = express.Router()
    router.post('/:id', (request, response) => {
      response.status(202).json({ id: request.params.id, body: request.body as unknown, ip: request.ip })
    })
    router.get('/fail', () => {
      throw new Error('no')
    })
    router.get('/none', (_request, response) => void response.sendStatus(204))
    app.use(express.json())
    app.use('/users', router)
    http.node.use('/users', app)
    http.use(answer('fetch'))
    deepStrictEqual((await ask('POST', '/users/7', { a: 1 })).slice(0, 2), [202, '{"id":"7","body":{"a":1},"ip":"127.0.0.1"}'])
    deepStrictEqual((await ask('GET', '/users/none')).slice(0, 2), [204, ''])
    strictEqual((await silently(() => ask('GET', '/users/fail')))[0], 500)
    strictEqual((await ask('GET', '/users/unknown/path'))[1], 'fetch')
  })

  it('drives Fastify, with its body parsing, schemas and errors', async () => {
    const { http, ask } = setUp()
    const app = fastify()
    const schema = { body: { type: 'object', required: ['a'], properties: { a: { type: 'number' } } } }
    app.post<{ Params: { id: string } }>('/users/:id', { schema }, async (request, reply) => {
      await reply.code(202).send({ id: request.params.id, body: request.body, ip: request.ip })
    })
    app.get('/fail', () => Promise.reject(new Error('no')))
    http.node.use(app)
    deepStrictEqual((await ask('POST', '/users/7', { a: 1 })).slice(0, 2), [202, '{"id":"7","body":{"a":1},"ip":"127.0.0.1"}'])
    strictEqual((await ask('POST', '/users/7', { b: 1 }))[0], 400)
    strictEqual((await ask('GET', '/fail'))[0], 500)
    strictEqual((await ask('GET', '/none'))[0], 404)
    strictEqual(app.server.listening, false)
  })

  it('answers 500 when a plain listener throws or rejects', async () => {
    for (const listener of [
      () => {
        throw new Error('no')
      },
      () => Promise.reject(new Error('no')),
    ]) {
      const { http, ask } = setUp()
      http.node.use(listener)
      strictEqual((await silently(() => ask('GET', '/')))[0], 500)
    }
  })

  it('refuses what no framework looks like, when it is registered', () => {
    throws(() => setUp().http.node.use({}), { message: 'Unsupported framework' })
  })
})

describe('api of @serverless/cloud', () => {
  it('is an instance of Express with parsed bodies', async () => {
    const { ampt, module } = createFakeAmpt()
    const { api } = module<{ api: ReturnType<typeof express> }>('@serverless/cloud')
    api.post('/users/:id', (request, response) => void response.json([request.params.id, request.query.q, request.body]))
    const request = new Request('https://app.test/users/1?q=x', {
      ...{ method: 'POST', body: '{"a":1}', headers: { 'content-type': 'application/json' } },
    })
    strictEqual(await (await ampt.request(request)).text(), '["1","x",{"a":1}]')
  })
})
