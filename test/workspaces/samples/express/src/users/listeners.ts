import { data } from '@ampt/data'
import { events } from '@ampt/sdk'

events.on('user.joined', { timeout: 60000 * 5 }, async (event) => {
  const email = event.body as string
  await data.add('stats', 'joined', 1)
  console.log(`welcome ${email}`)
})
