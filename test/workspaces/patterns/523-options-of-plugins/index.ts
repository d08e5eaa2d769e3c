// What the type of a plugin says of its options, as Fastify documents it, says whose method is called.
import { events, http } from '@ampt/sdk'
import Fastify, { type FastifyPluginAsync } from 'fastify'
import { orderRoutes } from './orderRoutes'
import { OrderService, type Services, createStock } from './services'

const stockRoutes: FastifyPluginAsync<{ services: Services }> = async (app, options) => {
  app.post('/', async () => await options.services.stock.take())
}
const services: Services = { stock: createStock() }
const build = (all: Services) => {
  const app = Fastify()
  app.decorate('orders', new OrderService())
  app.register(orderRoutes, { prefix: '/orders', service: new OrderService() })
  app.register(stockRoutes, { prefix: '/stock', services: all })
  return app
}
http.node.use(build(services))
events.on('stock.taken', async () => {}) // on stock.taken
