import 'fastify'

declare module 'fastify' {
  interface FastifyInstance {
    bus: import('../src/bus').Bus
  }
}
