import Fastify, { type FastifyPluginAsync } from 'fastify'
import { bus, type Bus } from './bus'

declare module 'fastify' {
  interface FastifyRequest {
    tenantBus: Bus
  }
  interface FastifyInstance {
    bus: Bus
  }
}
const orders: FastifyPluginAsync = async (app) => {
  app.post('/orders', async (request) => {
    await request.tenantBus.publish('order.placed', request.body)
  })
  app.get('/orders', async () => {
    await app.bus.publish('order.listed', {})
  })
  app.bus.on('order.placed', async () => {})
}
const server = Fastify()
server.decorate('bus', bus)
server.decorateRequest('tenantBus', { getter: () => bus })
server.register(orders, { prefix: '/api' })
