import { events } from '@ampt/sdk'
export const queue = { send: events.publish, receive: events.on }
