// Hono mounts in a chain, each call of which gives back the same app.
import { events, http } from '@ampt/sdk'
import { Hono } from 'hono'

const orders = new Hono()
  .post('/', async (c) => {
    await events.publish('order.placed', {}) // publish order.placed in POST /api/orders
    return c.json({})
  })
  .delete('/:id', async (c) => {
    await events.publish('order.removed', {}) // publish order.removed in DELETE /api/orders/:id
    return c.json({})
  })
const users = new Hono()
users.post('/', async (c) => {
  await events.publish('user.added', {}) // publish user.added in POST /api/users
  return c.json({})
})
const app = new Hono()
  .basePath('/api')
  .route('/orders', orders)
  .route('/users', users)
  .get('/health', async (c) => {
    await events.publish('health.asked', {}) // publish health.asked in GET /api/health
    return c.json({})
  })
export type App = typeof app
http.use('/', app.fetch)
