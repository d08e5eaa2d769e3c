import { deepStrictEqual, doesNotReject, rejects, strictEqual } from 'node:assert/strict'
import { createRequire } from 'node:module'
import { compileFunction } from 'node:vm'
import { build } from 'esbuild'
import type { ApiModule } from '../../../../src/sandbox/ampt/api'
import { createFakeAmpt } from './fakeWorld'

type Ask = (method: string, path: string, body?: unknown) => Promise<[status: number, body: string]>

/** An app of the documentation's kind, in the text of its file. */
const app = `
  import { api } from '@ampt/api'
  const auth = async (event) => {
    if (!event.request.headers.get('x-user')) return event.status(401).body({ message: 'who?' })
    event.context.user = event.request.headers.get('x-user')
  }
  api('public').router('/users')
    .get('/', async (event) => event.body({ q: event.request.query.get('q'), path: event.request.url.pathname }))
    .post('/', async (event) => {
      const body = await event.request.body()
      return event.status(201).body(body)
    })
    .post('/quiet', async (event) => event.status(204))
    .get('/:id/posts/:post', (event) => event.body(event.params))
    .patch('/fall', () => undefined)
    .put('/text', async (event) => event.body(await event.request.text(), 'text/plain'))
    .delete('/away', (event) => event.redirect('/users', 307))
    .put('/moved', (event) => event.redirect('/users'))
    .options('/raw', (event) => event.respond(new Response('raw', { status: 418 })))
    .head('/broken', () => { throw new Error('no') })
  api('public').router('/two').get('/', async () => undefined, async (event) => event.body('second'))
  api('public').router('/files').get('/:path*', (event) => event.body(event.params.path))
  api('private').router('/admin', undefined, auth).get('/me', (event) => event.body({ user: event.context.user }))
`

/** Runs the app on the stand-ins, with the real package or with ours. */
async function start(isReal: boolean, text = app): Promise<Ask> {
  const { ampt } = createFakeAmpt()
  const { outputFiles } = await build({
    stdin: { contents: text, resolveDir: process.cwd() },
    ...{ bundle: true, write: false, platform: 'node', format: 'cjs', logLevel: 'error' },
    external: isReal ? ['@ampt/sdk'] : ['@ampt/sdk', '@ampt/api'],
    define: { 'import.meta.url': '__url' },
    banner: { js: `const __url = ${JSON.stringify(`file://${process.cwd()}/app.js`)};` },
  })
  const nodeRequire = createRequire(__filename)
  const load = (specifier: string): unknown => ampt.modules[specifier] ?? nodeRequire(specifier)
  const run = compileFunction(outputFiles[0]!.text, ['require', 'module']) as (require: typeof load, module: object) => void
  run(load, { exports: {} })
  return async (method, path, body) => {
    const headers = path.includes('admin') && path.includes('?') ? { 'x-user': 'ann' } : undefined
    const init = { method, ...(body !== undefined && { body: JSON.stringify(body) }), ...(headers && { headers }) }
    const response = await ampt.request(new Request(`https://app.test${path}`, init))
    return [response.status, await response.text()]
  }
}

const calls: readonly (readonly [method: string, path: string, body: unknown, status: number, answer: string])[] = [
  ['GET', '/users?q=1', undefined, 200, '{"q":"1","path":"/users"}'],
  ['GET', '/users/', undefined, 200, '{"q":null,"path":"/users/"}'],
  ['POST', '/users', { a: 1 }, 201, '{"a":1}'],
  ['POST', '/users', undefined, 201, 'null'],
  ['POST', '/users/quiet', undefined, 204, ''],
  ['GET', '/users/7/posts/9', undefined, 200, '{"id":"7","post":"9"}'],
  ['GET', '/users/7/posts', undefined, 404, 'Not found'],
  ['GET', '/two', undefined, 404, 'Not found'],
  ['PATCH', '/users/fall', undefined, 404, 'Not found'],
  ['PUT', '/users/text', { a: 1 }, 200, '{"a":1}'],
  ['DELETE', '/users/away', undefined, 307, ''],
  ['PUT', '/users/moved', undefined, 302, ''],
  ['OPTIONS', '/users/raw', undefined, 418, 'raw'],
  ['GET', '/files/a/b.txt', undefined, 200, 'a/b.txt'],
  ['GET', '/files', undefined, 404, 'Not found'],
  ['GET', '/admin/me', undefined, 401, '{"message":"who?"}'],
  ['GET', '/admin/me?as=ann', undefined, 200, '{"user":"ann"}'],
  ['GET', '/admin/none', undefined, 401, '{"message":"who?"}'],
  ['GET', '/none', undefined, 404, 'Not Found'],
]

/** Paths of one method, and whether they cannot be beside each other. */
const pairs: readonly (readonly [one: string, other: string, isRefused: boolean])[] = [
  ['/u/:id', '/u/me', true],
  ['/u/:id', '/u/:name', true],
  ['/u/:id', '/u/:idea', true],
  ['/u/:id', '/u/:id', true],
  ['/u/:id', '/u/:all*', true],
  ['/:all*', '/', true],
  ['/u/:id', '/u', false],
  ['/u/:id', '/u/:id/posts', false],
  ['/u/:id/a', '/u/:id/b', false],
  ['/u/:all*', '/users', false],
  ['/:id', '/', false],
]

for (const [name, isReal] of [
  ['@ampt/api as installed', true],
  ['the stand-in for @ampt/api', false],
] as const) {
  describe(name, () => {
    let ask: Ask
    before(async () => (ask = await start(isReal)))

    for (const [method, path, body, status, answer] of calls) {
      it(`answers ${method} ${path} with ${status} ${answer}`, async () => {
        deepStrictEqual(await ask(method, path, body), [status, answer])
      })
    }

    for (const [one, other, isRefused] of pairs) {
      for (const [first, second] of [
        [one, other],
        [other, one],
      ] as const) {
        it(`${isRefused ? 'refuses' : 'takes'} ${second} beside ${first}`, async () => {
          const loading = start(
            isReal,
            `import { api } from '@ampt/api'\napi().router().get('${first}', () => 0).get('${second}', () => 0)`,
          )
          await (isRefused ? rejects(loading, /conflicts|already registered/) : doesNotReject(loading))
        })
      }
    }

    it('answers 500 to what a handler throws or a body that is no JSON', async () => {
      const { error } = console
      const logged: unknown[] = []
      console.error = (...parts: unknown[]) => void logged.push(parts)
      try {
        strictEqual((await ask('HEAD', '/users/broken'))[0], 500)
      } finally {
        console.error = error
      }
      strictEqual(logged.length, 1)
    })
  })
}

describe('the stand-in for @ampt/api', () => {
  it('says that it does not check schemas', () => {
    const { world, module } = createFakeAmpt()
    const { api, v } = module<{ api: ApiModule['api']; v: { string(): { required(): object } } }>('@ampt/api')
    api('a').router('/', { id: v.string().required() })
    strictEqual(world.notes.length, 1)
  })
})
