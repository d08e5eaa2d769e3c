// A function makes a handler by way of a wrapper: what it publishes runs with that handler, and with no other that is made so.
const { events, http, task } = require('@ampt/sdk')
const express = require('express')

const logged = (fn) => async (event) => {
  console.log(event.name)
  await fn(event)
}
const forward = (next) => logged(async (event) => {
  await events.publish(next, event.body) // publish paid in handler of placed, shipped in handler of paid
})
events.on('placed', forward('paid')) // on placed
events.on('paid', forward('shipped')) // on paid
events.on('shipped', async () => {}) // on shipped

const relay = (name, next) =>
  events.on(name, logged(async (event) => { // on left, right
    await events.publish(next, event.body) // publish right in handler of left, done in handler of right
  }))
relay('left', 'right')
relay('right', 'done')

const asyncHandler = (fn) => (request, response, next) => Promise.resolve(fn(request, response, next)).catch(next)
const answer = (accept) => asyncHandler(async (request, response) => {
  await events.publish(accept ? 'accepted' : 'rejected', {}) // publish accepted in POST /accept, rejected in POST /reject
  response.end()
})
const create = (name) => asyncHandler(async (request, response) => {
  await events.publish(`${name}.created`, request.body) // publish order.created in POST /orders, user.created in POST /users
  response.end()
})
const app = express()
app.post('/accept', answer(true))
app.post('/reject', answer(false))
for (const [path, handler] of Object.entries({ '/orders': create('order'), '/users': create('user') })) app.post(path, handler)
http.node.use(app)

const retrying = (fn, times = 3) => async (...args) => {
  for (let tried = 0; ; tried++) {
    try {
      return await fn(...args)
    } catch (error) {
      if (tried >= times) throw error
    }
  }
}
const sync = (kind) => retrying(async () => {
  await events.publish(`${kind}.synced`, {}) // publish order.synced in task orders, user.synced in task users
})
task('orders', sync('order'))
task('users', sync('user'))
