// What a package or the language brings is none of the app's own objects, though the types say the same of both.
import { events } from '@ampt/sdk'

interface Logger {
  error(text: string): unknown
}
const alerting: Logger = {
  error: (text) => events.publish('alert', { text }), // publish alert in handler of order.placed
}
function createService(log: Logger) {
  return {
    async run() {
      await log.error('x')
    },
  }
}
const quiet = createService(console)
const loud = createService(alerting)
events.on('alert', async () => quiet.run()) // on alert
events.on('order.placed', async () => loud.run()) // on order.placed
