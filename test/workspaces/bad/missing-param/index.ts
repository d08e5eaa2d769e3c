import { events, params } from '@ampt/sdk'

const config: { from: string } = JSON.parse(params('MAIL_CONFIG'))

events.on('mail', async () => {
  console.log(config.from)
})
