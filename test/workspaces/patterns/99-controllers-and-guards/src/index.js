// Controllers and routes that are handed what publishes in an object; listeners that carry their event.
const { events, http, task, params } = require('@ampt/sdk')
const express = require('express')
const asyncHandler = require('express-async-handler')
const { OrderController } = require('./controller')
const userRoutes = require('./users')
const { EVENTS, emit, emitLater } = require('./emitter')
const app = express()
const controller = new OrderController({ emit })
app.post('/orders', asyncHandler(controller.create))
app.post('/orders/:id/cancel', asyncHandler((req, res) => controller.cancel(req, res)))
app.use('/users', userRoutes(express.Router(), { emit, emitLater }))
require('./listeners').forEach((listener) => events.on(listener.event, listener.options, listener)) // on order.created timeout 15000, order.cancelled timeout none
events.on(EVENTS.USER_CREATED, require('./welcome')) // on user.created
http.node.use(app)
const cleanup = task('cleanup', { timeout: 60000 }, async (event) => {
  await emit(EVENTS.CLEANED, { count: 1 })
})
cleanup.every('1 day') // starts cleanup in schedule every 1 day
