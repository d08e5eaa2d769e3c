import { events } from '@ampt/sdk'

events.on('never', async () => {})

throw new Error('no database here')
