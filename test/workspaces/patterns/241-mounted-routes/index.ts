// Prefixes of routers and plugins, hooks, verbs that are arguments, and paths that are regular expressions.
import { api, events, http } from '@ampt/sdk'
import { Elysia } from 'elysia'
import express from 'express'
import Fastify from 'fastify'
import fp from 'fastify-plugin'
import { Hono } from 'hono'
import { AutoRouter } from 'itty-router'

const app = Fastify()
app.register(async (v1) => {
  v1.register(import('./orders'), { prefix: '/orders' })
  v1.register(import('./orders'), { prefix: process.env['PREFIX'] })
}, { prefix: '/v1' })
const plugin = fp(async (instance) => {
  instance.get('/plugged', async () => events.publish('plugged', {})) // publish plugged in GET /plugged
})
app.register(plugin, { prefix: '/unheeded' })
async function named(instance: any) {
  instance.get('/named', async () => events.publish('named.plugged', {})) // publish named.plugged in GET /named
}
app.register(fp(named))
app.addHook('onResponse', async () => events.publish('responded', {})) // publish responded in ALL /*
app.addHook('onClose', async () => events.publish('closed', {})) // publish closed in none
app.post('/guarded', { preHandler: [audit], onSend: signed }, async () => ({}))
async function audit() {
  await events.publish('audited', {}) // publish audited in POST /guarded
}
async function signed() {
  await events.publish('signed', {}) // publish signed in POST /guarded
}
app.setErrorHandler(async () => events.publish('failed', {})) // publish failed in ALL /*

const itty = AutoRouter({ base: '/i' })
itty.get('/a', () => events.publish('itty.a', {})) // publish itty.a in GET /i/a

const users = new Elysia({ prefix: '/users' }).get('/:id', () => events.publish('user.read', {})) // publish user.read in GET /e/users/:id
new Elysia({ prefix: '/e' })
  .use(users)
  .group('/g', (group) => group.get('/b', () => events.publish('b', {})).put('/c', () => events.publish('c', {}))) // publish b in GET /e/g/b, c in PUT /e/g/c

const hono = new Hono().basePath('/h')
hono.on(['PUT', 'PATCH'], '/:id', () => events.publish('changed', {})) // publish changed in PATCH /h/:id, PUT /h/:id
hono.notFound(() => events.publish('missed', {})) // publish missed in ALL /h/*
api('main').router('/r').on('DELETE', '/:id', () => events.publish('removed', {})) // publish removed in DELETE /r/:id

const web = express() as any
const sub = express.Router() as any
web.use('/sub', sub)
const allowed = (role: string) => (request: any, response: any, next: () => void) => (role === request.role ? next() : response.end())
sub.route('/a/:id').delete(allowed('admin'), () => events.publish('deleted', {})) // publish deleted in DELETE /sub/a/:id
web.get(/^\/re/, () => events.publish('matched', {})) // publish matched in GET /^\/re/
const pattern = /^\/of-name$/
web.get(pattern, () => events.publish('named', {})) // publish named in GET /^\/of-name$/
web.get(process.env['WEBHOOK_PATH'], () => events.publish('configured', {})) // publish configured in GET /*
http.node.use(web)
