import express from 'express'
import { events, http } from '@ampt/sdk'
import { controller } from './controller'
import { notify } from './notify'

const app = express()
app.post('/orders', wrap(controller.create))
http.node.use(app)
events.on('order.placed', onPlaced) // on order.placed runs onPlaced

async function onPlaced() {
  await Promise.all(['late'].map((what) => notify(what)))
}
function wrap(handler: any) {
  return (request: any, response: any, next: any) => handler(request, response).catch(next)
}
