import type { FastifyPluginAsync } from 'fastify'
import type { OrderService } from './services'

declare module 'fastify' {
  interface FastifyInstance {
    orders: OrderService
  }
}
interface Options {
  service: OrderService
}

export const orderRoutes: FastifyPluginAsync<Options> = async (app, { service }) => {
  app.post('/', async () => await service.place())
  app.delete('/:id', async () => await app.orders.cancel())
}
