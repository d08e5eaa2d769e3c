import { Router } from 'express'
import { events } from '@ampt/sdk'

export function buildReviews({ open }: { open: boolean }) {
  const router = Router({ mergeParams: true })
  router.put('/:reviewId', () => events.publish('reviewed', { open })) // publish reviewed in PUT /api/v1/users/:userId/reviews/:reviewId
  return router
}

export class Users {
  get routes() {
    return Router()
      .post('/', this.create.bind(this))
      .delete('/:id', () => events.publish('user.removed', {})) // publish user.removed in DELETE /api/v1/users/:id
  }

  private create() {
    return events.publish('user.created', {}) // publish user.created in POST /api/v1/users
  }
}
