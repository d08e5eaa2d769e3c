import { events } from '@ampt/sdk'

export const send = (name: string) => events.publish(name, {}) // publish folder.sent
