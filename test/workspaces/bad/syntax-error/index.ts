import { events } from '@ampt/sdk'
import './broken'

events.on('fine', async () => {
  await events.publish('also.fine', {})
})
