// Handlers of routes that a package wrapped, kept under names, in objects, classes and lists of other files.
import { events, http, task } from '@ampt/sdk'
import express from 'express'
import controller, { Controller, create } from './controller'
import * as common from './common'
import { wrap } from 'wrappers'

const app = express() as any
app.post('/orders', create)
app.put('/orders', common.list, controller.update)
app.delete('/orders', wrap(controller.remove))
app.patch('/orders', new Controller().place)
const handlers = wrap(async () => events.publish('spread', {})) // publish spread in GET /spread
app.get('/spread', ...handlers)
http.node.use(app)

// What is handed on to something else tells nothing of who runs what made it.
const name = wrap(async () => events.publish('named', {})) // publish named in none
task('nightly', async () => {
  console.log(name)
})
