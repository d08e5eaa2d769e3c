import { AsyncLocalStorage } from 'node:async_hooks'
import { task } from '@ampt/sdk'
import { bus, type Bus } from './bus'

const storage = new AsyncLocalStorage<{ bus: Bus }>()

async function send() {
  const store = storage.getStore()
  await store!.bus.publish('order.sent', {})
}

task('send', () => storage.run({ bus }, send))
