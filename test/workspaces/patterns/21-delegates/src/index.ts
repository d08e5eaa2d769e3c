import { events, http } from '@ampt/sdk'
import { api } from '@ampt/api'
import { createUser } from './users'

const users = api('main').router('/users')
users.post('/', async (event: any) => createUser(await event.request.body()))
users.delete('/:id', { schema: {} }, async () => { await events.publish('user.removed', {}) }) // publish user.removed in DELETE /users/:id
http.use('/health', () => new Response('ok'))
events.on('user.created', async ({ body }: any) => { // on user.created
  const { sendMail } = await import('./mail')
  await sendMail(body)
})
