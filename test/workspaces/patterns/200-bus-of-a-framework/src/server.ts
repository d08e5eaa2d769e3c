import Fastify from 'fastify'
import { bus } from './bus'
import { cart } from './cart'

const server = Fastify()
server.decorate('bus', bus)
server.register(cart)
server.register(async (app) => {
  app.bus.on('mail.wanted', async () => {})
})
