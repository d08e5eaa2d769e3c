import Fastify from 'fastify'
import express from 'express'
import { events } from '@ampt/sdk'
import { v1 } from './v1'

const app = Fastify()
app.register(v1, { prefix: '/v1' })
app.register(
  async (nested) => {
    nested.get('/inline', async () => events.publish('plugin.inline', {})) // publish plugin.inline in GET /inner/inline
  },
  { prefix: '/inner' },
)
app.route({ method: 'POST', url: '/direct', handler: async () => events.publish('route.direct', {}) }) // publish route.direct in POST /direct
app.route({ method: ['GET', 'PUT'], url: '/several', handler: several })
async function several() {
  await events.publish('route.several', {}) // publish route.several in GET /several, PUT /several
}

// What stands before the handler runs too.
const web = express()
async function audit(_: unknown, __: unknown, next: () => void) {
  await events.publish('request.audited', {}) // publish request.audited in GET /list, POST /named, PUT /spread
  next()
}
const before = [audit]
web.get('/list', [audit], () => events.publish('listed', {})) // publish listed in GET /list
web.post('/named', before, () => events.publish('named', {})) // publish named in POST /named
web.put('/spread', ...before, () => events.publish('spread', {})) // publish spread in PUT /spread
web.use('/admin', async (_: unknown, __: unknown, next: () => void) => {
  await events.publish('admin.seen', {}) // publish admin.seen in ALL /admin/*
  next()
})
