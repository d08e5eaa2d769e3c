import { events } from '@ampt/sdk'

events.on('before.the.error', async () => {})

events.on('broken', async ( => {
