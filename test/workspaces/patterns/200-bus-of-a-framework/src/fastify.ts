import 'fastify'

declare module 'fastify' {
  interface FastifyInstance {
    bus: import('./bus').Bus
  }
}
