// Routes whose verbs, paths and handlers stand in tables, and routes for all paths.
import { events, http } from '@ampt/sdk'
import express from 'express'

const app = express() as any
const routes = [
  {
    method: 'post',
    path: '/a',
    handler: async () => {
      await events.publish('a.done', {}) // publish a.done in POST /a
    },
  },
  { method: 'put', path: '/b', handler: () => events.publish('b.done', {}) }, // publish b.done in PUT /b
]
routes.forEach((route) => app[route.method](route.path, route.handler))

for (const verb of ['get', 'patch'] as const) {
  app[verb](`/${verb}`, () => events.publish(`${verb}.done`, {})) // publish get.done in GET /get, patch.done in PATCH /patch
}

const handlers: Record<string, () => Promise<unknown>> = {
  'GET /c': () => events.publish('c.done', {}), // publish c.done in GET /c
  'DELETE /d': () => events.publish('d.done', {}), // publish d.done in DELETE /d
}
for (const [key, handler] of Object.entries(handlers)) {
  const [method, path] = key.split(' ') as [string, string]
  app[method.toLowerCase()](path, handler)
}

// A verb that nothing tells.
app[process.env['VERB']!]('/e', () => events.publish('e.done', {})) // publish e.done in none
// No verb.
app['render']('/f', () => events.publish('f.done', {})) // publish f.done in none

app.get('*', () => events.publish('page.missed', {})) // publish page.missed in GET /*
app.all('*', () => events.publish('any.missed', {})) // publish any.missed in ALL /*
// No router.
new Map<string, unknown>().get('*', () => events.publish('no.route', {})) // publish no.route in none
http.node.use(app)
