// Routes are reached under the paths of the routers that they are mounted in, however many files these are spread over.
import { http } from '@ampt/sdk'
import express from 'express'
import { addHealth } from './routes/health'
import orders from './routes/orders'
import * as shared from './routes/shared'
import { buildReviews, Users } from './routes/users'

const app = express()
const v1 = express.Router()

const mounts: Array<[string, express.RequestHandler]> = [
  ['/orders', orders],
  ['/users/:userId/reviews', buildReviews({ open: true })],
]
app.use(express.json())
for (const [path, router] of mounts) v1.use(path, router)
v1.use('/users', (_req, _res, next) => next(), new Users().routes)
app.use('/left', shared.router)
v1.use('/right', shared.router)
addHealth(v1)
app.use('/api/v1', v1)
http.node.use('/', app)
