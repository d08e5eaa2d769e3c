import type { FastifyInstance } from 'fastify'

// It knows the bus by what is declared for the package alone.
export async function cart(app: FastifyInstance) {
  app.post('/cart', async (request) => {
    await app.bus.publish('cart.filled', request.body)
  })
  app.delete('/cart', async (request) => {
    await request.server.bus.publish('cart.emptied', {})
  })
}
