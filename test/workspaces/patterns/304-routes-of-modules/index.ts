// Modules in a list, each with its routes and the prefix that these are mounted at.
import Fastify, { type FastifyPluginAsync } from 'fastify'
import { events } from '@ampt/sdk'

interface Deps {
  emit(name: string): Promise<unknown>
}
interface Module {
  readonly name: string
  readonly routes?: { readonly prefix: string; readonly plugin: (deps: Deps) => FastifyPluginAsync }
}
const orders: Module = {
  name: 'orders',
  routes: { prefix: '/orders', plugin: ({ emit }) => async (app) => void app.post('/', () => emit('order.placed')) },
}
const billing: Module = {
  name: 'billing',
  routes: { prefix: '/billing', plugin: ({ emit }) => async (app) => void app.post('/webhook', () => emit('invoice.paid')) },
}
const search: Module = { name: 'search' }

const deps: Deps = {
  emit: (name) => events.publish(name, {}), // publish order.placed in POST /api/orders, invoice.paid in POST /api/billing/webhook
}
const server = Fastify()
server.register(
  async (api) => {
    for (const { routes } of [orders, billing, search]) if (routes) api.register(routes.plugin(deps), { prefix: routes.prefix })
  },
  { prefix: '/api' },
)
