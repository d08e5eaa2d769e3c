// The path before a route, where only callers tell it, is left open: it is not taken to be empty.
import { events, http } from '@ampt/sdk'
import express from 'express'

const addRoutes = (api, prefix) => {
  api.post(prefix + '/orders', async () => {
    await events.publish('order.placed', {}) // publish order.placed in POST /*/orders
  })
}
const routesOf = (api, prefix = '/') => (role) => ({
  get: (path, run) => api.get(prefix + path, allow(role), run),
})
const allow = (role) => (request, response, next) => (request.role === role ? next() : response.sendStatus(403))

const app = express()
addRoutes(app, '/api')
const admin = routesOf(app, '/api')('admin')
admin.get('/users', async () => {
  await events.publish('users.seen', {}) // publish users.seen in GET /*, GET */users
})
http.node.use(app)
