import { events } from '@ampt/sdk'

// Methods of the SDK that a constructor, or a later line, puts into members.
class Bus {
  private on
  private readonly send: typeof events.publish
  private readonly later: typeof events.publish
  constructor(sdk: typeof events = events) {
    this.on = events.on
    this.send = events.publish.bind(events)
    this.later = sdk.publish
  }
  start() {
    const run = async () => {
      await this.send('bus.b', {}) // publish bus.b in handler of bus.a
      await this.later('bus.c', { after: '1 minute' }, {}) // publish bus.c after 60000 in handler of bus.a
    }
    this.on('bus.a', run) // on bus.a
  }
}
new Bus().start()

const tools: { send?: typeof events.publish } = {}
tools.send = events.publish
events.on('bus.b', async () => onB()) // on bus.b
const onB = () => tools.send?.('bus.d', {}) // publish bus.d in handler of bus.b
