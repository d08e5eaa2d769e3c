import asyncHandler from 'express-async-handler'
import { events } from '@ampt/sdk'

export const create = asyncHandler(async () => {
  await events.publish('created', {}) // publish created in POST /orders
})
const remove = asyncHandler(async () => {
  await events.publish('removed', {}) // publish removed in DELETE /orders
})
const update = [
  check,
  asyncHandler(async () => {
    await events.publish('updated', {}) // publish updated in PUT /orders
  }),
]
function check(): void {}
export default { remove, update }
export class Controller {
  place = asyncHandler(async () => {
    await events.publish('placed', {}) // publish placed in PATCH /orders
  })
}
