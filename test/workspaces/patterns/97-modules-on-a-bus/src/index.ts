// Parts of an app that are handed a typed bus of its own, which there is one of.
import { http } from '@ampt/sdk'
import express from 'express'
import registerOrderHandlers from './orders/handlers'
import { PaymentService } from './payments/service'
import { bus } from './common/eventBus'
const modules = [
  { register: registerOrderHandlers },
  { register: () => new PaymentService({ charge: async () => true }).register() },
]
for (const { register } of modules) register(bus)
const app = express()
const ordersRouter = express.Router()
ordersRouter.post('/', async (req, res, next) => {
  try {
    await bus.publish('order.placed', { id: req.body.id })
    res.status(202).json({})
  } catch (error) {
    next(error)
  }
})
app.use('/orders', ordersRouter)
http.node.use(app)
