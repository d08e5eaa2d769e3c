// Routes of Koa with names, prefixes that are set, parameters, and paths of mounts that are not told.
const { events, http } = require('@ampt/sdk')
const Router = require('@koa/router')
const express = require('express')
const config = require('./config')

const orders = new Router()
orders.prefix('/orders')
orders.get('order', '/:id', (ctx) => events.publish('order.seen', { id: ctx.params.id })) // publish order.seen in GET /shop/v1/orders/:id
orders.post('order.create', '/', audit, (ctx) => events.publish('order.created', ctx.body)) // publish order.created in POST /shop/v1/orders
const shop = new Router({ prefix: '/shop' })
shop.use('/v1', orders.routes())
function audit() {
  return events.publish('audited', {}) // publish audited in POST /shop/v1/orders
}

const app = express()
const users = express.Router()
users.param('id', (request, response, next, id) => events.publish('user.read', { id }).then(next)) // publish user.read in ALL /*/*
users.get('/:id', () => events.publish('user.shown', {})) // publish user.shown in GET /*/:id
app.use(config.base, users)
const open = express.Router()
open.get('/ping', () => events.publish('pinged', {})) // publish pinged in GET /ping
app.use(express.json(), open)
const hooks = express.Router()
hooks.post('/pay', () => events.publish('paid', {})) // publish paid in POST /*/pay, POST /hooks/pay
app.use(process.env.HOOKS ?? '/hooks', hooks)
app.use(config.base, () => events.publish('entered', {})) // publish entered in ALL /*
http.node.use(app)

// Options that are spread have no prefix where none is known of; one that is written is told.
const makePlain = (options = {}) => {
  const plain = new Router({ strict: true, ...options })
  plain.post('/plain', () => events.publish('plain.made', {})) // publish plain.made in POST /plain
  return plain
}
const given = new Router({ ...config.router, prefix: '/given' })
given.post('/', () => events.publish('given.made', {})) // publish given.made in POST /given
const hidden = new Router({ ...config.router, prefix: config.base })
hidden.post('/', () => events.publish('hidden.made', {})) // publish hidden.made in POST /*
http.node.use(makePlain({ sensitive: true }).routes())
http.node.use(given.routes())
http.node.use(hidden.routes())
