import { events } from '@ampt/sdk'
import { validate } from './validate'

export const createUser = validate(async (body: unknown) => {
  await events.publish('user.created', body) // publish user.created
})
