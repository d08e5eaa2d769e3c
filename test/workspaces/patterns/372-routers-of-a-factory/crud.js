const { events } = require('@ampt/sdk')
const { Router } = require('express')

const emit = (name, verb, body) => events.publish(`${name}.${verb}`, body) // publish order.created in POST /orders, user.created in POST /v1/users, POST /v2/users, order.noted in POST /order-notes, user.noted in POST /user-notes
const create = (name) => async (request) => {
  await emit(name, 'created', request.body)
}
const change = (name) => async (request) => {
  await events.publish(`${name}.changed`, request.body) // publish order.changed in PATCH /orders/:id, user.changed in PATCH /v1/users/:id, PATCH /v2/users/:id, mail.changed in PATCH /mails/:id
}
exports.change = change
exports.crud = (name) => {
  const router = Router()
  router.route('/').post(create(name))
  router.patch('/:id', change(name))
  return router
}
exports.notes = function (name) {
  const router = Router()
  router.post('/', async (request) => {
    await emit(name, 'noted', request.body)
  })
  return router
}
