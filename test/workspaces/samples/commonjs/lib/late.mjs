import { events } from '@ampt/sdk/events'
import { setTimeout as sleep } from 'node:timers/promises'

export function register() {
  events.on('order.placed', async () => {
    await sleep(1000)
    console.log('mailed')
  })
}
