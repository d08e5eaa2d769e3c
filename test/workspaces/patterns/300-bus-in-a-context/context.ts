import { AsyncLocalStorage } from 'node:async_hooks'
import { http } from '@ampt/sdk'
import express from 'express'
import { bus, type Bus } from './bus'

interface Context {
  bus: Bus
  id: string
}
const storage = new AsyncLocalStorage<Context>()
const context = () => {
  const store = storage.getStore()
  if (!store) throw new Error('outside of a request')
  return store
}
const useBus = () => context().bus

const app = express()
app.use((request, response, next) => storage.run({ bus, id: '1' }, next))
app.post('/cart', async (request, response) => {
  await useBus().publish('cart.filled', request.body)
  response.end()
})
app.get('/cart', async (request, response) => {
  const { bus } = context()
  await bus.publish('cart.seen', {})
  response.end()
})
http.node.use(app)
