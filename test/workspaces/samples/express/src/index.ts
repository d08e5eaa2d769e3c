import express from 'express'
import { http, params } from '@ampt/sdk'
import { requireKey } from '@/middleware/requireKey'
import { usersController } from '@/users/controller.js'
import '@/users/listeners.js'

// Read while the app is loaded, as many apps do.
const { MAIL_FROM } = params().list()
const price = +params('PRICE_CENTS')

const app = express()
app.use(express.json())
app.use((request, _response, next) => {
  console.log(`${request.method} ${request.path}`)
  next()
})
app.get('/api/price', (_request, response) => void response.json({ price, from: MAIL_FROM }))
app.post('/api/users', requireKey, usersController.create)
app.get('/api/users/:email', usersController.read)
app.use((error: Error, _request: express.Request, response: express.Response, _next: express.NextFunction) => {
  response.status(500).json({ message: error.message })
})

http.node.use('/api', app)
http.on(404, 'static/index.html')
