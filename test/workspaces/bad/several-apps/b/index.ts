import { events } from '@ampt/sdk'

events.on('b.happened', async () => {})
