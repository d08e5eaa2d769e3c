import { Router } from 'express'
import { events } from '@ampt/sdk'

const router = Router()

router.post('/', async (_req, res) => {
  await events.publish('order.placed', {}) // publish order.placed in POST /api/v1/orders
  res.end()
})
router
  .route('/:id')
  .patch((_req, res) => {
    res.json(events.publish('order.changed', {})) // publish order.changed in PATCH /api/v1/orders/:id
  })
  .delete((_req, res) => {
    res.json(events.publish('order.removed', {})) // publish order.removed in DELETE /api/v1/orders/:id
  })

export default router
