import { events } from '@ampt/sdk'

events.on('a.happened', async () => {})
