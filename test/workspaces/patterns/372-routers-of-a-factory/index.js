// What makes a router is called for several mounts: each publishes what its own call says.
const { events, http } = require('@ampt/sdk')
const { api } = require('@ampt/api')
const express = require('express')
const { asyncHandler } = require('some-package')
const { change, crud, notes } = require('./crud')

const app = express()
app.use('/orders', crud('order'))
const users = crud('user')
app.use('/v1/users', users)
app.patch('/mails/:id', change('mail'))
app.use('/v2', express.json(), express.Router().use('/users', users))

const mount = (path, name) => app.use(path, notes(name))
mount('/order-notes', 'order')
mount('/user-notes', 'user')

const tags = (name) => {
  const router = express.Router()
  const added = (body) => events.publish(`${name}.tagged`, body) // publish order.tagged in POST /tags/orders, user.tagged in POST /tags/users
  router.post('/', asyncHandler(async (request) => added(request.body)))
  return router
}
for (const { path, name } of [
  { path: '/tags/orders', name: 'order' },
  { path: '/tags/users', name: 'user' },
]) {
  app.use(path, tags(name))
}
const flags = (name) => express.Router().put('/', () => events.publish(`${name}.flagged`, {})) // publish order.flagged in PUT /flags/orders, user.flagged in PUT /flags/users
for (const [path, router] of [['/flags/orders', flags('order')], ['/flags/users', flags('user')]]) app.use(path, router)

class Controller {
  constructor(name) {
    this.name = name
    this.router = express.Router()
    this.router.delete('/:id', (request, response) => this.remove(request, response))
  }
  async remove() {
    await events.publish(`${this.name}.removed`, {}) // publish order.removed in DELETE /c/orders/:id, user.removed in DELETE /c/users/:id
  }
}
app.use('/c/orders', new Controller('order').router)
app.use('/c/users', new Controller('user').router)

const main = api('main')
const likes = (path, name) => {
  const router = main.router(path)
  router.post('/', () => events.publish(`${name}.liked`, {})) // publish order.liked in POST /likes/orders, user.liked in POST /likes/users
  return router
}
likes('/likes/orders', 'order')
likes('/likes/users', 'user')
http.node.use(app)
