// Each module adds its routes to a router of its own, which a walk makes and mounts.
const { events, http } = require('@ampt/sdk')
const express = require('express')

const orders = (router) => {
  router.get('/', () => events.publish('orders.seen', {})).post('/', () => events.publish('order.placed', {})) // publish orders.seen in GET /orders, order.placed in POST /orders
}
function users(router) {
  router.route('/:id').delete(() => events.publish('user.removed', {})) // publish user.removed in DELETE /users/:id
}
const modules = [
  { prefix: '/orders', build: orders },
  { prefix: '/users', build: users, isOpen: true },
]
const app = express()
for (const { prefix, build, isOpen = false } of modules) {
  const router = express.Router()
  build(router)
  if (isOpen) app.use(prefix, router)
  else app.use(prefix, express.json(), router)
}
http.node.use(app)
