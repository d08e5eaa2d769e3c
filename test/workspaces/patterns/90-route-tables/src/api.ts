// What all requests of a router of Ampt go through is handed to the call that makes it.
import { api, events } from '@ampt/sdk'

async function audit(event: any): Promise<unknown> {
  await events.publish('request.seen', {}) // publish request.seen in ALL /v1/*
  return event.next()
}
const v1 = api('public').router('/v1', audit)
v1.get('/a', () => events.publish('a.read', {})) // publish a.read in GET /v1/a
v1.router('/users', async (event: any) => {
  await events.publish('users.seen', {}) // publish users.seen in ALL /v1/users/*
  return event.next()
}).put('/:id', () => events.publish('user.put', {})) // publish user.put in PUT /v1/users/:id
