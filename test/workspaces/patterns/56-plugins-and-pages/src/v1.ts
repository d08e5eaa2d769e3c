import type { FastifyInstance } from 'fastify'
import { events } from '@ampt/sdk'
import { orders } from './orders'

export async function v1(app: FastifyInstance) {
  app.get('/ping', async () => events.publish('pinged', {})) // publish pinged in GET /v1/ping
  app.register(orders, { prefix: '/orders' })
}
