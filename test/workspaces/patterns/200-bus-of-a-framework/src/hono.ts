import { Hono } from 'hono'
import { bus, type Bus } from './bus'

interface Env {
  Variables: { bus: Bus; user: string }
}

const app = new Hono<Env>()
app.use('*', async (c, next) => {
  c.set('bus', bus)
  await next()
})
app.post('/pay', async (c) => {
  await c.get('bus').publish('order.paid', {})
  await c.var.bus.publish('order.paid', {})
  return c.text(c.get('user'))
})
