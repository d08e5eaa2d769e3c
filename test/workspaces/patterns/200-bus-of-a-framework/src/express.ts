import express from 'express'
import { bus, type Bus } from './bus'

declare global {
  namespace Express {
    interface Request {
      bus: Bus
    }
  }
}

const app = express()
app.use((request, _response, next) => {
  request.bus = bus
  next()
})
app.post('/orders', async ({ bus, body }, response) => {
  await bus.publish('order.placed', body)
  response.end()
})
