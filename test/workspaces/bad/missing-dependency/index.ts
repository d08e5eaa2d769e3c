import { events } from '@ampt/sdk'
import { send } from 'mail-provider-that-is-not-installed'

events.on('mail', async () => {
  await send()
})
