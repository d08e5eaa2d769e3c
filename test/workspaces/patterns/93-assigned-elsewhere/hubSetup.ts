import { events } from '@ampt/sdk'
import { hub } from './hub'
hub.send = (name: string) => events.publish(name, {}) // publish hub.sent in handler of hub.asked
