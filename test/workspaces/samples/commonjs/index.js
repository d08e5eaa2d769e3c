const fs = require('fs')
const ampt = require('@ampt/sdk')
const { data } = require('@ampt/data')
const { EventEmitter } = require('events')
const { events, http } = ampt
const { ORDER_PLACED } = require('./lib/names')

// Relative to the folder of the app.
const logo = fs.readFileSync('./logo.svg')
const emitter = new EventEmitter()

require('./lib/orders')(events)
import('./lib/late.mjs').then(({ register }) => register())

// Not an event of Ampt.
emitter.on('placed', (id) => console.log(`emitted ${id}`))

http.node.use('/orders', async (request, response) => {
  const id = new URL(request.url, 'http://app').searchParams.get('id')
  emitter.emit('placed', id)
  await data.set(`order:${id}`, { id, logo: logo.length > 0 })
  await events.publish(ORDER_PLACED, { id })
  response.statusCode = 202
  response.end(id)
})

exports.handler = async () => ({ statusCode: 200 })
