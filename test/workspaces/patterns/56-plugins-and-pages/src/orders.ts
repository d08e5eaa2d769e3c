import { events } from '@ampt/sdk'

export const orders = async (app: any) => {
  app.post('/', async () => events.publish('order.placed', {})) // publish order.placed in POST /v1/orders
  app.route({ method: 'DELETE', url: '/:id', handler: async () => events.publish('order.cancelled', {}) }) // publish order.cancelled in DELETE /v1/orders/:id
}
